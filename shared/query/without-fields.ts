import type { Query } from './query.ts'
import type { FieldName } from './query-fields.ts'

/**
 * Returns a query without those of its outermost terms that compare one of `fields`, so that another value of a field
 * can be chosen.
 */
export function withoutFields(query: Query, fields: readonly FieldName[]): Query {
  const parts = query.is === 'all' ? query.parts : [query]
  const kept = parts.filter((part) => !('field' in part && fields.includes(part.field)))
  const [only] = kept
  return kept.length === 1 && only ? only : { is: 'all', parts: kept, start: query.start, end: query.end }
}
