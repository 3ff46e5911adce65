import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/fetch'
import type { Client } from '../../shared/contract/index.ts'
import { ended } from './ended-process.ts'

// The built program, as people run it; `npm test` builds it before.
export const program = fileURLToPath(new URL('../../out/main/rushes.js', import.meta.url))

/** A running `rushes serve` with a library of its own, and the terminal beside it. */
export type Server = {
  /** Opens the app: holds the access key. */
  address: string
  folder: string
  /** The contract, spoken with this server. */
  client: Client
  /** Returns the standard error of the process so far. */
  log(): string
  /** Runs `rushes <args> --json` in another process on the same library and resolves to what it answered. */
  terminal<Answer>(...args: string[]): Promise<Answer>
  stop(): Promise<void>
}

/**
 * Starts `rushes serve` for the library in `folder`, on a free port unless one is given. Rejects with what it said when
 * it ends at once.
 */
export async function serve(folder: string, port = 0): Promise<Server> {
  const child = spawn(process.execPath, [program, 'serve', '--port', String(port), '--library', folder, '--json'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let log = ''
  child.stderr.on('data', (chunk: Buffer) => {
    log += chunk.toString()
  })
  const { url, key } = await firstDocument(child, () => log)
  const link = new RPCLink({ url: new URL('/rpc', url), headers: { authorization: `Bearer ${key}` } })
  return {
    address: url,
    folder,
    client: createORPCClient(link),
    log: () => log,
    terminal: (...args) => runTerminal(folder, args),
    stop: async () => {
      child.kill('SIGTERM')
      await ended(child)
    },
  }
}

/** The JSON document that `serve --json` prints once it listens. */
function firstDocument(child: ChildProcess, log: () => string): Promise<{ url: string; key: string }> {
  return new Promise((resolve, reject) => {
    let text = ''
    child.stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString()
      try {
        resolve(JSON.parse(text))
      } catch {
        // It has not arrived whole yet.
      }
    })
    child.once('exit', (code) => reject(new Error(`rushes serve ended with code ${code}: ${log()}`)))
  })
}

/** Runs `rushes <args> --json` in another process on the library in `folder` and resolves to what it answered. */
export function runTerminal<Answer>(folder: string, args: string[]): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const all = [program, ...args, '--library', folder, '--json']
    execFile(process.execPath, all, { maxBuffer: 2 ** 26 }, (error, stdout, stderr) => {
      if (error) reject(new Error(`rushes ${args.join(' ')}: ${stderr || error.message}`))
      else resolve(JSON.parse(stdout))
    })
  })
}
