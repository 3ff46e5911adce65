import { type FrameRate, frameOfTimestamp } from './frame-rate.ts'

/** How a rate is counted: whole frames to a second of time code, and how many labels a minute leaves out. */
interface Counting {
  /** Frames that a second of time code has: 30 for 29.97. */
  nominal: number
  /** Labels left out at each minute that is no tenth one; 0 where none are. */
  dropped: number
}

/**
 * SMPTE ST 12-1: 29.97 and 59.94 frames a second are counted as 30 and 60, and 2 or 4 labels (never frames) are left out at
 * every minute but each tenth, so that the count keeps up with the clock. 23.976 is counted as 24, without leaving out any.
 */
function countingOf({ numerator, denominator }: FrameRate): Counting {
  const nominal = Math.max(1, Math.round(numerator / denominator))
  // Some files write 2997/100 for what is 30000/1001.
  const isDrop = nominal % 30 === 0 && Math.abs(numerator / denominator - (nominal * 1000) / 1001) < 0.004
  return { nominal, dropped: isDrop ? nominal / 15 : 0 }
}

/** Whether time code of this rate is drop-frame: 30000/1001, 60000/1001 and their multiples. */
export function isDropFrame(rate: FrameRate): boolean {
  return countingOf(rate).dropped > 0
}

/**
 * The time code of a frame, counted from 0: `00:00:02:12`, drop-frame with a semicolon `00:01:00;02`. Starts again after 24
 * hours, as time code does.
 */
export function timecodeOfFrame(rate: FrameRate, frame: number): string {
  const { nominal, dropped } = countingOf(rate)
  const label = frame + leftOut(frame, nominal, dropped)
  const seconds = Math.floor(label / nominal)
  const parts = [Math.floor(seconds / 3600) % 24, Math.floor(seconds / 60) % 60, seconds % 60]
  const [clock, frames] = [parts.map(twoDigits).join(':'), twoDigits(label % nominal)]
  return `${clock}${dropped > 0 ? ';' : ':'}${frames}`
}

/** The time code of the frame that begins nearest to `seconds`. */
export function timecodeAt(rate: FrameRate, seconds: number): string {
  return timecodeOfFrame(rate, frameOfTimestamp(rate, seconds))
}

/** How many labels were left out before a frame. */
function leftOut(frame: number, nominal: number, dropped: number): number {
  if (dropped === 0) return 0
  const perMinute = nominal * 60 - dropped
  const perTen = perMinute * 10 + dropped
  const tens = Math.floor(frame / perTen)
  const rest = frame % perTen
  // The first minute of ten keeps all its labels.
  const minutes = rest < dropped ? 0 : Math.floor((rest - dropped) / perMinute)
  return dropped * (9 * tens + minutes)
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0')
}
