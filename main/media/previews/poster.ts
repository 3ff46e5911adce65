import type { Decoder } from '../decoder/decoder.ts'
import { videoToDecode } from '../inputs.ts'

/** Wide enough for the largest tile on a dense screen. */
const longSide = 640

/** Candidates for the frame, as fractions of the duration. */
const fractions = [0.1, 0.3, 0.5, 0.75]

/** Limits the first candidate: seeking far into a film is slow on a slow disk. */
const firstAtMostSeconds = 10

export interface PosterOptions {
  durationSeconds: number | null
  signal: AbortSignal
}

/**
 * Makes a poster of the video at `source`, a JPEG of at most 640 pixels on its long side: the frame at a
 * tenth of the duration, unless it is black, a plain colour or still fading in; else the most distinct of a few later
 * frames. If none of them can be decoded, the first frame.
 * @throws RushesError TOOL_FAILED if no frame can be decoded, CANCELLED by `signal`.
 */
export async function makePoster(
  decoder: Decoder,
  source: string,
  { durationSeconds, signal }: PosterOptions,
): Promise<Uint8Array> {
  const request = { input: videoToDecode(source), times: timesIn(durationSeconds ?? 0), longSide }
  return await decoder.decode('poster', request, { signal })
}

function timesIn(durationSeconds: number): number[] {
  if (durationSeconds <= 0) return []
  return fractions.map((fraction, index) =>
    index === 0 ? Math.min(fraction * durationSeconds, firstAtMostSeconds) : fraction * durationSeconds,
  )
}
