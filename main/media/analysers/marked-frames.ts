import { RushesError } from '../../../shared/errors.ts'
import { runFfmpeg } from '../run-ffmpeg.ts'
import type { AnalysisInput } from './analyser.ts'

/** A frame of which a filter wrote something: the time at which it is shown, and the values without `lavfi.`. */
export interface MarkedFrame {
  seconds: number
  values: ReadonlyMap<string, string>
}

interface Filters {
  of: 'picture' | 'sound'
  /** As ffmpeg takes them: `blackdetect=d=0.1`. */
  filters: string
  /** Options of the filter `metadata`, to print some frames only. */
  only?: string
}

/**
 * Lets ffmpeg's `filters` look at all frames of the first picture or sound and calls back for each frame that they marked.
 * Answers with the seconds of what was read. Times are those of a player: 0 is where the first stream of the file begins,
 * whatever its timestamps begin with.
 * @throws RushesError FILE_UNREADABLE where there is no picture; TOOL_FAILED, CANCELLED.
 *
 * [Note: six digits] ffmpeg before version 7 writes times in six digits, a tenth of a second after three hours. So the time
 * base is made microseconds and the integer is read; times inside of values are used where they are short.
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
  const source = ['-noautorotate', '-protocol_whitelist', 'file', '-i', input.path]
  let frame: { seconds: number; values: Map<string, string> } | undefined
  const tell = () => frame && onFrame(frame)
  let readSeconds = 0
  await runFfmpeg(input.ffmpeg, [...source, '-map', stream, option, [filters, ...print].join(','), '-f', 'null', '-'], {
    signal: input.signal,
    onProgress: (doneSeconds) => {
      readSeconds = doneSeconds
      input.onProgress(doneSeconds)
    },
    onLine: (line) => {
      const microseconds = /^frame:\d+ +pts:(-?\d+)/.exec(line)?.[1]
      if (microseconds !== undefined) {
        tell()
        frame = { seconds: Number(microseconds) / 1_000_000, values: new Map() }
      }
      const [, key, value] = /^lavfi\.([^=]+)=(.*)$/.exec(line) ?? []
      if (key !== undefined && value !== undefined) frame?.values.set(key, value)
    },
  })
  tell()
  return readSeconds
}
