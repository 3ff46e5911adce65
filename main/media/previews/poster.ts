import type { Decoder } from '../decoder/decoder.ts'
import { videoToDecode } from '../inputs.ts'

/** The long side of a poster in pixels: wide enough for the largest tile on a dense screen. */
export const posterLongSide = 640

export interface PosterOptions {
  durationSeconds: number | null
  signal: AbortSignal
}

/**
 * Makes a poster of the video at `source`, a JPEG of at most 640 pixels on its long side.
 * @throws RushesError TOOL_FAILED if no frame can be decoded, CANCELLED by `signal`.
 */
export async function makePoster(
  decoder: Decoder,
  source: string,
  { durationSeconds, signal }: PosterOptions,
): Promise<Uint8Array> {
  const request = { input: videoToDecode(source), durationSeconds, longSide: posterLongSide }
  return await decoder.decode('poster', request, { signal })
}
