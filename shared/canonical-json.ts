import { RushesError } from './errors.ts'

/** Levels of nesting: more than any configuration has, and few enough for the stack. */
const maxDepth = 500

const loneSurrogate = /\p{Surrogate}/u

/**
 * Returns the canonical form of a JSON value after RFC 8785 (JSON Canonicalization Scheme): keys sorted by UTF-16 code
 * units, no white space, numbers and strings as `JSON.stringify` writes them, encoded as UTF-8.
 * @throws RushesError BAD_INPUT for what JSON cannot represent exactly: NaN, infinities, undefined, lone surrogates,
 * dates and other objects; and for more than 500 levels of nesting. It begins with `field`.
 */
export function canonicalJson(value: unknown, field = 'config'): string {
  return write(value, field, 0)
}

function write(value: unknown, path: string, depth: number): string {
  if (depth > maxDepth) throw refusal(path.slice(0, 46), `is nested more than ${maxDepth} deep`)
  if (value === null || typeof value === 'boolean') return String(value)
  if (typeof value === 'number') return writeNumber(value, path)
  if (typeof value === 'string') return writeText(value, path)
  if (Array.isArray(value))
    // `map` would skip holes.
    return `[${Array.from(value, (item, index) => write(item, `${path}[${index}]`, depth + 1)).join()}]`
  if (typeof value !== 'object') throw refusal(path, `is ${typeof value}, which JSON does not have`)
  const prototype = Object.getPrototypeOf(value)
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null) throw refusal(path, 'is not a plain object')
  const members = Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, item]) => `${writeText(key, path)}:${write(item, `${path}.${key}`, depth + 1)}`)
  return `{${members.join()}}`
}

function writeNumber(value: number, path: string): string {
  if (!Number.isFinite(value)) throw refusal(path, `is ${value}, which JSON does not have`)
  return JSON.stringify(value)
}

function writeText(value: string, path: string): string {
  if (loneSurrogate.test(value)) throw refusal(path, 'holds half of a character (a lone surrogate)')
  return JSON.stringify(value)
}

function refusal(path: string, why: string): RushesError {
  return new RushesError('BAD_INPUT', `${path} ${why}.`, { data: { fields: [path.split(/[.[]/, 1)[0]] } })
}
