import type { Json } from '../workflow/graph.ts'
import type { GenerationDetails } from './reading.ts'

/** Returns a number, also from a string; undefined if it is not finite. */
export function numberIn(value: Json | undefined): number | undefined {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined
}

/** Returns a string that is not blank. */
export function textIn(value: Json | undefined): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value : undefined
}

/** Returns a seed: a number, or the digits of an integer that a double cannot represent. */
export function seedIn(value: Json | undefined): number | string | undefined {
  if (typeof value === 'string' && /^-?\d{1,40}$/.test(value)) {
    return Number.isSafeInteger(Number(value)) ? Number(value) : value
  }
  return numberIn(value)
}

/** Returns width and height from `832x480`, also with ×. */
export function sizeIn(value: Json | undefined): { width?: number; height?: number } {
  const [, width, height] = /^\s*(\d{1,6})\s*[x×]\s*(\d{1,6})/i.exec(textIn(value) ?? '') ?? []
  return width === undefined ? {} : { width: Number(width), height: Number(height) }
}

/** Returns the details without unknown ones. */
export function withoutUnknown<Details extends object = GenerationDetails>(
  details: {
    [key in keyof Details]: Details[key] | undefined
  },
): Details {
  const known = Object.entries(details).filter(
    ([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0),
  )
  return Object.fromEntries(known) as unknown as Details
}
