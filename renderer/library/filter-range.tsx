import { Button } from '../components/button.tsx'
import { Field } from '../components/field.tsx'
import type { Filter } from '../components/takes/library-search.ts'
import { useChangeFilter } from './filter.ts'
import type { FilterTopic } from './filter-labels.ts'
import styles from './filter-menu.module.css'

const lengths = [
  ['Up to 5 s', undefined, 5],
  ['5 to 10 s', 5, 10],
  ['10 to 60 s', 10, 60],
  ['Over a minute', 60, undefined],
] as const

/** A filter with a lower and an upper bound; durations also have common ranges to choose from. */
export function FilterRange({ topic, filter }: { topic: FilterTopic; filter: Filter }) {
  const change = useChangeFilter()
  const isDuration = topic.name === 'Duration'
  const [from, to] = isDuration ? (['min_seconds', 'max_seconds'] as const) : (['from_day', 'to_day'] as const)
  const put = (kind: typeof from | typeof to) => (text: string) => {
    const value = isDuration ? Number(text) : text
    change({ [kind]: text === '' || (typeof value === 'number' && !(value >= 0)) ? undefined : value })
  }
  const type = isDuration ? 'number' : 'date'
  return (
    <div className={styles.range}>
      <Bound label={isDuration ? 'At least, in seconds' : 'From'} type={type} value={filter[from]} onPut={put(from)} />
      <Bound label={isDuration ? 'At most, in seconds' : 'To'} type={type} value={filter[to]} onPut={put(to)} />
      {isDuration &&
        lengths.map(([words, min_seconds, max_seconds]) => (
          <Button
            key={words}
            variant="row"
            aria-pressed={filter.min_seconds === min_seconds && filter.max_seconds === max_seconds}
            onClick={() => change({ min_seconds, max_seconds })}
          >
            {words}
          </Button>
        ))}
    </div>
  )
}

interface BoundProps {
  label: string
  type: 'number' | 'date'
  value: string | number | undefined
  onPut(text: string): void
}

/**
 * A bound of the range. It takes effect on blur or Enter, because a number that is only half typed may match nothing.
 */
function Bound({ label, type, value, onPut }: BoundProps) {
  return (
    <Field label={label} isBeside>
      <input
        key={value}
        type={type}
        min={type === 'number' ? 0 : undefined}
        step="any"
        defaultValue={value ?? ''}
        onBlur={(event) => String(value ?? '') !== event.currentTarget.value && onPut(event.currentTarget.value)}
        onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
      />
    </Field>
  )
}
