import { basename } from 'node:path'
import { createInterface } from 'node:readline'
import { RushesError } from '../../shared/errors.ts'
import type { ProgramLimits } from './limits.ts'
import { type StartedProgram, startProgram } from './program-host/start-program.ts'
import { watchFile } from './watch-file.ts'

interface RunOptions {
  limits: ProgramLimits
  signal?: AbortSignal | undefined
  /** Set for programs that do not come with Rushes: the folder to run in, absolute. */
  folder?: string
  /** The file that the program reads, for errors about limits. */
  reads?: string | undefined
  /** The file that it writes. */
  writes?: string | undefined
  /** Called for each line of standard output, which is then not collected. */
  onLine?: ((line: string) => void) | undefined
  /** Called for each line of standard error; returns what it is. By default, every line is an error. */
  onErrorLine?: ((line: string) => ErrorLine) | undefined
}

/** `progress` counts as output. Only an `error` is kept for messages. */
export type ErrorLine = 'progress' | 'still' | 'error'

/** ffmpeg may exit with 0 although it could not write the end of a file. */
const diskFull = /No space left on device|Disk quota exceeded/
/** It may exit with 0 then, too. */
const outOfMemory = /Cannot allocate memory|memory allocation .*failed|bad_alloc/i
const stderrTailLength = 2000
/** A killed process whose disk does not answer may never end. */
const killMs = 5000

/**
 * Runs `program` (a path) with `args`, without a shell of its own, in a process group of its own, and returns what it
 * wrote to standard output. The group is killed when the program ends, is stopped or exceeds a limit.
 * @throws RushesError TOOL_MISSING if it cannot be started; TOOL_FAILED, with its arguments and the end of standard
 * error, if it exits with another code than 0, or, with `data.limit`, if it exceeds a limit; DISK_FULL if standard
 * error says so; CANCELLED by `signal`.
 */
export async function runProgram(program: string, args: readonly string[], options: RunOptions): Promise<Buffer> {
  const { signal, limits, folder } = options
  const name = basename(program)
  if (signal?.aborted) throw new RushesError('CANCELLED', `${name} was not started.`)
  const run = startRun(program, args, options)
  const cancel = () => run.stop()
  signal?.addEventListener('abort', cancel, { once: true })
  const timeout = () => run.stop(`it did not end within ${limits.timeSeconds} s and was stopped`)
  const timer = limits.timeSeconds === undefined ? undefined : setTimeout(timeout, limits.timeSeconds * 1000)
  try {
    const { stdout, stderr, exit } = await run.ending
    if (signal?.aborted) throw new RushesError('CANCELLED', `${name} was stopped.`)
    const data = { args, stderr, exit }
    if (folder === undefined && diskFull.test(stderr))
      throw new RushesError('DISK_FULL', `${name} could not write its output: the disk is full.`, { data })
    const lastLine = stderr.trim().split('\n').at(-1)?.trim().replace(/\.$/, '')
    const reason = run.stopped() ?? memoryReason(lastLine, limits)
    if (reason !== undefined) {
      const failed = options.reads === undefined ? 'failed' : `could not read ${options.reads}`
      throw new RushesError('TOOL_FAILED', `${name} ${failed}: ${reason}.`, { data: { ...data, limit: reason } })
    }
    if (exit === 0) return stdout
    const fault = lastLine || `it exited with ${exit} and printed no error`
    if (limits.memoryBytes !== undefined && (exit === 126 || exit === 127))
      throw new RushesError('TOOL_MISSING', `${name} could not be started: ${fault}.`, { data })
    throw new RushesError('TOOL_FAILED', `${name} failed: ${fault}.`, { data })
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', cancel)
  }
}

/** Returns the limit that a program exceeded, as a clause about it; undefined if it failed otherwise. */
export function exceededLimit(error: unknown): string | undefined {
  const limit = error instanceof RushesError && error.code === 'TOOL_FAILED' ? error.data?.limit : undefined
  return typeof limit === 'string' ? limit : undefined
}

function memoryReason(lastLine = '', { memoryBytes }: ProgramLimits): string | undefined {
  if (memoryBytes === undefined || !outOfMemory.test(lastLine)) return undefined
  return 'it needed more memory than it may use'
}

interface Ending {
  stdout: Buffer
  stderr: string
  exit: number | NodeJS.Signals | null
}

interface Run {
  ending: Promise<Ending>
  /** Kills the program; `reason` is a clause about a limit. */
  stop(reason?: string): void
  /** The reason for which it was stopped first. */
  stopped(): string | undefined
}

function startRun(program: string, args: readonly string[], options: RunOptions): Run {
  const { limits, folder } = options
  const started = startProgram({ program, args, folder, memoryBytes: limits.memoryBytes })
  let abandon: () => void = () => undefined
  const abandoned = new Promise<null>((resolve) => {
    abandon = () => resolve(null)
  })
  let reason: string | undefined
  let timer: NodeJS.Timeout | undefined
  const stop = (because?: string) => {
    reason ??= because
    started.kill()
    timer ??= setTimeout(abandon, killMs)
  }
  const still = stillClock(limits.stillSeconds, stop)
  const output = collect(started, options, { onProgress: still.reset, stop })
  const unwatch = watchFile(options.writes, { limitBytes: limits.fileBytes, onGrowth: still.reset, stop })
  const missing = (cause: Error) => {
    throw new RushesError('TOOL_MISSING', `${basename(program)} could not be started: ${cause.message}.`, { cause })
  }
  const exit = Promise.race([started.ended.catch(missing), abandoned]).finally(() => {
    clearTimeout(timer)
    still.clear()
    unwatch()
  })
  return { ending: exit.then((code) => ({ ...output(), exit: code })), stop, stopped: () => reason }
}

function stillClock(seconds: number | undefined, stop: (reason: string) => void) {
  const start = () =>
    seconds === undefined
      ? undefined
      : setTimeout(() => stop(`it made no progress for ${seconds} s and was stopped`), seconds * 1000)
  const timer = start()
  return { reset: () => void timer?.refresh(), clear: () => clearTimeout(timer) }
}

/** Collects the output of a program; the result returns what it wrote so far. */
function collect(
  { stdout, stderr }: StartedProgram,
  { onLine, onErrorLine, limits }: RunOptions,
  { onProgress, stop }: { onProgress: () => void; stop: (reason: string) => void },
): () => Pick<Ending, 'stdout' | 'stderr'> {
  const chunks: Buffer[] = []
  let size = 0
  let errors = ''
  const keepError = (text: string) => {
    errors = (errors + text).slice(-stderrTailLength)
  }
  stdout.on('data', onProgress)
  if (onLine) createInterface({ input: stdout }).on('line', onLine)
  else
    stdout.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size <= limits.outputBytes) chunks.push(chunk)
      else stop(`it wrote more than ${limits.outputBytes / 1024 / 1024} MiB and was stopped`)
    })
  if (onErrorLine)
    createInterface({ input: stderr }).on('line', (line) => {
      const kind = onErrorLine(line)
      if (kind === 'progress') onProgress()
      if (kind === 'error') keepError(`${line}\n`)
    })
  else stderr.setEncoding('utf8').on('data', keepError)
  return () => ({ stdout: Buffer.concat(chunks), stderr: errors })
}
