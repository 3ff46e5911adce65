import { tagKey } from '../tags.ts'
import { dayMs } from '../units.ts'
import { fold } from './fold.ts'
import type { DateValue, Term } from './query.ts'

type TermOf<Kind extends Term['is']> = Extract<Term, { is: Kind }>

/** The other side of a comparison with a value. */
export type Bound<Value> = readonly [sign: '>' | '>=' | '<' | '<=', value: Value]

/** Fields whose values are never asked for by a part: `9:16` is no part of `19:16`. */
const wholeFields: readonly string[] = ['seed', 'ratio', 'res']

/** Returns the folded text that a term asks for, and whether it must be all of a value. */
export function textOf({ field, value, isExact }: TermOf<'text'>): { text: string; isWhole: boolean } {
  return { text: fold(field === 'tag' ? tagKey(value) : value), isWhole: isExact || wholeFields.includes(field) }
}

/** Returns a test of the values of a field of texts. */
export function textTest(term: TermOf<'text'>): (value: unknown) => boolean {
  const { text, isWhole } = textOf(term)
  return (value) => typeof value === 'string' && (isWhole ? fold(value) === text : fold(value).includes(text))
}

/** Half of the step in which a single value is meant: `dur:8` is what is shown as 0:08. */
const tolerances = { dur: 0.5, fps: 0.005, rating: 0, res: 0, size: 0 }
/** See [Note: foreign values]: the upper limit excludes texts, which SQLite sorts after all numbers. */
const limits = { dur: [0, 1e300], fps: [0, 1e300], rating: [1, 5], res: [1, 1e300], size: [0, 1e300] } as const

/** Returns the bounds that a number must be within. */
export function numberBounds({ field, compare }: TermOf<'number'>): Bound<number>[] {
  const [least, most] = limits[field]
  const within: Bound<number>[] = [
    ['>=', least],
    ['<=', most],
  ]
  if (compare.is === '..') {
    if (compare.from !== undefined) within.push(['>=', compare.from])
    if (compare.to !== undefined) within.push(['<=', compare.to])
    return within
  }
  if (compare.is !== '=') return [...within, [compare.is, compare.value]]
  const tolerance = tolerances[field]
  if (tolerance === 0) return [...within, ['>=', compare.value], ['<=', compare.value]]
  return [...within, ['>=', compare.value - tolerance], ['<', compare.value + tolerance]]
}

/** Returns the first day of a date, and the first day after it. `today` is in milliseconds since the epoch. */
function daysOf(date: DateValue, today: number): { first: string; end: string } {
  if (date.is === 'days-ago')
    return { first: dayOf(today - date.days * dayMs), end: dayOf(today - (date.days - 1) * dayMs) }
  const [year = 0, month, day] = date.text.split('-').map(Number)
  const end = day ? [year, month ?? 1, day + 1] : month ? [year, month + 1, 1] : [year + 1, 1, 1]
  const [endYear = 0, endMonth = 1, endDay = 1] = end
  const pad = (text: string) => (text.length === 4 ? `${text}-01-01` : text.length === 7 ? `${text}-01` : text)
  return { first: pad(date.text), end: dayOf(new Date(0).setUTCFullYear(endYear, endMonth - 1, endDay)) }
}

function dayOf(time: number): string {
  return new Date(Math.max(time, Date.UTC(0, 0))).toISOString().slice(0, 10)
}

/** Returns the bounds that a day (`2026-03-14`, UTC) must be within; a number of days alone means since then. */
export function dateBounds({ compare }: TermOf<'date'>, today: number): Bound<string>[] {
  // See [Note: foreign values]: the lower limit excludes numbers, which SQLite sorts before all texts.
  const within: Bound<string>[] = [['>=', '']]
  if (compare.is === '..') {
    if (compare.from) within.push(['>=', daysOf(compare.from, today).first])
    if (compare.to) within.push(['<', daysOf(compare.to, today).end])
    return within
  }
  const { first, end } = daysOf(compare.value, today)
  const isSince = compare.value.is === 'days-ago' && compare.value.days > 1
  if (compare.is === '=') return isSince ? [...within, ['>=', first]] : [...within, ['>=', first], ['<', end]]
  return [...within, compare.is === '>' ? ['>=', end] : compare.is === '<=' ? ['<', end] : [compare.is, first]]
}

/** Tests a value against bounds. */
export function isWithin<Value extends number | string>(value: Value, bounds: readonly Bound<Value>[]): boolean {
  return bounds.every(([sign, bound]) =>
    sign === '>' ? value > bound : sign === '>=' ? value >= bound : sign === '<' ? value < bound : value <= bound,
  )
}

/** Returns the shorter side of a resolution such as `1920x1080`; 0 if it is none. */
export function shorterSide(resolution: unknown): number {
  const [, width, height] = /^(\d{1,9})x(\d{1,9})$/.exec(String(resolution)) ?? []
  return width && height ? Math.min(Number(width), Number(height)) : 0
}
