import { z } from 'zod'
import { RushesError } from '../errors.ts'
import { stepInto } from '../json-differences.ts'
import type { Json } from './graph.ts'

/** Keys and indexes from the definition down. */
export type Path = readonly (string | number)[]

/** An error at a place of a definition; its data names the place as people write it, `connections[2].to.nodeId`. */
export function wrongAt(path: Path, sentence: string): RushesError {
  const place = path.reduce<string>((before, step) => stepInto(step, before), '')
  return new RushesError('BAD_INPUT', `${place}: ${sentence}`, { data: { fields: [place] } })
}

/** A text from a definition within a sentence, of which it may not become the most. */
export function quote(text: string): string {
  return `“${text.length > 60 ? `${text.slice(0, 59)}…` : text}”`
}

/**
 * A value of a definition as its schema reads it.
 * @throws RushesError BAD_INPUT with the first place that is wrong.
 */
export function readAs<Schema extends z.ZodType>(schema: Schema, value: unknown, path: Path): z.output<Schema> {
  const read = schema.safeParse(value)
  if (read.success) return read.data
  const [issue] = read.error.issues
  const below = issue?.path.map((step) => (typeof step === 'number' ? step : String(step))) ?? []
  throw wrongAt([...path, ...below], issue?.message ?? 'it cannot be read.')
}

/** What a schema says of a value that it does not take. */
export function must(be: string) {
  return { error: ({ input }: { input?: unknown }) => (input === undefined ? 'it is missing.' : `it must be ${be}.`) }
}

/** Longer ones are no ids, and would make looking for ids within a text slow. */
export const longestId = 256

/** An id; a whole number is the same id as the text of its digits. */
export const idSchema = z
  .custom<string | number>(isId, must(`a text of 1 to ${longestId} characters or a whole number`))
  .transform(String)

function isId(value: unknown): boolean {
  return typeof value === 'string' ? value.length > 0 && value.length <= longestId : Number.isSafeInteger(value)
}

export const textSchema = z.string(must('a text'))
export const typeSchema = z.string(must('a text')).min(1, must('a text that is not empty'))
export const numberSchema = z.number(must('a finite number'))

/** Whether a value is an object of JSON. */
export function isObject(value: unknown): value is Record<string, Json> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** An object whose values are kept as they are. */
export const objectSchema = z.custom<Record<string, Json>>(isObject, must('an object'))

/** A list, each member of which is read by itself. */
export const listSchema = z.array(z.unknown(), must('a list'))
