import type { Database } from 'better-sqlite3'
import { distanceOf32 } from '../../../shared/duplicates/similar-pairs.ts'
import { fold } from '../../../shared/query/fold.ts'
import { shorterSide } from '../../../shared/query/query-values.ts'

/**
 * Defines the SQL functions of queries: `folded(text)`, a text as searches compare it; `shorter_side(resolution)` in
 * pixels, 0 if it is none; `bits_apart(a, b)`, the number of bits in which two perceptual hashes differ. Values of
 * other types give null.
 */
export function defineQueryFunctions(database: Database): void {
  const options = { deterministic: true }
  database.function('folded', options, (text: unknown) => (typeof text === 'string' ? fold(text) : null))
  database.function('shorter_side', options, (resolution: unknown) => shorterSide(resolution))
  database.function('bits_apart', options, (one: unknown, other: unknown) =>
    typeof one === 'string' && typeof other === 'string' ? bitsApart(one, other) : null,
  )
}

/** Defines the SQL function `absolute_path(path)`: other programs may write paths relative to the library’s folder. */
export function defineAbsolutePath(database: Database, absolute: (path: string) => string): void {
  database.function('absolute_path', { deterministic: true }, (path: unknown) =>
    typeof path === 'string' ? absolute(path) : path,
  )
}

function bitsApart(one: string, other: string): number {
  return distanceOf32(halfOf(one, 0), halfOf(other, 0)) + distanceOf32(halfOf(one, 8), halfOf(other, 8))
}

function halfOf(hash: string, start: number): number {
  return Number.parseInt(hash.slice(start, start + 8), 16)
}
