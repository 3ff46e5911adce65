import { RushesError } from '../../shared/errors.ts'
import { type Grabbed, grabFrame } from './grab-frame.ts'

/** Wide enough for the largest tile on a dense screen. */
const longSide = 640
const fit = `scale=w='if(gt(iw*sar,ih),min(${longSide},iw*sar),-2)':h='if(gt(iw*sar,ih),-2,min(${longSide},ih))',setsar=1`

/** Where in a video a picture of it is looked for, as parts of its duration. */
const places = [0.1, 0.3, 0.5, 0.75]

/** The first place is not far into a film, where seeking is slow on a slow disk. */
const firstAtMostSeconds = 10

export interface PosterOptions {
  durationSeconds: number | null
  signal: AbortSignal
}

/**
 * Writes a poster, a JPEG of at most 640 pixels on its long side, of the video at `source` to `target`: a frame from a
 * tenth of its duration where that shows something; where it is black, a plain colour or still fading in, the one of a few
 * later ones that shows most. The first frame where none of them can be read.
 * @throws RushesError TOOL_FAILED when no frame can be decoded, CANCELLED by `signal`.
 */
export async function makePoster(
  ffmpeg: string,
  source: string,
  target: string,
  { durationSeconds, signal }: PosterOptions,
): Promise<void> {
  const grab = (atSeconds: number) => grabFrame(ffmpeg, source, target, posterGrab(atSeconds, signal))
  let best = { atSeconds: 0, shown: -1 }
  let written = Number.NaN
  for (const atSeconds of timesIn(durationSeconds ?? 0)) {
    try {
      const grabbed = await grab(atSeconds)
      written = atSeconds
      if (showsSomething(grabbed)) return
      if (shownIn(grabbed) > best.shown) best = { atSeconds, shown: shownIn(grabbed) }
    } catch (error) {
      if (!(error instanceof RushesError && error.code === 'TOOL_FAILED')) throw error
      written = Number.NaN
    }
  }
  if (written !== best.atSeconds) await grab(best.atSeconds)
}

/** How one frame of a poster is grabbed. */
export function posterGrab(atSeconds: number, signal: AbortSignal) {
  return { atSeconds, fit, quality: 4, signal }
}

function timesIn(durationSeconds: number): number[] {
  if (durationSeconds <= 0) return []
  return places.map((place, index) =>
    index === 0 ? Math.min(place * durationSeconds, firstAtMostSeconds) : place * durationSeconds,
  )
}

/** Neither black, nor one colour, nor the dim start of a fade. */
function showsSomething({ brightness, contrast }: Grabbed): boolean {
  return brightness >= 32 && contrast >= 24
}

/** Contrast says most; between plain colours the one that is not black. */
function shownIn({ brightness, contrast }: Grabbed): number {
  return contrast + Math.min(brightness, 64)
}
