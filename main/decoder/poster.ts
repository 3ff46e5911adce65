// SPDX-License-Identifier: GPL-3.0-or-later
import type { Frame } from 'node-av/lib'
import type { Requests } from '../media/decoder/request.ts'
import { type FrameFilter, uprightFilters, withKeptFilter } from './filter.ts'
import { grabFrame } from './grab.ts'
import { encodeJpeg } from './jpeg.ts'
import { type MediaFile, withMedia } from './media-file.ts'

const quality = 4

interface Look {
  /** Mean, 0 (black) to 255. */
  brightness: number
  /** Difference between the darkest and the brightest tenth of the frame, 0 (one colour) to 255. */
  contrast: number
}

/** Candidates for the frame, as fractions of the duration. */
const fractions = [0.1, 0.3, 0.5, 0.75]

/** Limits the first candidate: seeking far into a film is slow on a slow disk. */
const firstAtMostSeconds = 10

/**
 * Makes a poster, a JPEG: the frame at a tenth of the duration, unless it is black, a plain colour or still fading in;
 * else the most distinct of a few later frames. If none of them can be decoded, the first frame.
 * @throws Error if no frame can be decoded
 */
export function makePoster({ input, durationSeconds, longSide }: Requests['poster']): Uint8Array {
  return withMedia(input, 'video', (file) => posterOf(file, durationSeconds ?? 0, longSide))
}

/** Makes the poster of an open file. @throws Error if no frame can be decoded */
export function posterOf(file: MediaFile, durationSeconds: number, longSide: number): Uint8Array {
  const fit = `scale=w='if(gt(iw*sar,ih),min(${longSide},iw*sar),-2)':h='if(gt(iw*sar,ih),-2,min(${longSide},ih))',setsar=1`
  const filters = `${uprightFilters(file.stream)}${fit},format=yuvj420p`
  return withKeptFilter(filters, file.stream, (filter) => {
    const frame = findPoster(file, filter, timesIn(durationSeconds))
    try {
      return encodeJpeg(frame, quality)
    } finally {
      frame.free()
    }
  })
}

/** Returns the frame to show, which is the caller's to free. @throws Error if none can be decoded */
function findPoster(file: MediaFile, filter: FrameFilter, times: readonly number[]): Frame {
  let best: { frame: Frame; score: number } | undefined
  const keep = (frame: Frame, score: number) => {
    if (best && best.score >= score) return frame.free()
    best?.frame.free()
    best = { frame, score }
  }
  try {
    for (const atSeconds of times) {
      const frame = grabFrame(file, filter, { atSeconds })?.frame
      if (!frame) continue
      const look = measure(frame)
      keep(frame, isDistinct(look) ? Number.POSITIVE_INFINITY : scoreOf(look))
      if (isDistinct(look)) break
    }
    if (!best) {
      const frame = grabFrame(file, filter, { atSeconds: 0 })?.frame
      if (frame) keep(frame, 0)
    }
    if (!best) throw new Error('There is no frame that can be decoded')
    return best.frame
  } catch (error) {
    best?.frame.free()
    throw error
  }
}

function timesIn(durationSeconds: number): number[] {
  if (durationSeconds <= 0) return []
  return fractions.map((fraction, index) =>
    index === 0 ? Math.min(fraction * durationSeconds, firstAtMostSeconds) : fraction * durationSeconds,
  )
}

function measure(frame: Frame): Look {
  const pixels = frame.width * frame.height
  // The first plane comes first, without gaps.
  const luma = frame.toBuffer().subarray(0, pixels)
  const counts = new Uint32Array(256)
  for (const value of luma) counts[value] = (counts[value] ?? 0) + 1
  let sum = 0
  let seen = 0
  let low: number | undefined
  let high: number | undefined
  for (const [value, count] of counts.entries()) {
    sum += value * count
    seen += count
    if (low === undefined && seen >= pixels * 0.1) low = value
    if (high === undefined && seen >= pixels * 0.9) high = value
  }
  return { brightness: sum / pixels, contrast: (high ?? 0) - (low ?? 0) }
}

/** Returns whether a frame is not black, not of one colour and not the dim start of a fade. */
function isDistinct({ brightness, contrast }: Look): boolean {
  return brightness >= 32 && contrast >= 24
}

/** Ranks frames by contrast; of plain colours, those that are not black come first. */
function scoreOf({ brightness, contrast }: Look): number {
  return contrast + Math.min(brightness, 64)
}
