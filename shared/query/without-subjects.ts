import type { Query } from './query.ts'
import { isAbout } from './query-subjects.ts'

/**
 * Returns a query without its outermost parts that are about `subjects` only, so that another value of a field can be
 * chosen.
 */
export function withoutSubjects(query: Query, subjects: readonly string[]): Query {
  const parts = query.is === 'all' ? query.parts : [query]
  const kept = parts.filter((part) => !isAbout(part, subjects))
  const [only] = kept
  return kept.length === 1 && only ? only : { is: 'all', parts: kept, start: query.start, end: query.end }
}
