import { stat } from 'node:fs/promises'
import { limits, type ProgramLimits } from './limits.ts'
import { requireMedia } from './require-media.ts'
import { type ErrorLine, runProgram } from './run-program.ts'

interface FfmpegOptions {
  /** The files that the arguments name as inputs, absolute. */
  reads: readonly string[]
  /** The file that the arguments name as output. */
  writes?: string
  /** Decides on the limits. */
  work: 'preview' | 'decode'
  signal?: AbortSignal | undefined
  /** Called with the seconds of output done, or the seconds read if nothing is written. */
  onProgress?: ((doneSeconds: number) => void) | undefined
  /** Called for each line that a filter writes to standard output. */
  onLine?: ((line: string) => void) | undefined
}

/** Prints errors only, and asks nothing. */
export const quiet = ['-v', 'error', '-nostdin', '-y'] as const

/** The output of `-progress`, one fact per line. */
const fact = /^(frame|fps|stream_\d+_\d+_\w+|bitrate|total_size|out_time\w*|dup_frames|drop_frames|speed|progress)=/
/** The facts that grow only while ffmpeg gets on. */
const growing = /^(frame|total_size|out_time_ms)=/

/**
 * Runs ffmpeg with `args` (inputs, filters, outputs) and returns what it wrote to standard output. Progress goes to
 * standard error, since lines of filters fill standard output in chunks of arbitrary length.
 * @throws RushesError TOOL_FAILED, also for an input that is no media file; DISK_FULL, FILE_MISSING, CANCELLED by
 * `signal`; part of a file may then be left.
 */
export async function runFfmpeg(ffmpeg: string, args: readonly string[], options: FfmpegOptions): Promise<Buffer> {
  const { reads, writes, signal, onProgress = () => undefined, onLine } = options
  for (const path of reads) await requireMedia(path, 'TOOL_FAILED')
  const onErrorLine = progressReader(onProgress)
  return await runProgram(ffmpeg, [...quiet, '-progress', 'pipe:2', '-nostats', ...args], {
    ...{ signal, onLine, onErrorLine, writes },
    limits: await limitsFor(options),
    reads: reads[0],
  })
}

function progressReader(onProgress: (doneSeconds: number) => void): (line: string) => ErrorLine {
  const last = new Map<string, string>()
  return (line) => {
    if (!fact.test(line)) return 'error'
    const name = growing.exec(line)?.[1]
    if (name === undefined) return 'still'
    // `out_time_ms` is in microseconds, despite its name, and N/A before the first frame.
    const microseconds = /^out_time_ms=(\d+)/.exec(line)?.[1]
    if (microseconds) onProgress(Number(microseconds) / 1_000_000)
    const isNew = last.get(name) !== line
    last.set(name, line)
    return isNew ? 'progress' : 'still'
  }
}

async function limitsFor({ reads, work }: FfmpegOptions): Promise<ProgramLimits> {
  const chosen: ProgramLimits = limits[work]
  if (chosen.fileBytes === undefined || chosen.fileGrowth === undefined) return chosen
  let readBytes = 0
  for (const path of reads) readBytes += (await stat(path)).size
  return { ...chosen, fileBytes: Math.max(chosen.fileBytes, readBytes * chosen.fileGrowth) }
}
