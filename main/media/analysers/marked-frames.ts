import { RushesError } from '../../../shared/errors.ts'
import { videoInput } from '../inputs.ts'
import { runFfmpeg } from '../run-ffmpeg.ts'
import type { AnalysisInput } from './analyser.ts'

/** A frame with metadata from a filter: the time at which it is shown, and the values by key without `lavfi.`. */
export interface MarkedFrame {
  seconds: number
  /** Its place among all frames that left the filter, from 0. */
  number: number
  values: ReadonlyMap<string, string>
}

interface Filters {
  of: 'picture' | 'sound'
  /** In ffmpeg's syntax: `blackdetect=d=0.1`. */
  filters: string
  /** Options of the filter `metadata` that select the frames to print. */
  only?: string
}

/**
 * Runs ffmpeg's `filters` over the first video or audio stream, calls back for each frame that they mark, and returns
 * the seconds read. Times are those of a player: 0 is the start of the first stream of the file, whatever its
 * timestamps begin with.
 * @throws RushesError FILE_UNREADABLE if there is no picture; TOOL_FAILED, CANCELLED.
 *
 * [Note: six digits] ffmpeg before version 7 prints times with six digits: after three hours, to a tenth of a second.
 * So the time base is set to microseconds and the integer is read; times inside values are used only while they are
 * short.
 */
export async function readMarkedFrames(
  input: AnalysisInput,
  { of, filters, only }: Filters,
  onFrame: (frame: MarkedFrame) => void,
): Promise<number> {
  if (of === 'picture' && !input.hasPicture) {
    throw new RushesError('FILE_UNREADABLE', `${input.path} has no picture to analyse.`)
  }
  const [stream, option, prefix] = of === 'picture' ? ['0:V:0', '-vf', ''] : ['0:a:0', '-af', 'a']
  const print = [`${prefix}settb=AVTB`, `${prefix}metadata=print:${only === undefined ? '' : `${only}:`}file=-`]
  const source = ['-noautorotate', ...videoInput(input.path)]
  let frame: { seconds: number; number: number; values: Map<string, string> } | undefined
  const emit = () => frame && onFrame(frame)
  let readSeconds = 0
  await runFfmpeg(input.ffmpeg, [...source, '-map', stream, option, [filters, ...print].join(','), '-f', 'null', '-'], {
    reads: [input.path],
    work: 'decode',
    signal: input.signal,
    onProgress: (doneSeconds) => {
      readSeconds = doneSeconds
      input.onProgress(doneSeconds)
    },
    onLine: (line) => {
      const [, number, microseconds] = /^frame:(\d+) +pts:(-?\d+)/.exec(line) ?? []
      if (microseconds !== undefined) {
        emit()
        frame = { seconds: Number(microseconds) / 1_000_000, number: Number(number), values: new Map() }
      }
      const [, key, value] = /^lavfi\.([^=]+)=(.*)$/.exec(line) ?? []
      if (key !== undefined && value !== undefined) frame?.values.set(key, value)
    },
  })
  emit()
  return readSeconds
}
