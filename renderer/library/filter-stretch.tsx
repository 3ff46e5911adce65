import { type Filter, useChangeFilter } from './filter.ts'
import styles from './filter-menu.module.css'
import type { FilterTopic } from './filter-words.ts'

const lengths = [
  ['Up to 5 s', undefined, 5],
  ['5 to 10 s', 5, 10],
  ['10 to 60 s', 10, 60],
  ['Over a minute', 60, undefined],
] as const

/** A topic with a beginning and an end: two fields, and for durations the usual stretches. */
export function FilterStretch({ topic, filter }: { topic: FilterTopic; filter: Filter }) {
  const change = useChangeFilter()
  const isDuration = topic.name === 'Duration'
  const [from, to] = isDuration ? (['min_seconds', 'max_seconds'] as const) : (['from_day', 'to_day'] as const)
  const put = (kind: typeof from | typeof to) => (text: string) => {
    const value = isDuration ? Number(text) : text
    change({ [kind]: text === '' || (typeof value === 'number' && !(value >= 0)) ? undefined : value })
  }
  const type = isDuration ? 'number' : 'date'
  return (
    <div className={styles.stretch}>
      <Field label={isDuration ? 'At least, in seconds' : 'From'} type={type} value={filter[from]} onPut={put(from)} />
      <Field label={isDuration ? 'At most, in seconds' : 'To'} type={type} value={filter[to]} onPut={put(to)} />
      {isDuration &&
        lengths.map(([words, min_seconds, max_seconds]) => (
          <button
            key={words}
            type="button"
            className={styles.usual}
            aria-pressed={filter.min_seconds === min_seconds && filter.max_seconds === max_seconds}
            onClick={() => change({ min_seconds, max_seconds })}
          >
            {words}
          </button>
        ))}
    </div>
  )
}

interface FieldProps {
  label: string
  type: 'number' | 'date'
  value: string | number | undefined
  onPut(text: string): void
}

/** Takes effect when it is left or Enter is pressed: half a number narrows to nothing. */
function Field({ label, type, value, onPut }: FieldProps) {
  return (
    <label className={styles.field}>
      {label}
      <input
        key={value}
        type={type}
        min={type === 'number' ? 0 : undefined}
        step="any"
        defaultValue={value ?? ''}
        onBlur={(event) => String(value ?? '') !== event.currentTarget.value && onPut(event.currentTarget.value)}
        onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
      />
    </label>
  )
}
