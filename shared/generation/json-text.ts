import { messageOf } from '../errors.ts'
import type { Json } from '../workflow/graph.ts'
import { parseJson } from '../workflow/parse-json.ts'
import { isObject } from '../workflow/read-as.ts'

/** Some writers encode twice, and one of them what was encoded twice already. */
const deepest = 4

/** A JSON object within a tag, and its own text, byte for byte. */
export interface ObjectText {
  text: string
  object: Record<string, Json>
}

/** Whether a tag looks like JSON at all, so that what is wrong with it is worth a word. */
export function looksLikeJson(text: string): boolean {
  return /^\uFEFF?\s*[{["]/.test(text)
}

/**
 * The object that a text holds, also as JSON within a JSON string. Undefined where it holds none; `onWrong` hears why where
 * the text set out to be JSON.
 */
export function readObject(text: string, onWrong?: (why: string) => void): ObjectText | undefined {
  let inner = text
  for (let depth = 0; depth < deepest; depth++) {
    if (!looksLikeJson(inner)) return undefined
    let value: Json
    try {
      value = parseJson(inner)
    } catch (error) {
      onWrong?.(messageOf(error))
      return undefined
    }
    if (isObject(value)) return { text: inner, object: value }
    if (typeof value !== 'string') return undefined
    inner = value
  }
  return undefined
}

/**
 * The text of a member of a JSON object, as it is written there: a number that a double cannot hold keeps its digits. `text` has
 * been read before, so it is known to be an object.
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
    // Of two equal keys the last counts.
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

/** Where the value that begins at `start` ends; the end of the text where it does not. */
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

/** The index of the quote that ends the string which begins at `start`. */
function endOfString(text: string, start: number): number {
  let at = start + 1
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1
  return at
}
