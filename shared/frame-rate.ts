/** Frames per second as the file says it, exact: `30000/1001` is 29.97…. Both parts are positive whole numbers. */
export interface FrameRate {
  numerator: number
  denominator: number
}

/** Reads `30000/1001` or `25`. Null for anything that names no rate: `0/0`, an empty text, no text at all. */
export function parseFrameRate(text: string | null): FrameRate | null {
  const match = /^(\d+)(?:\/(\d+))?$/.exec(text?.trim() ?? '')
  if (!match) return null
  const numerator = Number(match[1])
  const denominator = Number(match[2] ?? 1)
  return numerator > 0 && denominator > 0 ? { numerator, denominator } : null
}

/** Seconds at which frame `index` begins. Frames count from 0. */
export function timeOfFrame(rate: FrameRate, index: number): number {
  return (index * rate.denominator) / rate.numerator
}

/**
 * Seconds to seek to so that frame `index` shows: its middle. A player rounds what it is asked for (to microseconds or
 * milliseconds), and at the very beginning of a frame that rounding would show the one before.
 */
export function seekTarget(rate: FrameRate, index: number): number {
  return ((index + 0.5) * rate.denominator) / rate.numerator
}

/** The frame that shows at `seconds`. A time that is a rounding error before a frame belongs to that frame. */
export function frameAt(rate: FrameRate, seconds: number): number {
  const position = (seconds * rate.numerator) / rate.denominator
  return Math.max(0, Math.floor(position + 1e-6))
}

/**
 * The frame whose own timestamp is `seconds`. Containers round timestamps (Matroska to milliseconds), so this is the
 * nearest frame, where `frameAt` would often name the one before.
 */
export function frameOfTimestamp(rate: FrameRate, seconds: number): number {
  return Math.max(0, Math.round((seconds * rate.numerator) / rate.denominator))
}

/** How many frames `durationSeconds` holds; at least one. */
export function frameCount(rate: FrameRate, durationSeconds: number): number {
  return Math.max(1, frameOfTimestamp(rate, durationSeconds))
}

/** For people: `25`, `29.97 (30000/1001)`. The rational stands beside it only where the decimals are not exact. */
export function formatFrameRate(rate: FrameRate): string {
  const perSecond = rate.numerator / rate.denominator
  const decimals = String(Math.round(perSecond * 1000) / 1000)
  return Number(decimals) === perSecond ? decimals : `${decimals} (${rate.numerator}/${rate.denominator})`
}
