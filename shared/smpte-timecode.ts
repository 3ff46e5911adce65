import type { FrameRate } from './frame-rate.ts'

/** The rules by which time code counts at a frame rate. */
interface Counting {
  /** Frames per second of time code: 30 for 29.97. */
  nominal: number
  /** Labels skipped at each minute except every tenth; 0 without drop-frame. */
  dropped: number
}

/**
 * Returns the counting after SMPTE ST 12-1: 29.97 and 59.94 frames per second count as 30 and 60, and 2 or 4 labels
 * (never frames) are skipped at every minute except each tenth, so that the count follows the clock. 23.976 counts as
 * 24, without skipping.
 */
function countingOf({ numerator, denominator }: FrameRate): Counting {
  const nominal = Math.max(1, Math.round(numerator / denominator))
  // Some files state 2997/100 for 30000/1001.
  const isDrop = nominal % 30 === 0 && Math.abs(numerator / denominator - (nominal * 1000) / 1001) < 0.004
  return { nominal, dropped: isDrop ? nominal / 15 : 0 }
}

/** Returns whether time code of this rate is drop-frame: 30000/1001, 60000/1001 and their multiples. */
export function isDropFrame(rate: FrameRate): boolean {
  return countingOf(rate).dropped > 0
}

/**
 * Returns the time code of a frame, counted from 0: `00:00:02:12`, or `00:01:00;02` for drop-frame. Wraps around after
 * 24 hours.
 */
export function timecodeOfFrame(rate: FrameRate, frame: number): string {
  const { nominal, dropped } = countingOf(rate)
  const label = frame + skippedLabels(frame, nominal, dropped)
  const seconds = Math.floor(label / nominal)
  const parts = [Math.floor(seconds / 3600) % 24, Math.floor(seconds / 60) % 60, seconds % 60]
  const [clock, frames] = [parts.map(twoDigits).join(':'), twoDigits(label % nominal)]
  return `${clock}${dropped > 0 ? ';' : ':'}${frames}`
}

/**
 * Returns the frame with a time code, `HH:MM:SS:FF`; leading parts may be missing, and any of `:;.` parts them. Null if
 * the text is none. A label that drop-frame skips is the next frame.
 */
export function frameOfTimecode(rate: FrameRate, text: string): number | null {
  if (!/^\d{1,3}([:;.]\d{1,3}){1,3}$/.test(text)) return null
  const { nominal, dropped } = countingOf(rate)
  const [frames = 0, seconds = 0, minutes = 0, hours = 0] = text.split(/[:;.]/).map(Number).toReversed()
  if (frames >= nominal || seconds > 59 || minutes > 59) return null
  const allMinutes = hours * 60 + minutes
  const isSkipped = frames < dropped && seconds === 0 && minutes % 10 > 0
  const label = (allMinutes * 60 + seconds) * nominal + (isSkipped ? dropped : frames)
  return label - dropped * (allMinutes - Math.floor(allMinutes / 10))
}

/** Returns how many labels are skipped before a frame. */
function skippedLabels(frame: number, nominal: number, dropped: number): number {
  if (dropped === 0) return 0
  const perMinute = nominal * 60 - dropped
  const perTen = perMinute * 10 + dropped
  const tens = Math.floor(frame / perTen)
  const rest = frame % perTen
  // The first of ten minutes skips no labels.
  const minutes = rest < dropped ? 0 : Math.floor((rest - dropped) / perMinute)
  return dropped * (9 * tens + minutes)
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0')
}
