import { RushesError } from '../errors.ts'
import type { Json } from './graph.ts'

/** Levels of nesting: few enough for recursive functions over the value. */
const maxDepth = 500

const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
const word = /-?[a-zA-Z]+/y
const words = new Map<string, Json>([
  ['true', true],
  ['false', false],
  ['null', null],
  ['NaN', Number.NaN],
  ['Infinity', Number.POSITIVE_INFINITY],
  ['-Infinity', Number.NEGATIVE_INFINITY],
])

type Open = { list: Json[] } | { object: Record<string, Json>; key: string }

/** Receives a text, number, boolean or null of a JSON text: the path that leads to it, and where its characters are. */
export type OnScalar = (path: (string | number)[], start: number, end: number) => void

/**
 * Parses JSON as Python reads and writes it: NaN and Infinity are numbers; of duplicate keys the last counts.
 * `JSON.parse` refuses those numbers, rounds large integers, and does not always say where the error is.
 *
 * Returns an integer that a double cannot represent as a string of its digits: a seed of 64 bits must not change.
 * @throws RushesError BAD_INPUT with the line and column of the error, counted from 1; `data.offset` counts from 0.
 */
export function parseJson(text: string, onScalar?: OnScalar): Json {
  const reader = createReader(text)
  const open: Open[] = []
  for (;;) {
    let value = readValue(reader, open, onScalar)
    if (value === undefined) continue
    for (;;) {
      const parent = open.at(-1)
      if (!parent) return reader.finish(value)
      put(parent, value)
      const closing = 'list' in parent ? ']' : '}'
      if (reader.take(',')) {
        if ('object' in parent) parent.key = readKey(reader)
        break
      }
      if (!reader.take(closing)) throw reader.wrong(`“,” or “${closing}” is missing`)
      open.pop()
      value = 'list' in parent ? parent.list : parent.object
    }
  }
}

/** Reads a complete value; undefined if a list or an object begins, which is then the last of `open`. */
function readValue(reader: Reader, open: Open[], onScalar: OnScalar | undefined): Json | undefined {
  if (open.length > maxDepth) throw reader.wrong(`there are more than ${maxDepth} levels of nesting`)
  if (reader.take('[')) {
    if (reader.take(']')) return []
    open.push({ list: [] })
    return undefined
  }
  if (reader.take('{')) {
    if (reader.take('}')) return {}
    open.push({ object: {}, key: readKey(reader) })
    return undefined
  }
  const start = reader.next()
  const value = reader.scalar()
  onScalar?.(
    open.map((it) => ('list' in it ? it.list.length : it.key)),
    start,
    reader.end(),
  )
  return value
}

function readKey(reader: Reader): string {
  const key = reader.string()
  if (key === undefined) throw reader.wrong('a key in double quotes is missing')
  if (!reader.take(':')) throw reader.wrong('“:” is missing')
  return key
}

function put(parent: Open, value: Json): void {
  if ('list' in parent) parent.list.push(value)
  else if (parent.key !== '__proto__') parent.object[parent.key] = value
  // Assigning this key would change the prototype.
  else Object.defineProperty(parent.object, parent.key, { value, enumerable: true, writable: true, configurable: true })
}

type Reader = ReturnType<typeof createReader>

function createReader(text: string) {
  let at = text.startsWith('\uFEFF') ? 1 : 0

  function skipSpace(): void {
    while (' \t\n\r'.includes(text[at] ?? 'the end')) at += 1
  }
  function take(sign: string): boolean {
    skipSpace()
    if (text[at] !== sign) return false
    at += 1
    return true
  }
  function match(pattern: RegExp): string {
    pattern.lastIndex = at
    const found = pattern.exec(text)?.[0] ?? ''
    at += found.length
    return found
  }
  function wrong(what: string): RushesError {
    const before = text.slice(0, at).split('\n')
    const position = `line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`
    const reason = at < text.length ? what : 'the text ends too early'
    return new RushesError('BAD_INPUT', `Not valid JSON (${position}): ${reason}.`, { data: { offset: at } })
  }
  function readString(): string | undefined {
    if (!take('"')) return undefined
    const start = at - 1
    const end = endOfString(text, at)
    const value = unquote(text.slice(start, end))
    at = value !== undefined || end === text.length ? end : start
    if (value === undefined) throw wrong('a string contains a line break or an invalid escape')
    return value
  }
  return {
    wrong,
    take,
    string: readString,
    /** Returns the index of the next character that is no space. */
    next(): number {
      skipSpace()
      return at
    },
    end: () => at,
    scalar(): Json {
      const quoted = readString()
      if (quoted !== undefined) return quoted
      const start = at
      const digits = match(number)
      if (digits) return toNumber(digits)
      const value = words.get(match(word))
      if (value !== undefined) return value
      at = start
      throw wrong('a value is missing or malformed')
    },
    finish(value: Json): Json {
      skipSpace()
      if (at < text.length) throw wrong('there is text after the end')
      return value
    },
  }
}

/**
 * Returns the index after the closing quote of a string that begins before `start`; the end of the text if there is
 * none.
 */
function endOfString(text: string, start: number): number {
  let quote = text.indexOf('"', start)
  while (quote >= 0 && isEscaped(text, quote)) quote = text.indexOf('"', quote + 1)
  return quote < 0 ? text.length : quote + 1
}

/** Returns whether an odd number of backslashes precedes the quote at `index`. */
function isEscaped(text: string, index: number): boolean {
  let first = index
  while (text[first - 1] === '\\') first -= 1
  return (index - first) % 2 === 1
}

/** A backslash or a control character. */
const special = /[^ -[\]-\uffff]/

/** Decodes a JSON string with its quotes; undefined if it is invalid. */
function unquote(token: string): string | undefined {
  if (token.length > 1 && token.endsWith('"') && !special.test(token)) return token.slice(1, -1)
  try {
    return JSON.parse(token) as string
  } catch {
    return undefined
  }
}

function toNumber(digits: string): Json {
  const value = Number(digits)
  return /^-?\d{16,}$/.test(digits) && String(value) !== digits ? digits : value
}
