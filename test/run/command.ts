import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** The folder of the project; every command runs there. */
export const projectFolder = fileURLToPath(new URL('../..', import.meta.url))

const minute = 60_000

/**
 * Runs a JavaScript file with the Node that runs this one, showing all that it prints.
 * It gets no input, and is stopped when it takes longer than any sound run would. Resolves to its exit code.
 */
export function runScript(path: string, args: string[], env: NodeJS.ProcessEnv): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [path, ...args], {
      cwd: projectFolder,
      env,
      stdio: ['ignore', 'inherit', 'inherit'],
    })
    const limit = setTimeout(() => {
      console.error(`Stopped after 60 minutes: ${path}`)
      child.kill()
    }, 60 * minute)
    child.once('error', (error) => {
      clearTimeout(limit)
      console.error(error.message)
      resolve(1)
    })
    child.once('exit', (code) => {
      clearTimeout(limit)
      resolve(code ?? 1)
    })
  })
}

export type Answer = { ok: boolean; output: string }

/**
 * Runs a program silently and resolves to what it said. A program that is not there, fails, or takes longer than
 * `timeLimitMs` gives `ok: false`; its children end with it.
 */
export function ask(
  program: string,
  args: string[],
  options: { timeLimitMs: number; env?: NodeJS.ProcessEnv },
): Promise<Answer> {
  return new Promise((resolve) => {
    const ownGroup = process.platform !== 'win32'
    const child = spawn(program, args, {
      cwd: projectFolder,
      env: { ...process.env, ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: ownGroup,
    })
    let output = ''
    const collect = (chunk: Buffer) => {
      output += chunk.toString()
    }
    child.stdout.on('data', collect)
    child.stderr.on('data', collect)
    const limit = setTimeout(() => {
      output += `\nStopped after ${options.timeLimitMs / 1000} s.`
      if (ownGroup && child.pid) process.kill(-child.pid, 'SIGKILL')
      else child.kill()
    }, options.timeLimitMs)
    child.once('error', (error) => {
      clearTimeout(limit)
      resolve({ ok: false, output: error.message })
    })
    child.once('close', (code) => {
      clearTimeout(limit)
      resolve({ ok: code === 0, output: output.trim() })
    })
  })
}
