import { parseQuery } from '../../../shared/query/parse-query.ts'
import { printQuery } from '../../../shared/query/print-query.ts'
import type { Query, Term } from '../../../shared/query/query.ts'
import { textOf } from '../../../shared/query/query-values.ts'
import { toMatch, toPhrase } from './match.ts'

/** A condition of videos. A leaf has one term, or several that must hold for the same association. */
export type Condition =
  | { is: 'leaf'; terms: readonly Term[] }
  | { is: 'all' | 'any'; parts: readonly Condition[] }
  | { is: 'not'; part: Condition }

/** A query for the database: what its search index finds, and the condition of those videos. */
export interface SplitQuery {
  /** An FTS5 expression; undefined if all videos are to be tested. */
  match: string | undefined
  /** The conditions of the other parts, all of which must hold. */
  rest: readonly Condition[]
}

/** Splits a text that `parseQuery` accepts. */
export function splitQuery(text: string): SplitQuery {
  const { query } = parseQuery(text)
  if (!query) return { match: '""', rest: [] }
  const parts = query.is === 'all' ? query.parts : [query]
  const { match, others } = matchOfAll(parts)
  return { match, rest: conditionsOf(others) }
}

/** Returns the conditions of a text that `parseQuery` accepts, all of which must hold; words are leaves among them. */
export function conditionsOfQuery(text: string): Condition[] {
  const { query } = parseQuery(text)
  return query ? conditionsOf(query.is === 'all' ? query.parts : [query]) : []
}

/** Returns the FTS5 expression of those parts that consist of words, and the other parts. */
function matchOfAll(parts: readonly Query[]): { match: string | undefined; others: readonly Query[] } {
  const found = parts.map((part) => ({ part, match: matchOf(part), without: part.is === 'not' && matchOf(part.part) }))
  const positive = found.flatMap(({ match }) => match ?? [])
  // FTS5 has a NOT between two expressions only.
  if (positive.length === 0) return { match: undefined, others: parts }
  const negative = found.flatMap(({ without }) => without || [])
  const others = found.flatMap(({ part, match, without }) => (match === undefined && !without ? [part] : []))
  const all = positive.map((each) => `(${each})`).join(' AND ')
  return { match: negative.reduce((left, right) => `(${left}) NOT (${right})`, all), others }
}

/** Returns the FTS5 expression of a query of words; undefined if it has other parts, or only excludes words. */
function matchOf(query: Query): string | undefined {
  if (query.is === 'words') return matchOfWords(query.text, query.isPhrase)
  if (query.is === 'all') {
    const { match, others } = matchOfAll(query.parts)
    return others.length === 0 ? match : undefined
  }
  if (query.is !== 'any') return undefined
  const matches = query.parts.flatMap((part) => matchOf(part) ?? [])
  return matches.length === query.parts.length ? matches.map((each) => `(${each})`).join(' OR ') : undefined
}

function matchOfWords(text: string, isPhrase: boolean): string {
  return isPhrase ? toPhrase(text) : (toMatch(text) ?? '""')
}

function conditionsOf(parts: readonly Query[]): Condition[] {
  const association = parts.filter(isOfAssociation)
  const others = parts.filter((part) => !isOfAssociation(part)).map(conditionOf)
  return association.length === 0 ? others : [...others, { is: 'leaf', terms: association }]
}

/** Tests whether a term is about a node of a workflow: such terms side by side must hold for the same one. */
function isOfAssociation(query: Query): query is Term {
  return 'field' in query && ['workflow', 'node', 'role'].includes(query.field)
}

function conditionOf(query: Query): Condition {
  if (query.is === 'not') return { is: 'not', part: conditionOf(query.part) }
  if (query.is === 'any') return { is: 'any', parts: query.parts.map(conditionOf) }
  if (query.is === 'all') return { is: 'all', parts: conditionsOf(query.parts) }
  return { is: 'leaf', terms: [query] }
}

/** Lists the leaves of conditions. */
export function leavesOf(conditions: readonly Condition[]): (Condition & { is: 'leaf' })[] {
  return conditions.flatMap((condition) => {
    if (condition.is === 'leaf') return [condition]
    return leavesOf(condition.is === 'not' ? [condition.part] : condition.parts)
  })
}

/** Returns a text that identifies a leaf. */
export function keyOf({ terms }: Condition & { is: 'leaf' }): string {
  return terms.map(printQuery).join(' ')
}

/** Returns the FTS5 expression of a leaf of words; undefined for other leaves. */
export function matchOfLeaf({ terms: [term] }: Condition & { is: 'leaf' }): string | undefined {
  return term?.is === 'words' ? matchOf(term) : undefined
}

/** Tests whether a query asks which files are offline. */
export function asksForOffline(text: string | undefined): boolean {
  return leavesOf(splitQuery(text ?? '').rest).some(
    ({ terms: [term] }) => term?.is === 'choice' && term.field === 'offline',
  )
}

/** Returns the folded name of the collection that all videos of a query must be in, the first if there are several. */
export function namedCollection(text: string | undefined): { text: string; isWhole: boolean } | undefined {
  const terms = splitQuery(text ?? '').rest.flatMap((condition) => (condition.is === 'leaf' ? condition.terms : []))
  for (const term of terms) if (term.is === 'text' && term.field === 'collection') return textOf(term)
  return undefined
}
