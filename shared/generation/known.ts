import type { Json } from '../workflow/graph.ts'
import type { GenerationDetails } from './reading.ts'

/** A number, also one that is written as a text; undefined for what is no finite number. */
export function numberIn(value: Json | undefined): number | undefined {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined
}

/** A text that is not empty. */
export function textIn(value: Json | undefined): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value : undefined
}

/** A seed: a number, or the text of a whole number that a double cannot hold. */
export function seedIn(value: Json | undefined): number | string | undefined {
  if (typeof value === 'string' && /^-?\d{1,40}$/.test(value)) {
    return Number.isSafeInteger(Number(value)) ? Number(value) : value
  }
  return numberIn(value)
}

/** `832x480`, also with ×, as width and height. */
export function sizeIn(value: Json | undefined): { width?: number; height?: number } {
  const [, width, height] = /^\s*(\d{1,6})\s*[x×]\s*(\d{1,6})/i.exec(textIn(value) ?? '') ?? []
  return width === undefined ? {} : { width: Number(width), height: Number(height) }
}

/** Details without what is not known. */
export function knownOf(details: { [key in keyof GenerationDetails]: GenerationDetails[key] | undefined }) {
  const known = Object.entries(details).filter(
    ([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0),
  )
  return Object.fromEntries(known) as unknown as GenerationDetails
}
