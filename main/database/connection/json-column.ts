import type { z } from 'zod'
import { parseJson as parseExactly } from '../../../shared/workflow/parse-json.ts'

type Json = z.infer<ReturnType<typeof z.json>>

/** Returns the value in a JSON column; null if there is none or it is no valid JSON. See [Note: foreign values]. */
export function parseJson(text: unknown): Json | null {
  if (typeof text === 'number') return text
  if (typeof text !== 'string') return null
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** Returns the object in a JSON column; null for anything else. */
export function parseObject(text: unknown): Record<string, Json> | null {
  const value = parseJson(text)
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : null
}

/** An integer that a double may not represent exactly, such as a 64-bit seed. */
const longInteger = /(?<![\d.])\d{16,}(?![\d.eE])/

/**
 * Returns the content of a JSON column as an object for display. Other values become `{ value }`, invalid JSON `{ text
 * }`, and integers that a double cannot represent exactly become texts.
 */
export function showObject(text: string | null): Record<string, Json> | null {
  if (text === null) return null
  const parsed = parseJson(text)
  const value = parsed !== null && longInteger.test(text) ? (parseExactly(text) as Json) : parsed
  if (value === null) return text.trim() === 'null' ? { value } : { text }
  return typeof value === 'object' && !Array.isArray(value) ? value : { value }
}
