import type { Range } from '../../../shared/contract/analyses.ts'
import { formatTimecode } from '../../../shared/units.ts'
import { texts } from './texts.ts'

/** Returns the times of a range: `00:02.000 to 00:04.120`. */
export function rangeTimes({ start, end }: Range): string {
  return texts.to(formatTimecode(start), formatTimecode(end))
}

/** Returns the length, and the confidence if known: `2.12 s · confidence 98%`. */
export function rangeFacts({ start, end, confidence }: Range): string {
  const sure = confidence === undefined ? null : texts.confidence(Math.round(confidence * 100))
  return [`${(end - start).toFixed(2)} s`, sure].filter(Boolean).join(' · ')
}

const shownElsewhere = new Set(['start', 'end', 'label', 'confidence'])

/** Lists the remaining metadata of a range as pairs of name and value. */
export function rangeMetadata(range: Range): [string, string][] {
  return Object.entries(range)
    .filter(([key, value]) => !shownElsewhere.has(key) && value !== undefined && value !== null)
    .map(([key, value]) => [key.replaceAll('_', ' '), valueLabel(value)])
}

/** Formats a value of metadata or of a configuration in at most 60 characters. */
export function valueLabel(value: unknown): string {
  if (value === undefined) return 'nothing'
  if (typeof value === 'number') return String(Math.round(value * 1000) / 1000)
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return text.length > 60 ? `${text.slice(0, 59)}…` : text
}

/** Returns the screen-reader text of a range: `scene, 2 of 5, 00:02.000 to 00:04.120, 2.12 s`. */
export function spokenRange(range: Range, index: number, count: number): string {
  return [range.label, texts.of(index + 1, count), rangeTimes(range), rangeFacts(range)].filter(Boolean).join(', ')
}
