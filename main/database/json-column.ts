import type { z } from 'zod'
import { parseJson as parseExactly } from '../../shared/workflow/parse-json.ts'

type Json = z.infer<ReturnType<typeof z.json>>

/** The value in a JSON column; null where there is none, or what another program wrote is no JSON. */
export function parseJson(text: unknown): Json | null {
  if (typeof text === 'number') return text
  if (typeof text !== 'string') return null
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** The same where it has to be an object; null for anything else. */
export function parseObject(text: unknown): Record<string, Json> | null {
  const value = parseJson(text)
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : null
}

/** An integer that a double may not hold, such as a seed of 64 bits. */
const longInteger = /(?<![\d.])\d{16,}(?![\d.eE])/

/**
 * An object out of a column for people to see: what is no object is shown as `{ value }`, what is no JSON as `{ text }`, and an
 * integer whose digits a double does not keep as the text of them.
 */
export function showObject(text: string | null): Record<string, Json> | null {
  if (text === null) return null
  const parsed = parseJson(text)
  const value = parsed !== null && longInteger.test(text) ? (parseExactly(text) as Json) : parsed
  if (value === null) return text.trim() === 'null' ? { value } : { text }
  return typeof value === 'object' && !Array.isArray(value) ? value : { value }
}
