import { RushesError } from './errors.ts'

/** Deeper than anything that a person or a program writes as a configuration, and far from the end of the stack. */
const deepest = 500

const loneSurrogate = /\p{Surrogate}/u

/**
 * The one canonical form of a JSON value: RFC 8785 (JSON Canonicalization Scheme). Keys are sorted by their UTF-16 code
 * units, there is no white space, numbers and strings are written as `JSON.stringify` writes them; its bytes are UTF-8.
 * @throws RushesError BAD_INPUT for what JSON cannot say exactly: NaN, infinities, undefined, lone surrogates, dates and
 * other objects; and for what is nested more than 500 deep.
 */
export function canonicalJson(value: unknown): string {
  return write(value, '', 0)
}

function write(value: unknown, path: string, depth: number): string {
  if (depth > deepest) throw refusal(path.slice(0, 40), `is nested more than ${deepest} deep`)
  if (value === null || typeof value === 'boolean') return String(value)
  if (typeof value === 'number') return writeNumber(value, path)
  if (typeof value === 'string') return writeText(value, path)
  if (Array.isArray(value))
    // Not `map`, which passes over what is missing.
    return `[${Array.from(value, (item, index) => write(item, `${path}[${index}]`, depth + 1)).join()}]`
  if (typeof value !== 'object') throw refusal(path, `is ${typeof value}, which JSON does not have`)
  const prototype = Object.getPrototypeOf(value)
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null) throw refusal(path, 'is no plain object')
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
  return new RushesError('BAD_INPUT', `config${path} ${why}.`, { data: { fields: ['config'] } })
}
