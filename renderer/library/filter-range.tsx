import { printDate } from '../../shared/query/parse-value.ts'
import type { Comparison, DateValue, Query } from '../../shared/query/query.ts'
import { rangeQuery } from '../../shared/query/query-of-filter.ts'
import { printPart } from '../../shared/query/query-subjects.ts'
import { Button } from '../components/button.tsx'
import { Field } from '../components/field.tsx'
import { type FilterTopic, partsAbout } from '../components/filters/filter-labels.ts'
import type { Filter } from '../components/takes/library-search.ts'
import { useChangeParts } from './filter.ts'
import styles from './filter-menu.module.css'
import { texts } from './texts.ts'

const lengths = [
  [texts.upTo5S, undefined, 5],
  ['5 to 10 s', 5, 10],
  ['10 to 60 s', 10, 60],
  [texts.overAMinute, 60, undefined],
] as const

/** Returns the bounds of a part: those that it includes. */
function boundsOf(part: Query | undefined): { from: string | undefined; to: string | undefined } {
  const none = { from: undefined, to: undefined }
  if (part?.is !== 'number' && part?.is !== 'date') return none
  const { compare } = part as { compare: Comparison<number | DateValue> }
  const print = (value: number | DateValue | undefined) =>
    value === undefined ? undefined : typeof value === 'number' ? String(value) : printDate(value)
  if (compare.is === '..') return { from: print(compare.from), to: print(compare.to) }
  if (compare.is === '>=') return { ...none, from: print(compare.value) }
  return compare.is === '<=' ? { ...none, to: print(compare.value) } : none
}

/** A filter with a lower and an upper bound; durations also have common ranges to choose from. */
export function FilterRange({ topic, filter }: { topic: FilterTopic; filter: Filter }) {
  const change = useChangeParts()
  const isDuration = topic.name === 'Duration'
  const [part] = partsAbout(filter.query, topic)
  const { from, to } = boundsOf(part)
  const put = (bounds: { from?: string | number | undefined; to?: string | number | undefined }) =>
    change(topic.subjects, [rangeQuery(isDuration ? 'dur' : 'date', bounds.from, bounds.to)].filter(Boolean))
  const typed = (text: string) => (text === '' || (isDuration && !(Number(text) >= 0)) ? undefined : text)
  const type = isDuration ? 'number' : 'date'
  return (
    <div className={styles.range}>
      <Bound
        label={isDuration ? texts.atLeastInSeconds : texts.from}
        type={type}
        value={from}
        onPut={(text) => put({ from: typed(text), to })}
      />
      <Bound
        label={isDuration ? texts.atMostInSeconds : texts.to}
        type={type}
        value={to}
        onPut={(text) => put({ from, to: typed(text) })}
      />
      {isDuration &&
        lengths.map(([words, least, most]) => (
          <Button
            key={words}
            variant="row"
            aria-pressed={part !== undefined && printPart(part) === rangeQuery('dur', least, most)}
            onClick={() => put({ from: least, to: most })}
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
  value: string | undefined
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
