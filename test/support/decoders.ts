import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

const project = join(import.meta.dirname, '../..')
const sources = join(project, 'main/decoder/decoder-program.ts')
/** The decoder that the window runs. */
export const builtDecoder = join(project, 'out/main/decoder-program.js')

/** A decoder for `RUSHES_TEST_DECODER`, and what it was asked. */
export interface NotingDecoder {
  path: string
  /** Counts the requests of the noted kind that have begun. */
  begun(): number
  /** Counts their programs that still run. */
  atWork(): number
}

/**
 * Writes a decoder into `folder` that runs `before`, JavaScript that knows `kind`, `path` and `busy()`, which never
 * returns, before it answers as the real one does.
 */
export function putDecoder(folder: string, before: string, real = sources): string {
  const path = join(folder, 'decoder.mjs')
  const script = `
    import { appendFileSync, copyFileSync } from 'node:fs'
    const port = process.parentPort ?? process
    const on = port.on.bind(port)
    const busy = () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)
    const answer = (listener) => (message) => {
      const { kind, request } = message.data ?? message
      const path = request.input?.path ?? ''
      ${before}
      return listener(message)
    }
    port.on = (name, listener) => on(name, name === 'message' ? answer(listener) : listener)
    await import(${JSON.stringify(pathToFileURL(real).href)})`
  writeFileSync(path, script)
  return path
}

/** Writes a decoder that notes each storyboard and, if it is `stuck`, never ends one. */
export function putNotingDecoder(folder: string, { stuck }: { stuck: boolean }, real?: string): NotingDecoder {
  const log = join(folder, 'begun')
  const note = `if (kind === 'storyboard') appendFileSync(${JSON.stringify(log)}, process.pid + '\\n')`
  const path = putDecoder(folder, `${note}\n${stuck ? "if (kind === 'storyboard') busy()" : ''}`, real)
  const processes = () => (existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n').map(Number) : [])
  return { path, begun: () => processes().length, atWork: () => processes().filter(isAlive).length }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
