import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'

/** The program, and why what needs it is skipped where there is none. */
export const python = process.platform === 'win32' ? 'python' : 'python3'
const found = spawnSync(python, ['-c', 'import sqlite3'])
export const withoutPython = found.status === 0 ? false : `There is no ${python} with sqlite3 here.`

const scriptPath = (name: string) => fileURLToPath(new URL(name, import.meta.url))

/** One of the two storage classes of media-storage.py, in a process of its own. */
export type PythonCall = (
  storage: 'analysis' | 'processing',
  method: string,
  args: Record<string, unknown>,
) => Promise<unknown>

/** Starts a script on a database until the test ends; answers with a way to ask it. */
function startScript(
  name: string,
  database: string,
  cwd?: string,
): (call: Record<string, unknown>) => Promise<unknown> {
  const child = spawn(python, [scriptPath(name), database], { stdio: ['pipe', 'pipe', 'inherit'], cwd })
  onTestFinished(() => void child.kill())
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  return async (call) => {
    child.stdin.write(`${JSON.stringify(call)}\n`)
    const { value, done } = await answers.next()
    if (done) throw new Error(`Python ended in ${JSON.stringify(call)}.`)
    return JSON.parse(value)
  }
}

/** Starts the storage classes on a database. */
export function startPython(database: string): PythonCall {
  const ask = startScript('./media-storage.py', database)
  return (storage, method, args) => ask({ storage, method, arguments: args })
}

/** Starts the Media Manager on a database; in the folder `cwd`, from which its relative paths start. */
export function startMediaManager(
  database: string,
  cwd?: string,
): (method: string, args: Record<string, unknown>) => Promise<unknown> {
  const ask = startScript('./media-manager.py', database, cwd)
  return (method, args) => ask({ method, arguments: args })
}

/**
 * Has a Python process save `rows` rows, analyses and processing in turn; answers with its exit code and what it said.
 */
export async function writeByPython(
  database: string,
  prefix: string,
  rows: number,
): Promise<{ code: number; said: string }> {
  const child = spawn(python, [scriptPath('./media-storage.py'), database, 'write', prefix, String(rows)], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text
  })
  const [code] = await once(child, 'close')
  return { code, said }
}
