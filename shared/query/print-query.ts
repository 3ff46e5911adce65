import { printDate, printNumber } from './parse-value.ts'
import type { Comparison, Query, Term } from './query.ts'

/** Returns the text of a query in its shortest form; `parseQuery` reads it as the same query. */
export function printQuery(query: Query): string {
  switch (query.is) {
    case 'all':
      return query.parts.map((part) => (part.is === 'any' ? `(${printQuery(part)})` : printQuery(part))).join(' ')
    case 'any':
      return query.parts.map(printQuery).join(' OR ')
    case 'not':
      return `-${isGroup(query.part) ? `(${printQuery(query.part)})` : printQuery(query.part)}`
    default:
      return printTerm(query)
  }
}

function isGroup({ is }: Query): boolean {
  return is === 'all' || is === 'any'
}

function printTerm(term: Term): string {
  switch (term.is) {
    case 'words':
      return term.isPhrase ? quoted(term.text) : term.text
    case 'text':
      return `${term.field}:${term.isExact ? quoted(term.value) : term.value}`
    case 'number':
      return `${term.field}:${printComparison(term.compare, (value) => printNumber(term.field, value))}`
    case 'date':
      return `${term.field}:${printComparison(term.compare, printDate)}`
    case 'choice':
      return `${term.field}:${term.value}`
    case 'id':
      return `${term.field}:${/[\s()"]/.test(term.value) ? quoted(term.value) : term.value}`
  }
}

/** Returns a text in quotes, as the language writes them. */
export function quoted(text: string): string {
  return `"${text.replaceAll(/["\\]/g, '\\$&')}"`
}

function printComparison<Value>(compare: Comparison<Value>, print: (value: Value) => string): string {
  if (compare.is !== '..') return `${compare.is === '=' ? '' : compare.is}${print(compare.value)}`
  const [from, to] = [compare.from, compare.to].map((bound) => (bound === undefined ? '' : print(bound)))
  return `${from}..${to}`
}
