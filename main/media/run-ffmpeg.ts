import { runTool } from './run-tool.ts'

interface FfmpegOptions {
  signal: AbortSignal
  /** Called with the seconds of the output, or of what was read where nothing is written, that are done. */
  onProgress: (doneSeconds: number) => void
  /** Called for each line that a filter writes to standard output. */
  onLine?: (line: string) => void
}

/** What `-progress` writes, a line a fact. */
const fact = /^(frame|fps|stream_\d+_\d+_\w+|bitrate|total_size|out_time\w*|dup_frames|drop_frames|speed|progress)=/

/**
 * Runs ffmpeg with `args` (inputs, filters, outputs), quietly and without asking anything. Progress goes by standard error,
 * since lines of filters fill standard output in pieces of their own length.
 * @throws RushesError TOOL_FAILED, DISK_FULL, CANCELLED by `signal`; part of a file may then be left.
 */
export async function runFfmpeg(ffmpeg: string, args: readonly string[], options: FfmpegOptions): Promise<void> {
  const { signal, onProgress, onLine = () => undefined } = options
  await runTool(ffmpeg, ['-v', 'error', '-nostdin', '-y', '-progress', 'pipe:2', '-nostats', ...args], {
    signal,
    onLine,
    onErrorLine: (line) => {
      // `out_time_ms` is in microseconds, whatever its name says; it is N/A before the first frame.
      const microseconds = /^out_time_ms=(\d+)/.exec(line)?.[1]
      if (microseconds) onProgress(Number(microseconds) / 1_000_000)
      return fact.test(line)
    },
  })
}
