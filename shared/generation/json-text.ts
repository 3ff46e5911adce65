import { messageOf } from '../errors.ts'
import type { Json } from '../workflow/graph.ts'
import { parseJson } from '../workflow/parse-json.ts'
import { isObject } from '../workflow/validate.ts'

/** Levels of encoding: some programs encode twice, and one of them encodes the result again. */
const maxEncodings = 4

/** A JSON object within a tag, and its text, unchanged. */
export interface ObjectText {
  text: string
  object: Record<string, Json>
}

/** Returns whether a tag looks like JSON, so that a fault in it is worth a note. */
export function looksLikeJson(text: string): boolean {
  return /^\uFEFF?\s*[{["]/.test(text)
}

/**
 * Returns the object in a text, also as JSON within a JSON string. Undefined if there is none; if the text looks like
 * JSON, `onFault` gets the reason.
 */
export function readObject(text: string, onFault?: (why: string) => void): ObjectText | undefined {
  let inner = text
  for (let depth = 0; depth < maxEncodings; depth++) {
    if (!looksLikeJson(inner)) return undefined
    let value: Json
    try {
      value = parseJson(inner)
    } catch (error) {
      onFault?.(messageOf(error))
      return undefined
    }
    if (isObject(value)) return { text: inner, object: value }
    if (typeof value !== 'string') return undefined
    inner = value
  }
  return undefined
}

/**
 * Returns the text of a member of a JSON object, unchanged, so that an integer that a double cannot represent keeps its
 * digits. `text` must be a valid object.
 */
export function memberText(text: string, key: string): string | undefined {
  let at = text.indexOf('{') + 1
  let found: string | undefined
  while (at > 0 && at < text.length) {
    const start = skipSpace(text, at)
    if (text[start] !== '"') break
    const colon = skipSpace(text, endOfValue(text, start))
    const valueStart = skipSpace(text, colon + 1)
    const end = endOfValue(text, valueStart)
    // Of duplicate keys the last counts.
    if (JSON.parse(text.slice(start, endOfValue(text, start))) === key) found = text.slice(valueStart, end)
    at = skipSpace(text, end) + 1
  }
  return found
}

function skipSpace(text: string, from: number): number {
  let at = from
  while (' \t\n\r'.includes(text[at] ?? 'the end')) at += 1
  return at
}

/** Returns the end of the value that begins at `start`; the end of the text if it is incomplete. */
function endOfValue(text: string, start: number): number {
  let depth = 0
  for (let at = start; at < text.length; at++) {
    const sign = text[at]
    if (sign === '"') at = endOfString(text, at)
    else if (sign === '{' || sign === '[') depth += 1
    else if ((sign === '}' || sign === ']') && depth > 0) depth -= 1
    else if (depth === 0 && sign !== undefined && ',:}] \t\n\r'.includes(sign)) return at
    else continue
    if (depth === 0) return at + 1
  }
  return text.length
}

/** Returns the index of the closing quote of the string that begins at `start`; the length or more if it has none. */
export function endOfString(text: string, start: number): number {
  let at = start + 1
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1
  return at
}
