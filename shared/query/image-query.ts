import { longestQuery, type ParsedQuery, parseQuery } from './parse-query.ts'
import type { Query, Term } from './query.ts'
import { type FieldName, type QueryField, queryFields } from './query-fields.ts'

const names: readonly FieldName[] = [
  'model',
  'provider',
  'lora',
  'seed',
  'tag',
  'codec',
  'ratio',
  'workflow',
  'node',
  'note',
  'rating',
  'res',
  'size',
  'date',
  'role',
  'has',
  'status',
  'ai',
  'colour',
]

/** The fields that images have; the others are of videos only. */
export const imageFields: readonly QueryField[] = queryFields.filter(({ name }) => names.includes(name))

/** Values of `has:` for images. */
export const imageHas: readonly string[] = ['generation', 'rating', 'tag', 'workflow', 'note', 'colour']

/** Parses a search of images, which is one of videos with fewer fields. */
export function parseImageQuery(text: string): ParsedQuery {
  const parsed = parseQuery(text)
  const wrong = parsed.query && findForeign(parsed.query)
  if (!wrong || !('field' in wrong)) return parsed
  const { field, start, end } = wrong
  const message =
    field === 'has' ? `Images have none of this. Use one of ${imageHas.join(', ')}.` : `Images have no “${field}”.`
  return { error: { message, start, end: Math.min(end, longestQuery) } }
}

/** Returns a term that no image can match. */
function findForeign(query: Query): Term | undefined {
  if (query.is === 'not') return findForeign(query.part)
  if (query.is === 'all' || query.is === 'any') return query.parts.map(findForeign).find((term) => term !== undefined)
  if (!('field' in query)) return undefined
  if (query.is === 'choice' && query.field === 'has') return imageHas.includes(query.value) ? undefined : query
  return names.includes(query.field) ? undefined : query
}
