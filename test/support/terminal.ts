import { type ChildProcessByStdio, spawn } from 'node:child_process'
import type { Readable } from 'node:stream'
import { onTestFinished } from 'vitest'
import { programPath } from './program.ts'
import { withoutSlowLines } from './slow-lines.ts'

/** The terminal door. */
export const program = programPath('rushes')

/** The output and exit code of a command of the terminal. */
export interface Ending {
  code: number | null
  signal: NodeJS.Signals | null
  stdout: string
  stderr: string
}

/** A running `rushes`. */
export interface Terminal {
  child: ChildProcessByStdio<null, Readable, Readable>
  ended: Promise<Ending>
}

/**
 * Starts `rushes <args>` in a process of its own, which the test does not leave behind; `environment` is added to ours.
 */
export function startTerminal(args: string[], environment: NodeJS.ProcessEnv = {}): Terminal {
  const child = spawn(process.execPath, [program, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...environment },
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
    child.once('close', (code, signal) => resolve({ code, signal, stdout, stderr: withoutSlowLines(stderr) }))
  })
  return { child, ended }
}

/** Runs `rushes <args>` to its end. */
export function runRushes(args: string[], environment: NodeJS.ProcessEnv = {}): Promise<Ending> {
  return startTerminal(args, environment).ended
}
