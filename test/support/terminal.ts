import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'

/** The terminal door, from its source. */
export const program = fileURLToPath(new URL('../../main/cli/rushes.ts', import.meta.url))

/** Halves what a start costs, and these tests start it a hundred times. */
const compiled = join(tmpdir(), 'rushes-test-compiled')

/** What the log says on a busy machine is nothing that a command said. */
const slowQuery = /^\S+ warn slow query .*\n/gm

/** What a command of the terminal left behind. */
export interface Ending {
  code: number | null
  signal: NodeJS.Signals | null
  stdout: string
  stderr: string
}

/** A running `rushes`, from its source. */
export interface Terminal {
  child: ChildProcessByStdio<null, Readable, Readable>
  ended: Promise<Ending>
}

/** Starts `rushes <args>` in a process of its own, which the test does not leave behind; `environment` is added to ours. */
export function startTerminal(args: string[], environment: NodeJS.ProcessEnv = {}): Terminal {
  const child = spawn(process.execPath, [program, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NODE_COMPILE_CACHE: compiled, ...environment },
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  let stdout = ''
  let stderr = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text
  })
  const ended = new Promise<Ending>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code, signal) => resolve({ code, signal, stdout, stderr: stderr.replaceAll(slowQuery, '') }))
  })
  return { child, ended }
}

/** Runs `rushes <args>` to its end. */
export function runRushes(args: string[], environment: NodeJS.ProcessEnv = {}): Promise<Ending> {
  return startTerminal(args, environment).ended
}
