import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { hashPicture, pictureSide } from '../../../shared/duplicates/perceptual-hash.ts'
import { RushesError } from '../../../shared/errors.ts'
import { formatCount } from '../../../shared/units.ts'
import { toMicroseconds } from '../analysers/analyser.ts'
import { videoInput } from '../inputs.ts'
import { runFfmpeg } from '../run-ffmpeg.ts'
import { majorVersion, type Tool } from '../tools.ts'

/** The choice of the frames to extract. */
export type Selection =
  | { at: 'fps'; fps: number }
  | { at: 'every'; every: number }
  | { at: 'scenes'; threshold: number }

/** A frame of a video, as a JPEG in a folder. */
export interface ExtractedFrame {
  path: string
  /** Counted from 0. */
  frame_number: number
  /** Seconds on the player's clock. */
  timestamp: number
  perceptual_hash: string
}

/** The most frames of one timeline. */
export const mostFrames = 100_000

interface Extraction {
  ffmpeg: Tool
  selection: Selection
  /** Empty; the caller removes it with what is in it. */
  folder: string
  signal: AbortSignal
  onProgress: (doneSeconds: number) => void
}

/** JPEG quality of ffmpeg from 2 (best) to 31: text in a frame stays legible. */
const quality = '3'
/** Timestamps are whole microseconds: see [Note: six digits]. */
const inMicroseconds = ['-enc_time_base', '1:1000000', '-f', 'framecrc']

/**
 * Decodes the first video stream of the file at `path` once and writes the selected frames, upright and with square
 * pixels, to `folder`. Frames are chosen by their presentation timestamps, so none is repeated or moved to a regular
 * grid: `fps` takes the first frame at or after each multiple of 1/fps.
 * @throws RushesError TOOL_FAILED, also if there is no frame; BAD_INPUT for too many; DISK_FULL, CANCELLED.
 *
 * [Note: which frame it is] ffmpeg does not say which frame of the video passed a filter. So one output lists the times
 * of all frames, cropped to four pixels, which costs nothing; a second one those of the selected frames. They are
 * matched afterwards.
 */
export async function extractFrames(path: string, extraction: Extraction): Promise<ExtractedFrame[]> {
  const { ffmpeg, folder, signal } = extraction
  const [all, grey] = [join(folder, 'all.txt'), join(folder, 'grey')]
  // ffmpeg reads a name with `%` as a pattern.
  const pictures = join(folder.replaceAll('%', '%%'), '%08d.jpg')
  const times: number[] = []
  const tooMany = new AbortController()
  const each = majorVersion(ffmpeg.version) >= 6 ? ['-fps_mode', 'passthrough'] : ['-vsync', '0']
  const outputs = [
    ...['-map', '[all]', ...each, ...inMicroseconds, all],
    ...['-map', '[full]', ...each, '-q:v', quality, '-f', 'image2', pictures],
    ...['-map', '[grey]', ...each, '-f', 'rawvideo', grey],
    ...['-map', '[times]', ...each, ...inMicroseconds, 'pipe:1'],
  ]
  const args = [...videoInput(path), '-filter_complex', graphOf(extraction.selection), ...outputs]
  await runFfmpeg(ffmpeg.path, args, {
    reads: [path],
    work: 'decode',
    signal: AbortSignal.any([signal, tooMany.signal]),
    onProgress: extraction.onProgress,
    onLine: (line) => {
      const seconds = secondsOf(line)
      if (seconds !== undefined) times.push(seconds)
      if (times.length > mostFrames) tooMany.abort()
    },
  }).catch((error) => {
    if (!tooMany.signal.aborted) throw error
    const most = formatCount(mostFrames, 'frame')
    throw new RushesError('BAD_INPUT', `${path} has more than ${most} of this kind. Choose fewer.`, { cause: error })
  })
  if (times.length === 0) throw new RushesError('TOOL_FAILED', `No frame of ${path} could be decoded.`)
  const [numbers, hashes] = [await numbersOf(times, all, path), await hashEach(grey, times.length)]
  return times.map((seconds, index) => ({
    path: join(folder, `${String(index + 1).padStart(8, '0')}.jpg`),
    frame_number: numbers[index] ?? 0,
    timestamp: toMicroseconds(seconds),
    perceptual_hash: hashes[index] ?? '',
  }))
}

function graphOf(selection: Selection): string {
  const side = `${pictureSide}:${pictureSide}`
  return [
    '[0:V:0]settb=AVTB,split[every][chosen]',
    '[every]crop=2:2:0:0[all]',
    `[chosen]select='${conditionOf(selection)}',scale=w=iw*sar:h=ih,setsar=1,split=3[full][small][tiny]`,
    `[small]scale=${side}:flags=area,format=gray[grey]`,
    '[tiny]crop=2:2:0:0[times]',
  ].join(';')
}

function conditionOf(selection: Selection): string {
  if (selection.at === 'every') return `not(mod(n,${selection.every}))`
  if (selection.at === 'scenes') return `eq(n,0)+gt(scene,${selection.threshold})`
  // A microsecond more, because 0.5 s may be a hair less than that in the units of the file.
  const step = (time: string) => `floor((${time}+0.000001)*${selection.fps})`
  return `isnan(prev_selected_t)+gt(${step('t')},${step('prev_selected_t')})`
}

/** Returns the time in a line of the `framecrc` format: stream, decoding and presentation time, and more. */
function secondsOf(line: string): number | undefined {
  const microseconds = /^0, *-?\d+, *(-?\d+),/.exec(line)?.[1]
  return microseconds === undefined ? undefined : Number(microseconds) / 1_000_000
}

/** Returns which frame of all is at each of the times. */
async function numbersOf(times: readonly number[], all: string, path: string): Promise<number[]> {
  const numbers: number[] = []
  let number = 0
  for await (const line of createInterface({ input: createReadStream(all) })) {
    const seconds = secondsOf(line)
    if (seconds === undefined) continue
    if (seconds === times[numbers.length]) numbers.push(number)
    number++
  }
  if (numbers.length === times.length) return numbers
  throw new RushesError('TOOL_FAILED', `ffmpeg did not say which frames of ${path} it extracted.`)
}

async function hashEach(grey: string, count: number): Promise<string[]> {
  const picture = Buffer.alloc(pictureSide * pictureSide)
  const hashes: string[] = []
  const file = await open(grey)
  try {
    while (hashes.length < count) {
      const { bytesRead } = await file.read(picture, 0, picture.length)
      if (bytesRead < picture.length) break
      hashes.push(hashPicture(picture))
    }
    return hashes
  } finally {
    await file.close()
  }
}
