import type { Comparison, DateValue } from './query.ts'
import type { NumberField } from './query-fields.ts'

/** A value, or a sentence that says what is wrong with its text. */
type Parsed<Value> = { value: Value } | { problem: string }

/** Parses a comparison: `4`, `>=4`, `4..5`, `4..` or `..5`. */
export function parseComparison<Value>(
  text: string,
  parse: (text: string) => Parsed<Value>,
): Parsed<Comparison<Value>> {
  const [, from, to] = /^(.*?)\.\.(.*)$/s.exec(text) ?? []
  if (from !== undefined && to !== undefined) {
    if (from === '' && to === '') return { problem: 'needs a value before or after “..”.' }
    const [first, last] = [from, to].map((bound) => (bound === '' ? undefined : parse(bound)))
    if (first && 'problem' in first) return first
    if (last && 'problem' in last) return last
    return { value: { is: '..', from: first?.value, to: last?.value } }
  }
  const [, sign = '', rest = ''] = /^(>=|<=|>|<)?(.*)$/s.exec(text) ?? []
  if (rest === '') return { problem: `needs a value after “${sign}”.` }
  const parsed = parse(rest)
  if ('problem' in parsed) return parsed
  return { value: { is: (sign || '=') as '=', value: parsed.value } }
}

interface Unit {
  /** The units by their names in small letters; '' if the number stands alone. */
  factors: Record<string, number>
  problem: string
}

const units: Record<NumberField, Unit> = {
  rating: { factors: { '': 1 }, problem: 'must be a whole number from 1 to 5, such as “>=4”.' },
  res: {
    factors: { p: 1, k: 540 },
    problem: 'must be a number of lines or a size, such as “>=1080p”, “4k” or “1920x1080”.',
  },
  fps: { factors: { '': 1, fps: 1 }, problem: 'must be a number of frames per second, such as “24”.' },
  dur: {
    factors: { '': 1, s: 1, m: 60, min: 60, h: 3600 },
    problem: 'must be a duration, such as “8”, “5..10”, “2m” or “1:30”.',
  },
  size: {
    factors: { b: 1, kb: 1e3, mb: 1e6, gb: 1e9, tb: 1e12 },
    problem: 'must be compared with a size, such as “>100MB” or “1GB..2GB”.',
  },
}

/** Parses a number with a unit of `field`; durations also as `1:30` or `1:02:03`. */
export function parseNumber(field: NumberField, text: string): Parsed<number> {
  const { factors, problem } = units[field]
  const [, clock] = field === 'dur' ? (/^((?:\d{1,3}:)?\d{1,3}:\d\d(?:\.\d{1,3})?)$/.exec(text) ?? []) : []
  if (clock !== undefined) return { value: clock.split(':').reduce((sum, part) => sum * 60 + Number(part), 0) }
  const [, digits, unit = ''] = /^(\d{1,15}(?:\.\d{1,6})?)([a-z]*)$/i.exec(text) ?? []
  const factor = Object.hasOwn(factors, unit.toLowerCase()) ? factors[unit.toLowerCase()] : undefined
  if (digits === undefined || factor === undefined) return { problem }
  const value = Number((Number(digits) * factor).toFixed(6))
  if (field === 'rating' && ![1, 2, 3, 4, 5].includes(value)) return { problem }
  return { value }
}

/** Returns the text of a number that `parseNumber` reads as the same. */
export function printNumber(field: NumberField, value: number): string {
  const digits = value.toFixed(6).replace(/\.?0+$/, '')
  if (field === 'res') return `${digits}p`
  if (field !== 'size') return digits
  const [unit, factor] = Object.entries(units.size.factors)
    .toReversed()
    .find(([, size]) => value >= size && Number.isInteger((value / size) * 1000)) ?? ['b', 1]
  return `${Number((value / factor).toFixed(6))}${unit === 'b' ? 'B' : unit.toUpperCase().replace('KB', 'kB')}`
}

const dateProblem = 'must be a day, a month, a year or a number of days, such as “2026-03-14”, “2026-03” or “7d”.'

/** Parses a day, a month, a year, `today`, `yesterday` or a number of days back, such as `7d`. */
export function parseDate(text: string): Parsed<DateValue> {
  if (text === 'today') return { value: { is: 'days-ago', days: 0 } }
  if (text === 'yesterday') return { value: { is: 'days-ago', days: 1 } }
  const [, days] = /^(\d{1,5})d$/.exec(text) ?? []
  if (days !== undefined) return { value: { is: 'days-ago', days: Number(days) } }
  const [, year, month = '01', day = '01'] = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/.exec(text) ?? []
  if (year === undefined || year < '0001') return { problem: dateProblem }
  const time = Date.parse(`${year}-${month}-${day}`)
  // Some engines take the 31st of a shorter month for the day after it.
  const exists = !Number.isNaN(time) && new Date(time).toISOString().startsWith(`${year}-${month}-${day}`)
  return exists ? { value: { is: 'date', text } } : { problem: dateProblem }
}

/** Returns the text of a date that `parseDate` reads as the same. */
export function printDate(date: DateValue): string {
  if (date.is === 'date') return date.text
  return date.days === 0 ? 'today' : date.days === 1 ? 'yesterday' : `${date.days}d`
}
