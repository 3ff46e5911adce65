import { extname } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { GenerationReading, TaggedFile } from '../../../shared/generation/reading.ts'

/** Parses tags beside the main thread: a workflow of 200 KB takes some tens of milliseconds. */
export interface ParserThread {
  /** What the tags say; see `parseGeneration`. @throws Error where it takes longer than any workflow does, or more memory. */
  parse(files: readonly TaggedFile[]): Promise<GenerationReading | null>
  close(): Promise<void>
}

/** What the thread answers. */
export type ParserReply = { id: number } & ({ reading: GenerationReading | null } | { error: string })

const longestMs = 60_000

interface Waiting {
  resolve(reading: GenerationReading | null): void
  reject(error: Error): void
  timer: NodeJS.Timeout
}

/** Makes the thread of one core; it is started when first needed. */
export function createParserThread(): ParserThread {
  const waiting = new Map<number, Waiting>()
  let worker: Worker | undefined
  let nextId = 1

  function settle(id: number, end: (one: Waiting) => void): void {
    const one = waiting.get(id)
    if (!one) return
    waiting.delete(id)
    clearTimeout(one.timer)
    if (waiting.size === 0) worker?.unref()
    end(one)
  }

  /** Whatever was to be parsed in it is lost with a thread; the next one is parsed in a new one. */
  function drop(error: Error): void {
    const dropped = worker
    worker = undefined
    for (const id of [...waiting.keys()]) settle(id, ({ reject }) => reject(error))
    void dropped?.terminate()
  }

  function start(): Worker {
    // See [Note: one flat folder] for the extension.
    const started = new Worker(new URL(`./parser-worker${extname(import.meta.url)}`, import.meta.url))
    started.on('message', (reply: ParserReply) => {
      settle(reply.id, ({ resolve, reject }) =>
        'error' in reply ? reject(new Error(reply.error)) : resolve(reply.reading),
      )
    })
    started.on('error', (error) => {
      if (worker === started) drop(error)
    })
    return started
  }

  function parse(files: readonly TaggedFile[]): Promise<GenerationReading | null> {
    const plain = files.map(({ source, name, tags }) => ({ source, name, tags }))
    if (plain.every(({ tags }) => tags.length === 0)) return Promise.resolve(null)
    worker ??= start()
    const id = nextId++
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => drop(new Error('it takes too long to read')), longestMs)
      waiting.set(id, { resolve, reject, timer })
      worker?.ref()
      worker?.postMessage({ id, files: plain })
    })
  }

  return {
    parse,
    async close() {
      drop(new Error('the library was closed'))
    },
  }
}
