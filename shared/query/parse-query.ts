import { parseComparison, parseDate, parseNumber } from './parse-value.ts'
import type { Query, QueryError, Span } from './query.ts'
import { choiceValues, type FieldName, findField, queryFields } from './query-fields.ts'

/** The longest query, in UTF-16 code units. */
export const longestQuery = 1000
const deepest = 40

/** The result of parsing a text: a query, or why it is none. */
export type ParsedQuery = { query: Query; error?: undefined } | { query?: undefined; error: QueryError }

/**
 * Parses a search: words, `"phrases"`, `field:value`, `-not`, `OR` and parentheses. Terms side by side must all match;
 * they bind stronger than `OR`. Every text yields a query or an error with its position.
 */
export function parseQuery(text: string): ParsedQuery {
  if (text.length > longestQuery)
    return failed(`A search has at most ${longestQuery} characters.`, longestQuery, text.length)
  const state: State = { text, at: 0, depth: 0 }
  try {
    const query = parseAny(state)
    if (state.at < text.length) throw problem(state, 'There is no “(” for this “)”.', 1)
    return { query }
  } catch (error) {
    if (error instanceof Problem) return failed(error.message, error.start, error.end)
    throw error
  }
}

function failed(message: string, start: number, end: number): ParsedQuery {
  return { error: { message, start, end } }
}

interface State {
  readonly text: string
  at: number
  depth: number
}

class Problem extends Error {
  readonly start: number
  readonly end: number

  constructor(message: string, { start, end }: Span) {
    super(message)
    this.start = start
    this.end = end
  }
}

function problem({ text, at }: State, message: string, length: number): Problem {
  return new Problem(message, { start: at, end: Math.min(text.length, at + length) })
}

const orWord = /^OR(?=[\s()"]|$)/

function parseAny(state: State): Query {
  const start = state.at
  const parts = [parseAll(state)]
  while (orWord.test(state.text.slice(state.at))) {
    const [left] = parts.slice(-1)
    if (left && isEmpty(left)) throw problem(state, 'There is nothing before this “OR”.', 2)
    const or = { ...state }
    state.at += 2
    const right = parseAll(state)
    if (isEmpty(right)) throw problem(or, 'There is nothing after this “OR”.', 2)
    parts.push(right)
  }
  const [only] = parts
  return parts.length === 1 && only ? only : { is: 'any', parts: parts.flatMap(unfold('any')), start, end: state.at }
}

function parseAll(state: State): Query {
  const parts: Query[] = []
  skipSpace(state)
  const start = state.at
  let end = state.at
  while (state.at < state.text.length && state.text[state.at] !== ')' && !orWord.test(state.text.slice(state.at))) {
    parts.push(parsePart(state))
    end = state.at
    skipSpace(state)
  }
  const [only] = parts
  return parts.length === 1 && only ? only : { is: 'all', parts: parts.flatMap(unfold('all')), start, end }
}

/** Returns a function that puts the parts of a group in place of a group of the same kind. */
function unfold(kind: 'all' | 'any') {
  return (query: Query): Query[] => (query.is === kind ? query.parts : [query])
}

function isEmpty(query: Query): boolean {
  return query.is === 'all' && query.parts.length === 0
}

function parsePart(state: State): Query {
  const start = state.at
  const [sign, next = ''] = state.text.slice(start, start + 2)
  if (sign === '-' && /[^\s)]/.test(next)) {
    deepen(state)
    state.at++
    const part = parsePart(state)
    state.depth--
    return { is: 'not', part, start, end: state.at }
  }
  return sign === '(' ? parseGroup(state) : sign === '"' ? parsePhrase(state) : parseTerm(state)
}

function parseGroup(state: State): Query {
  const open = { ...state }
  deepen(state)
  state.at++
  const query = parseAny(state)
  if (state.text[state.at] !== ')') throw problem(open, 'This “(” has no “)”.', 1)
  state.at++
  state.depth--
  if (isEmpty(query)) throw problem(open, 'There is nothing in these parentheses.', state.at - open.at)
  return query
}

function deepen(state: State): void {
  if (++state.depth > deepest) throw problem(state, 'Parentheses and “-” are nested too deeply.', 1)
}

function parsePhrase(state: State): Query {
  const start = state.at
  const text = readQuoted(state)
  requireLetters(text, { start, end: state.at })
  return { is: 'words', text, isPhrase: true, start, end: state.at }
}

function parseTerm(state: State): Query {
  const start = state.at
  const [, name] = /^([a-z]+):/i.exec(state.text.slice(start)) ?? []
  if (name !== undefined) return parseField(state, name)
  const text = readWord(state)
  requireLetters(text, { start, end: state.at })
  return { is: 'words', text, isPhrase: false, start, end: state.at }
}

/** The search index has words of letters and digits only. */
function requireLetters(text: string, span: Span): void {
  if (!/[\p{L}\p{N}\p{M}\p{Co}]/u.test(text)) throw new Problem('This has no letters or digits to search for.', span)
}

function parseField(state: State, name: string): Query {
  const start = state.at
  const field = findField(name.toLowerCase())
  if (!field) {
    const names = queryFields.map((each) => each.name).join(', ')
    throw problem(state, `There is no field “${name}”. Put the text in quotes, or use ${names}.`, name.length)
  }
  state.at += name.length + 1
  const isQuoted = state.text[state.at] === '"'
  const valueStart = state.at
  const value = isQuoted ? readQuoted(state) : readWord(state)
  const span = { start, end: state.at }
  const fail = (message: string) =>
    new Problem(`${field.name} ${message}`, { start: valueStart, end: Math.max(valueStart, state.at) })
  if (value.trim() === '') throw new Problem(`${field.name} needs a value, such as “${field.example}”.`, span)
  const parsed = termOf(field.name, value, isQuoted)
  if ('problem' in parsed) throw fail(parsed.problem)
  return { ...parsed.value, ...span }
}

type WithoutSpan<T> = T extends Span ? Omit<T, keyof Span> : never
type Unplaced = WithoutSpan<Exclude<Query, { is: 'all' | 'any' | 'not' }>>

function termOf(name: FieldName, value: string, isExact: boolean): { value: Unplaced } | { problem: string } {
  switch (name) {
    case 'rating':
    case 'res':
    case 'fps':
    case 'dur':
    case 'size': {
      const size = name === 'res' ? /^(\d+)[x×](\d+)$/i.exec(value) : null
      if (size) return { value: { is: 'text', field: 'res', value: `${size[1]}x${size[2]}`, isExact: false } }
      const compare = parseComparison(value, (text) => parseNumber(name, text))
      if ('problem' in compare) return compare
      if (name === 'size' && compare.value.is === '=') return { problem: `must be compared, such as “>${value}”.` }
      return { value: { is: 'number', field: name, compare: compare.value } }
    }
    case 'date': {
      const compare = parseComparison(value, parseDate)
      return 'problem' in compare ? compare : { value: { is: 'date', field: name, compare: compare.value } }
    }
    case 'role':
    case 'has':
    case 'stale':
    case 'offline':
    case 'archived':
    case 'ai':
    case 'status':
    case 'colour': {
      const choice = choiceValues[name].find((each) => each === value.toLowerCase())
      if (choice === undefined) return { problem: `must be one of ${choiceValues[name].join(', ')}.` }
      return { value: { is: 'choice', field: name, value: choice } }
    }
    case 'near':
      return { value: { is: 'id', field: name, value } }
    default:
      return { value: { is: 'text', field: name, value, isExact } }
  }
}

function skipSpace(state: State): void {
  while (/^\s/.test(state.text.slice(state.at, state.at + 1))) state.at++
}

function readWord(state: State): string {
  const [word = ''] = /^[^\s()"]*/.exec(state.text.slice(state.at)) ?? []
  state.at += word.length
  return word
}

/** Reads a text in quotes, in which `\"` stands for a quote and `\\` for a backslash. */
function readQuoted(state: State): string {
  const [all] = /^"(?:\\["\\]|[^"])*"/.exec(state.text.slice(state.at)) ?? []
  if (all === undefined) throw problem(state, 'This quote has no end.', state.text.length)
  state.at += all.length
  return all.slice(1, -1).replaceAll(/\\(["\\])/g, '$1')
}
