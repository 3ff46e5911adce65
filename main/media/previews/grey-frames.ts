import { frameTimes, pictureSide } from '../../../shared/duplicates/perceptual-hash.ts'
import { RushesError } from '../../../shared/errors.ts'
import type { Decoder } from '../decoder/decoder.ts'
import { videoToDecode } from '../inputs.ts'

/** From here on, 25 seeks are faster than decoding the whole video. */
const longSeconds = 180

interface Options {
  durationSeconds: number | null
  signal?: AbortSignal | undefined
}

/**
 * Decodes the frames of a video at `frameTimes`, each scaled to a grey square of 64 × 64 pixels, one byte per pixel,
 * one frame after the other. There are fewer than 25 if the video stream ends before the file does, and one if the
 * duration is unknown.
 * @throws RushesError TOOL_FAILED if no frame can be decoded, CANCELLED by `signal`.
 */
export async function decodeGreyFrames(decoder: Decoder, path: string, options: Options): Promise<Uint8Array> {
  const durationSeconds = options.durationSeconds ?? 0
  const times = durationSeconds > 0 ? frameTimes(durationSeconds) : [0]
  const request = { input: videoToDecode(path), times, side: pictureSide, isSought: durationSeconds > longSeconds }
  const frames = await decoder.decode('grey', request, { signal: options.signal })
  if (frames.length === 0) throw new RushesError('TOOL_FAILED', `The decoder found no frame in ${path}.`)
  return frames
}
