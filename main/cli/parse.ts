import { InvalidArgumentError } from 'commander'
import { maxLineageNodes } from '../../shared/contract/lineage.ts'
import { secondsOf } from '../../shared/units.ts'

/** A range as the contract names it. */
export interface SecondsRange {
  start_seconds: number
  end_seconds: number
}

/** Parses a number of rows, 1 to 1000. */
export function parseLimit(value: string): number {
  return parseWhole(value, 1, 1000)
}

/** Parses a numeric id and appends it to the ids before it. */
export function parseIds(value: string, before: number[] = []): number[] {
  return [...before, parseWhole(value, 1, Number.MAX_SAFE_INTEGER)]
}

/** Appends a text to the texts before it. */
export function parseText(value: string, before: string[] = []): string[] {
  return [...before, value]
}

/** Parses a rating, 1 to 5 stars. */
export function parseStars(value: string): number {
  return parseWhole(value, 1, 5)
}

/** Parses a rating, or “none” for no rating. */
export function parseStarsOrNone(value: string): number | 'none' {
  return value === 'none' ? value : parseStars(value)
}

/** Parses a number of rows to add, at most ten million. */
export function parseRows(value: string): number {
  return parseWhole(value, 1, 10_000_000)
}

/** Parses a number of days, which may be a fraction. */
export function parseAge(value: string): number {
  const days = Number(value)
  if (value.trim() !== '' && days >= 0 && days <= 100_000) return days
  throw new InvalidArgumentError('Expected a number of days, such as 30.')
}

/** Parses a whole number of days. */
export function parseDays(value: string): number {
  return parseWhole(value, 1, 100_000)
}

const byteUnits = { '': 1, k: 1e3, m: 1e6, g: 1e9, t: 1e12 }

/** Parses a size in decimal units: `500GB`, `1.5 TB`. */
export function parseBytes(value: string): number {
  const [, digits, unit] = /^\s*(\d+(?:\.\d+)?)\s*([kmgt]?)b?\s*$/i.exec(value) ?? []
  if (digits === undefined) throw new InvalidArgumentError('Expected a size, such as 500GB.')
  return Math.round(Number(digits) * byteUnits[(unit ?? '').toLowerCase() as keyof typeof byteUnits])
}

/** Parses a number or position of frames. */
export function parseCount(value: string): number {
  return parseWhole(value, 0, Number.MAX_SAFE_INTEGER)
}

/** Parses a port; 0 stands for any free one. */
export function parsePort(value: string): number {
  return parseWhole(value, 0, 65_535)
}

/** Parses a number of steps, or `all`. */
export function parseDepth(value: string): number {
  return value === 'all' ? maxLineageNodes : parseWhole(value, 1, maxLineageNodes)
}

/** Parses a distance between perceptual hashes, 0 to 10 bits. */
export function parseDistance(value: string): number {
  return parseWhole(value, 0, 10)
}

/** Parses a height in pixels. */
export function parseHeight(value: string): number {
  return parseWhole(value, 2, 8640)
}

/** Parses a time to seconds: `2.5`, `1:02.5` (minutes) or `1:00:02.5` (hours). */
export function parseSeconds(value: string): number {
  const seconds = secondsOf(value)
  if (seconds !== null) return seconds
  throw new InvalidArgumentError('Expected seconds (2.5) or a time (1:02.5).')
}

/** Parses `2.5-4` or `1:02.5-1:05` and appends it to the ranges before it. */
export function parseRanges(value: string, before: SecondsRange[] = []): SecondsRange[] {
  const [start, end, more] = value.split(/[-–]/).map((time) => secondsOf(time.trim()))
  if (start == null || end == null || more !== undefined) {
    throw new InvalidArgumentError('Expected two times, such as 2.5-4 or 1:02.5-1:05.')
  }
  return [...before, { start_seconds: start, end_seconds: end }]
}

/** Parses `key=value` and adds it to the settings before it; the value is JSON, or a text if it is not valid JSON. */
export function parseSetting(value: string, before: Record<string, unknown>): Record<string, unknown> {
  const [, key, text = ''] = /^([^=]+)=(.*)$/s.exec(value) ?? []
  if (key === undefined) throw new InvalidArgumentError('Expected key=value, for example threshold=0.3.')
  return { ...before, [key]: parseJsonOrText(text) }
}

function parseJsonOrText(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

function parseWhole(value: string, least: number, most: number): number {
  const number = Number(value)
  if (value.trim() !== '' && Number.isInteger(number) && number >= least && number <= most) return number
  throw new InvalidArgumentError(`Expected a whole number from ${least} to ${most}.`)
}
