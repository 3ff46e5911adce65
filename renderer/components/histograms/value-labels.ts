import { type Bin, confidence, duration } from '../../../shared/histograms.ts'
import { texts } from './texts.ts'

/** Returns the name of a value of ranges on screen. */
export function valueName(value: string): string {
  if (value === duration) return texts.duration
  const words = value.replaceAll('_', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** Returns the values of a bin: `0.5–1 s`, `95–100%`, `5000 s or more`. */
export function binLabel(value: string, { from, to }: Pick<Bin, 'from' | 'to'>): string {
  if (value === confidence) return `${Math.round(from * 100)}–${to === null ? 100 : Math.round(to * 100)}%`
  const unit = value === duration ? ' s' : ''
  return to === null ? texts.orMore(rounded(from), unit) : `${rounded(from)}–${rounded(to)}${unit}`
}

function rounded(number: number): string {
  return String(Number(number.toPrecision(4)))
}
