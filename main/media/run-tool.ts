import { spawn } from 'node:child_process'
import { basename } from 'node:path'
import { createInterface } from 'node:readline'
import { RushesError } from '../../shared/errors.ts'

interface RunOptions {
  signal?: AbortSignal | undefined
  /** Called for each line of standard output, which is then not collected. */
  onLine?: (line: string) => void
  /** Called for each line of standard error. One for which it answers true is no part of what an error tells. */
  onErrorLine?: (line: string) => boolean
}

/** ffmpeg may end with 0 after it could not write the end of a file. */
const diskFull = /No space left on device|Disk quota exceeded/
const stderrTailLength = 2000
const stdoutLimit = 64 * 1024 * 1024

/**
 * Runs `program` (a path) with `args`, no shell between, and answers with what it wrote to standard output.
 * @throws RushesError TOOL_MISSING when it cannot be started, TOOL_FAILED with the arguments and the end of standard
 * error when it ends with another code than 0, DISK_FULL when that says so, CANCELLED when `signal` stopped it (it is killed then).
 */
export async function runTool(program: string, args: readonly string[], options: RunOptions = {}): Promise<string> {
  return (await run(program, args, options)).toString('utf8')
}

/** The same for what is no text. */
export async function runToolForBytes(
  program: string,
  args: readonly string[],
  signal: AbortSignal | undefined,
): Promise<Buffer> {
  return await run(program, args, { signal })
}

function run(program: string, args: readonly string[], options: RunOptions): Promise<Buffer> {
  const { signal, onLine, onErrorLine } = options
  const name = basename(program)
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(new RushesError('CANCELLED', `${name} was not started.`))
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true })
    const stop = () => child.kill('SIGKILL')
    signal?.addEventListener('abort', stop, { once: true })

    const output: Buffer[] = []
    let size = 0
    if (onLine) createInterface({ input: child.stdout }).on('line', onLine)
    else
      child.stdout.on('data', (chunk: Buffer) => {
        size += chunk.length
        if (size <= stdoutLimit) output.push(chunk)
        else stop()
      })
    let stderr = ''
    const keep = (text: string) => {
      stderr = (stderr + text).slice(-stderrTailLength)
    }
    if (onErrorLine) {
      createInterface({ input: child.stderr }).on('line', (line) => onErrorLine(line) || keep(`${line}\n`))
    } else child.stderr.setEncoding('utf8').on('data', keep)

    child.on('error', (cause) => {
      signal?.removeEventListener('abort', stop)
      reject(new RushesError('TOOL_MISSING', `${name} could not be started: ${cause.message}.`, { cause }))
    })
    child.on('close', (exitCode, killedBy) => {
      signal?.removeEventListener('abort', stop)
      if (signal?.aborted) reject(new RushesError('CANCELLED', `${name} was stopped.`))
      else if (diskFull.test(stderr)) {
        reject(new RushesError('DISK_FULL', `${name} found the disk full.`, { data: { args, stderr } }))
      } else if (exitCode === 0) resolve(Buffer.concat(output))
      else reject(toolFailed(name, args, stderr, exitCode ?? killedBy))
    })
  })
}

function toolFailed(name: string, args: readonly string[], stderr: string, exit: number | string | null): RushesError {
  const lastLine = stderr.trim().split('\n').at(-1)?.trim()
  const reason = lastLine || `it ended with ${exit} and said nothing`
  return new RushesError('TOOL_FAILED', `${name} failed: ${reason}`, { data: { args, stderr, exit } })
}
