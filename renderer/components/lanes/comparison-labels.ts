import { parseFrameRate } from '../../../shared/frame-rate.ts'

/** Returns the length of a frame in seconds; 0.04 if the rate is unknown. */
export function frameSecondsOf(frameRate: string | null): number {
  const rate = parseFrameRate(frameRate)
  return rate ? rate.denominator / rate.numerator : 0.04
}

/** Returns a part as `92%`; an en dash for null. 100% and 0% are exact. */
export function percentLabel(part: number | null): string {
  if (part === null) return '–'
  const rounded = Math.round(part * 100)
  if (rounded === 100 && part < 1) return '99%'
  return rounded === 0 && part > 0 ? '1%' : `${rounded}%`
}
