import type { ChoiceField, DateField, IdField, NumberField, TextField } from './query-fields.ts'

/** A part of the text of a query: from `start` to before `end`, in UTF-16 code units. */
export interface Span {
  start: number
  end: number
}

/** A comparison of a value: with one bound, or from one to another, both included. */
export type Comparison<Value> =
  | { is: '=' | '>' | '>=' | '<' | '<='; value: Value }
  | { is: '..'; from: Value | undefined; to: Value | undefined }

/** A day, a month or a year as `2026-03-14`, `2026-03`, `2026`, or a day counted back from today. */
export type DateValue = { is: 'date'; text: string } | { is: 'days-ago'; days: number }

/** A condition of a query without other conditions inside. */
export type Term = Span &
  (
    | { is: 'words'; text: string; isPhrase: boolean }
    /** `isExact` asks for all of the value, ignoring case and accents; otherwise a part is enough. */
    | { is: 'text'; field: TextField | 'res'; value: string; isExact: boolean }
    | { is: 'number'; field: NumberField; compare: Comparison<number> }
    | { is: 'date'; field: DateField; compare: Comparison<DateValue> }
    | { is: 'choice'; field: ChoiceField; value: string }
    | { is: 'id'; field: IdField; value: string }
  )

/** A query: terms joined by `all` (side by side), `any` (`OR`) and `not` (`-`). An empty `all` matches everything. */
export type Query =
  | Term
  | (Span & ({ is: 'all'; parts: Query[] } | { is: 'any'; parts: Query[] } | { is: 'not'; part: Query }))

/** Why a text is no query, and which part of it is wrong. */
export interface QueryError extends Span {
  /** A sentence for people. */
  message: string
}
