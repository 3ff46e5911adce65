import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { pictureSide } from '../../../shared/duplicates/perceptual-hash.ts'
import { RushesError } from '../../../shared/errors.ts'
import { formatCount } from '../../../shared/units.ts'
import { videoInput } from '../inputs.ts'
import { runFfmpeg } from '../run-ffmpeg.ts'
import { majorVersion, type Tool } from '../tools.ts'
import { ArrivingFrames, type ExtractedFrame } from './arriving-frames.ts'

/** The choice of the frames to extract. */
export type Selection =
  | { at: 'fps'; fps: number }
  | { at: 'every'; every: number }
  | { at: 'scenes'; threshold: number }

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
/** Files are written at once instead of in blocks, so that frames can be read while ffmpeg runs. */
const atOnce = ['-flush_packets', '1']
/** The pause between two polls of ffmpeg's files: what each records and syncs takes time from decoding. */
const pauseMs = 1000

/**
 * Decodes the first video stream of the file at `path` once and writes the selected frames, upright and with square
 * pixels, to `folder`; yields them in order while ffmpeg runs. Frames are chosen by their presentation timestamps, so
 * none is repeated or moved to a regular grid: `fps` takes the first frame at or after each multiple of 1/fps. ffmpeg
 * ends if the caller stops reading.
 * @throws RushesError TOOL_FAILED, also if there is no frame; BAD_INPUT for too many; DISK_FULL, CANCELLED.
 *
 * [Note: which frame it is] ffmpeg does not say which frame of the video passed a filter. So one output lists the times
 * of all frames, cropped to four pixels, which costs nothing; a second one those of the selected frames. They are
 * matched as they arrive.
 */
export async function* extractFrames(path: string, extraction: Extraction): AsyncGenerator<ExtractedFrame[]> {
  const { folder } = extraction
  const outputs = { folder, all: join(folder, 'all.txt'), grey: join(folder, 'grey') }
  const arriving = new ArrivingFrames(outputs)
  const stop = new AbortController()
  const ended = new AbortController()
  const running = runExtraction(path, extraction, outputs, arriving, stop).finally(() => ended.abort())
  // Its failure is thrown below, after the pause that it ends.
  running.catch(() => undefined)
  try {
    while (!ended.signal.aborted) {
      await wait(pauseMs, undefined, { signal: ended.signal }).catch(() => undefined)
      const frames = await arriving.take()
      if (frames.length > 0) yield frames
    }
    await running
    if (arriving.announced === 0) throw new RushesError('TOOL_FAILED', `No frame of ${path} could be decoded.`)
    const rest = await arriving.take()
    if (rest.length > 0) yield rest
    if (arriving.isIncomplete)
      throw new RushesError('TOOL_FAILED', `ffmpeg did not say which frames of ${path} it extracted.`)
  } finally {
    stop.abort()
    await running.catch(() => undefined)
  }
}

async function runExtraction(
  path: string,
  { ffmpeg, folder, signal, selection, onProgress }: Extraction,
  { all, grey }: { all: string; grey: string },
  arriving: ArrivingFrames,
  stop: AbortController,
): Promise<void> {
  // ffmpeg reads a name with `%` as a pattern.
  const pictures = join(folder.replaceAll('%', '%%'), '%08d.jpg')
  const each = majorVersion(ffmpeg.version) >= 6 ? ['-fps_mode', 'passthrough'] : ['-vsync', '0']
  const outputs = [
    ...['-map', '[all]', ...each, ...atOnce, ...inMicroseconds, all],
    ...['-map', '[full]', ...each, '-q:v', quality, '-f', 'image2', '-atomic_writing', '1', pictures],
    ...['-map', '[grey]', ...each, ...atOnce, '-f', 'rawvideo', grey],
    ...['-map', '[times]', ...each, ...inMicroseconds, 'pipe:1'],
  ]
  await runFfmpeg(ffmpeg.path, [...videoInput(path), '-filter_complex', graphOf(selection), ...outputs], {
    reads: [path],
    work: 'decode',
    signal: AbortSignal.any([signal, stop.signal]),
    onProgress,
    onLine: (line) => {
      arriving.announce(line)
      if (arriving.announced > mostFrames) stop.abort()
    },
  }).catch((error) => {
    if (arriving.announced <= mostFrames) throw error
    const most = formatCount(mostFrames, 'frame')
    throw new RushesError('BAD_INPUT', `${path} has more than ${most} of this kind. Choose fewer.`, { cause: error })
  })
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
