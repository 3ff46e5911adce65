import { RushesError } from '../../../shared/errors.ts'
import type { Decoder } from '../decoder/decoder.ts'
import { videoToDecode } from '../inputs.ts'

/** The columns of a video that the layout of its storyboard depends on. */
export interface StoryboardSource {
  duration_seconds: number | null
  frame_count: number | null
  width: number | null
  height: number | null
  /** `16:9`, as displayed. */
  aspect_ratio: string | null
}

/**
 * One sheet of frames, row by row; frame `i` is from the middle of the `i`-th of `count` equal sections of the video.
 */
export interface StoryboardLayout {
  count: number
  columns: number
  rows: number
  /** Pixels, even. */
  tile_width: number
  /** Pixels, even. */
  tile_height: number
}

const maxTiles = 25
/** Enough for a tile of the grid; a sheet stays below 1200 by 1200 pixels. */
const longSide = 240
/** Shorter videos are decoded as a whole, since keyframes may be seconds apart; in longer ones, each tile is sought. */
const decodedWholeSeconds = 30
/** Longest part of a video that is decoded if its keyframes are too far apart to serve as tiles. */
const maxDecodedSeconds = 300

/** Returns the layout of a storyboard. It follows from the video's row, so that none is stored with a sheet. */
export function storyboardLayout(video: StoryboardSource): StoryboardLayout {
  const count = Math.max(1, Math.min(maxTiles, video.frame_count ?? maxTiles))
  const columns = Math.ceil(Math.sqrt(count))
  const ratio = ratioOf(video)
  const even = (pixels: number) => Math.max(2, Math.round(pixels / 2) * 2)
  return {
    count,
    columns,
    rows: Math.ceil(count / columns),
    tile_width: even(ratio > 1 ? longSide : longSide * ratio),
    tile_height: even(ratio > 1 ? longSide / ratio : longSide),
  }
}

function ratioOf({ aspect_ratio, width, height }: StoryboardSource): number {
  const [across = 0, down = 0] = (aspect_ratio ?? '').split(':').map(Number)
  if (across > 0 && down > 0) return across / down
  return width && height ? width / height : 16 / 9
}

/**
 * Makes the storyboard of the video at `source`, one JPEG of up to 25 frames. A short video is decoded as
 * a whole, a long one only around its tiles, so that the cost does not grow with its length. A tile that cannot be
 * decoded repeats the one before.
 * @throws RushesError TOOL_FAILED if no frame can be decoded or the duration is unknown, CANCELLED by `signal`.
 */
export async function makeStoryboard(
  decoder: Decoder,
  source: string,
  { video, signal }: { video: StoryboardSource; signal: AbortSignal },
): Promise<Uint8Array> {
  const duration = video.duration_seconds ?? 0
  if (duration <= 0) throw new RushesError('TOOL_FAILED', `The duration of ${source} is unknown.`)
  const layout = storyboardLayout(video)
  const isSought = duration > decodedWholeSeconds
  const request = { layout, stepSeconds: duration / layout.count, isSought, maxDecodedSeconds }
  return await decoder.decode('storyboard', { input: videoToDecode(source), ...request }, { signal })
}
