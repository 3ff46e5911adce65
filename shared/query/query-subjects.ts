import { parseQuery } from './parse-query.ts'
import { printQuery } from './print-query.ts'
import type { Query, Term } from './query.ts'

/** The subject of a term: its field, with the value of `has:`; `words` for words. */
function subjectOf(term: Term): string {
  if (!('field' in term)) return 'words'
  return term.field === 'has' ? `has:${term.value}` : term.field
}

/** Tests whether all of a query is about some of `subjects`: fields, `has:tag` or `words`. */
export function isAbout(query: Query, subjects: readonly string[]): boolean {
  if (query.is === 'not') return isAbout(query.part, subjects)
  if (query.is === 'all' || query.is === 'any') return query.parts.every((part) => isAbout(part, subjects))
  return subjects.includes(subjectOf(query))
}

/** Lists the outermost parts of a text, all of which must match; none if it is no query. */
export function partsOfQuery(text: string): readonly Query[] {
  const { query } = parseQuery(text)
  return query ? (query.is === 'all' ? query.parts : [query]) : []
}

/** Returns a text with other parts in place of those that are about `subjects`; `parts` are texts. */
export function withParts(text: string, subjects: readonly string[], parts: readonly string[]): string {
  const kept = partsOfQuery(text).filter((part) => !isAbout(part, subjects))
  return [...kept.map(printPart), ...parts].join(' ')
}

/** Returns a text without one of its outermost parts. */
export function withoutPart(text: string, part: Query): string {
  return partsOfQuery(text)
    .filter(({ start, end }) => start !== part.start || end !== part.end)
    .map(printPart)
    .join(' ')
}

/** Returns the text of a part, to stand beside others. */
export function printPart(part: Query): string {
  return part.is === 'any' ? `(${printQuery(part)})` : printQuery(part)
}
