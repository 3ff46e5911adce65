import { isAbsolute } from 'node:path'
import { RushesError } from '../../../shared/errors.ts'
import { formatBytes } from '../../../shared/units.ts'

/**
 * Returns the error for a field of a call: `problem` is a sentence that says what is wrong with it or what is allowed.
 */
export function badField(field: string, problem: string, cause?: unknown): RushesError {
  return new RushesError('BAD_INPUT', `${field}: ${problem}`, { cause, data: { fields: [field] } })
}

/** Runs `work` and puts `field` before the message and the fields of its errors. */
export async function inField<T>(field: string, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof RushesError)) throw error
    const inner = (error.data?.fields as string[] | undefined) ?? []
    const fields = inner.length === 0 ? [field] : inner.map((name) => `${field}.${name}`)
    throw new RushesError(error.code, `${field}: ${error.message}`, { cause: error, data: { fields } })
  }
}

/**
 * Requires absolute paths: relative ones would mean another folder in each process. No system allows null bytes in
 * paths.
 * @throws RushesError BAD_INPUT
 */
export function requireAbsolute(field: string, paths: readonly string[]): void {
  const wrong = paths.find((path) => !isAbsolute(path) || path.includes('\0'))
  if (wrong !== undefined) throw badField(field, `“${wrong}” is not an absolute path.`)
}

/** Largest JSON of a cached row: hours of ranges, and little enough to show. */
const maxBytes = 16 * 2 ** 20

/** Requires JSON texts that fit into a cached row together. @throws RushesError BAD_INPUT */
export function requireSmall(field: string, ...texts: (string | null)[]): void {
  requireSmallBytes(
    field,
    texts.reduce((sum, text) => sum + (text === null ? 0 : Buffer.byteLength(text)), 0),
  )
}

/** Requires so many bytes of JSON to fit into a cached row. @throws RushesError BAD_INPUT */
export function requireSmallBytes(field: string, bytes: number): void {
  if (bytes <= maxBytes) return
  throw badField(field, `${formatBytes(bytes)} of JSON is more than the ${formatBytes(maxBytes)} that can be cached.`)
}
