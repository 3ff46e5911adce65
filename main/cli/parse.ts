import { InvalidArgumentError } from 'commander'
import { mostLineageNodes } from '../../shared/contract/lineage.ts'

/** A number of rows, 1 to 1000. */
export function parseLimit(value: string): number {
  return parseWhole(value, 1, 1000)
}

/** Numbers of rows, one after the other. */
export function parseIds(value: string, before: number[] = []): number[] {
  return [...before, parseWhole(value, 1, Number.MAX_SAFE_INTEGER)]
}

/** Texts, one after the other. */
export function parseText(value: string, before: string[] = []): string[] {
  return [...before, value]
}

/** A number of stars. */
export function parseStars(value: string): number {
  return parseWhole(value, 1, 5)
}

/** A port, 0 for any that is free. */
export function parsePort(value: string): number {
  return parseWhole(value, 0, 65_535)
}

/** A number of steps, or `all` of them. */
export function parseDepth(value: string): number {
  return value === 'all' ? mostLineageNodes : parseWhole(value, 1, mostLineageNodes)
}

/** Bits that hashes may differ in. */
export function parseDistance(value: string): number {
  return parseWhole(value, 0, 10)
}

/** A height in pixels. */
export function parseHeight(value: string): number {
  return parseWhole(value, 2, 8640)
}

/** A point in time, in seconds: `2.5`, `1:02.5` (minutes) or `1:00:02.5` (hours). */
export function parseSeconds(value: string): number {
  const [, hours = 0, minutes = 0, seconds] = /^(?:(?:(\d+):)?(\d+):)?(\d+(?:\.\d+)?)$/.exec(value) ?? []
  if (seconds !== undefined) return Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)
  throw new InvalidArgumentError('It takes seconds, as 2.5, or a time, as 1:02.5.')
}

/** `key=value`, added to what was given before; the value is JSON, or else a text. */
export function parseSetting(value: string, before: Record<string, unknown>): Record<string, unknown> {
  const [, key, text = ''] = /^([^=]+)=(.*)$/s.exec(value) ?? []
  if (key === undefined) throw new InvalidArgumentError('It takes a key and a value, as threshold=0.3.')
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
  throw new InvalidArgumentError(`It takes a whole number from ${least} to ${most}.`)
}
