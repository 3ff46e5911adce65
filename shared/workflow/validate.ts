import { z } from 'zod'
import { RushesError } from '../errors.ts'
import { isObject as isAnyObject } from '../is-object.ts'
import { stepInto } from '../json-differences.ts'
import type { Json } from './graph.ts'

/** Keys and indexes from the root of the definition. */
export type Path = readonly (string | number)[]

/**
 * Returns an error at a field of a definition, `connections[2].to.nodeId`; `predicate` is the sentence without its
 * subject.
 */
export function wrongAt(path: Path, predicate: string): RushesError {
  const field = path.reduce<string>((before, step) => stepInto(step, before), '')
  return new RushesError('BAD_INPUT', `${field} ${predicate}.`, { data: { fields: [field] } })
}

/** Quotes a text from a definition for a sentence, shortened if it is long. */
export function quote(text: string): string {
  return `“${text.length > 60 ? `${text.slice(0, 59)}…` : text}”`
}

/**
 * Parses a value of a definition with its schema.
 * @throws RushesError BAD_INPUT with the first field that is wrong.
 */
export function readAs<Schema extends z.ZodType>(schema: Schema, value: unknown, path: Path): z.output<Schema> {
  const read = schema.safeParse(value)
  if (read.success) return read.data
  const [issue] = read.error.issues
  const below = issue?.path.map((step) => (typeof step === 'number' ? step : String(step))) ?? []
  throw wrongAt([...path, ...below], issue?.message ?? 'cannot be read')
}

/** Returns a schema's error for a value that it refuses. */
export function must(be: string) {
  return { error: ({ input }: { input?: unknown }) => (input === undefined ? 'is missing' : `must be ${be}`) }
}

/** Characters; longer texts are not ids, and would make the search for ids within a text slow. */
export const longestId = 256

/** An id; a whole number is the same id as the string of its digits. */
export const idSchema = z
  .custom<string | number>(isId, must(`a string of 1 to ${longestId} characters or a whole number`))
  .transform(String)

function isId(value: unknown): boolean {
  return typeof value === 'string' ? value.length > 0 && value.length <= longestId : Number.isSafeInteger(value)
}

export const textSchema = z.string(must('a string'))
/** A text that is only shown: ComfyUI takes any value for it, so that one which is none is left out. */
export const shownTextSchema = z
  .union([z.string(), z.number().transform(String)])
  .nullish()
  .catch(null)
export const typeSchema = z.string(must('a string')).min(1, must('a non-empty string'))
export const numberSchema = z.number(must('a finite number'))

/** Returns whether a value is a JSON object. */
export const isObject = isAnyObject<Json>

/** An object whose values are not checked. */
export const objectSchema = z.custom<Record<string, Json>>(isObject, must('an object'))

/** A list whose members are checked one by one. */
export const listSchema = z.array(z.unknown(), must('a list'))
