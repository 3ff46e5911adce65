import { type ChildProcess, spawn } from 'node:child_process'
import { basename } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { RushesError } from '../../shared/errors.ts'

interface GroupOptions {
  /** The folder to run in, absolute. */
  folder: string
  timeoutSeconds: number
  signal: AbortSignal
}

/** Enough for a hundred thousand ranges. */
const stdoutLimitBytes = 16 * 1024 * 1024
const stderrTailLength = 2000
/** What a process wrote before it ended has arrived by then; somebody else may hold its pipes open for ever. */
const drainMs = 1000

/**
 * Runs a program that nobody vouches for, `argv[0]` with the rest as its arguments, no shell between, and answers with what
 * it wrote to standard output. It gets a process group of its own, which is killed whole when the program ends or is stopped:
 * nothing that it started lives on.
 * @throws RushesError TOOL_MISSING when it cannot be started; TOOL_FAILED, with the end of standard error in `data.stderr`,
 * when it ends with another code than 0, runs for too long or writes too much; CANCELLED by `signal`.
 */
export async function runGroup(argv: readonly [string, ...string[]], options: GroupOptions): Promise<string> {
  const { folder, timeoutSeconds, signal } = options
  const [program, ...args] = argv
  const name = basename(program)
  if (signal.aborted) throw new RushesError('CANCELLED', `${name} was not started.`)
  const child = spawn(program, args, {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: process.platform !== 'win32',
    windowsHide: true,
  })
  let stopped: string | undefined
  const stop = (why: string) => {
    stopped ??= why
    killGroup(child)
  }
  const timer = setTimeout(
    () => stop(`it did not end within ${timeoutSeconds} s and was stopped`),
    timeoutSeconds * 1000,
  )
  const cancel = () => stop('it was cancelled')
  signal.addEventListener('abort', cancel, { once: true })
  try {
    const { stdout, stderr, exit } = await ending(child, name, () =>
      stop(`it wrote more than ${stdoutLimitBytes / 1024 / 1024} MiB and was stopped`),
    )
    if (signal.aborted) throw new RushesError('CANCELLED', `${name} was stopped.`)
    if (stopped === undefined && exit === 0) return stdout
    const reason = stopped ?? stderr.trim().split('\n').at(-1)?.trim()
    throw new RushesError('TOOL_FAILED', `${name} failed: ${reason || `it ended with ${exit} and said nothing`}.`, {
      data: { args, stderr, exit },
    })
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', cancel)
  }
}

interface Ending {
  stdout: string
  stderr: string
  exit: number | NodeJS.Signals | null
}

function ending(child: ChildProcess, name: string, onFlood: () => void): Promise<Ending> {
  const output: Buffer[] = []
  let size = 0
  let stderr = ''
  child.stdout?.on('data', (chunk: Buffer) => {
    size += chunk.length
    if (size <= stdoutLimitBytes) output.push(chunk)
    else onFlood()
  })
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr = (stderr + text).slice(-stderrTailLength)
  })
  return new Promise((resolve, reject) => {
    child.once('error', (cause) =>
      reject(new RushesError('TOOL_MISSING', `${name} could not be started: ${cause.message}.`, { cause })),
    )
    child.once('exit', () => {
      killGroup(child)
      void sleep(drainMs, undefined, { ref: false }).then(() => {
        child.stdout?.destroy()
        child.stderr?.destroy()
      })
    })
    child.once('close', (code, killedBy) =>
      resolve({ stdout: Buffer.concat(output).toString('utf8'), stderr, exit: code ?? killedBy }),
    )
  })
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return
  if (process.platform === 'win32') {
    // It knows who started whom, as long as the first is alive.
    spawn('taskkill', ['/PID', String(child.pid), '/T', '/F'], { stdio: 'ignore', windowsHide: true }).on('error', () =>
      child.kill(),
    )
    return
  }
  try {
    process.kill(-child.pid, 'SIGKILL')
  } catch {
    // Nobody of the group is left.
  }
}
