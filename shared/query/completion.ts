import { quoted } from './print-query.ts'
import { findField, type QueryField, queryFields } from './query-fields.ts'

/** The term in which a person types: its place in the text, and what could complete it. */
export interface Completion {
  start: number
  end: number
  /** Fields whose names begin as the term does; empty once a field is chosen. */
  fields: readonly QueryField[]
  /** The field whose value is typed. */
  field: QueryField | undefined
  /** The begun value, without quotes. */
  value: string
  /** A sign or an opening quote before the term: `-` or nothing. */
  sign: '' | '-'
}

/** Returns what is typed at `caret`; undefined between terms or in a phrase. */
export function completionAt(text: string, caret: number): Completion | undefined {
  const [before] = /(?:[^\s()"]|"(?:\\["\\]|[^"])*"?)*$/.exec(text.slice(0, caret)) ?? ['']
  const start = caret - before.length
  const rest = text.slice(caret)
  const isInQuotes = /^[^"]*"(?:\\["\\]|[^"])*$/.test(before)
  const [after = ''] = (isInQuotes && /^(?:\\["\\]|[^"])*"/.exec(rest)) || (/^[^\s()"]*/.exec(rest) ?? [])
  const [, sign = '', name, colon, typed = ''] = /^(-?)([a-z]*)(:?)(.*)$/is.exec(before) ?? []
  const end = caret + after.length
  const base = { start, end, sign: sign as '' | '-' }
  if (!name) return undefined
  if (colon) {
    const field = findField(name.toLowerCase())
    const value = typed
      .replace(/^"/, '')
      .replace(/"$/, '')
      .replaceAll(/\\(["\\])/g, '$1')
    return field && { ...base, fields: [], field, value }
  }
  const fields =
    typed === '' && after === '' ? queryFields.filter((one) => one.name.startsWith(name.toLowerCase())) : []
  return fields.length > 0 ? { ...base, fields, field: undefined, value: '' } : undefined
}

/** Returns the text after a suggestion was chosen, and where the caret is then. */
export function complete(
  text: string,
  { start, end, sign, field }: Completion,
  chosen: string,
): { text: string; caret: number } {
  const isField = field === undefined
  const term = isField
    ? `${sign}${chosen}:`
    : `${sign}${field.name}:${field.kind === 'text' ? quoted(chosen) : chosen} `
  const rest = text.slice(end)
  const joined = isField ? rest : rest.trimStart()
  return { text: text.slice(0, start) + term + joined, caret: start + term.length }
}
