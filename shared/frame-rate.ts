/** Exact frames per second, as stated by the file: `30000/1001` is 29.97…. Both are positive integers. */
export interface FrameRate {
  numerator: number
  denominator: number
}

/** Parses `30000/1001` or `25`; null for anything else, such as `0/0` or an empty text. */
export function parseFrameRate(text: string | null): FrameRate | null {
  const match = /^(\d+)(?:\/(\d+))?$/.exec(text?.trim() ?? '')
  if (!match) return null
  const numerator = Number(match[1])
  const denominator = Number(match[2] ?? 1)
  return numerator > 0 && denominator > 0 ? { numerator, denominator } : null
}

/** Returns the time at which frame `index` begins, in seconds. Frames count from 0. */
export function timeOfFrame(rate: FrameRate, index: number): number {
  return (index * rate.denominator) / rate.numerator
}

/**
 * Returns the time to seek to, in seconds, so that frame `index` shows: its middle. Players round times (to
 * microseconds or milliseconds), and at the start of a frame, rounding would show the frame before.
 */
export function seekTarget(rate: FrameRate, index: number): number {
  return ((index + 0.5) * rate.denominator) / rate.numerator
}

/** Returns the frame that shows at `seconds`; a time within rounding error before a frame belongs to that frame. */
export function frameAt(rate: FrameRate, seconds: number): number {
  const position = (seconds * rate.numerator) / rate.denominator
  return Math.max(0, Math.floor(position + 1e-6))
}

/**
 * Returns the frame with the timestamp `seconds`. Containers round timestamps (Matroska to milliseconds), so this is
 * the nearest frame, where `frameAt` would often return the one before.
 */
export function frameOfTimestamp(rate: FrameRate, seconds: number): number {
  return Math.max(0, Math.round((seconds * rate.numerator) / rate.denominator))
}

/** Returns the number of frames in `durationSeconds`, at least one. */
export function frameCount(rate: FrameRate, durationSeconds: number): number {
  return Math.max(1, frameOfTimestamp(rate, durationSeconds))
}

/** Formats a frame rate: `25`, or with the rational if the decimals are not exact, `29.97 (30000/1001)`. */
export function formatFrameRate(rate: FrameRate): string {
  const perSecond = rate.numerator / rate.denominator
  const decimals = String(Math.round(perSecond * 1000) / 1000)
  return Number(decimals) === perSecond ? decimals : `${decimals} (${rate.numerator}/${rate.denominator})`
}
