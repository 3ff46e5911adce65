import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Check } from 'lucide-react'
import { useState } from 'react'
import type { VideoFacets } from '../../shared/contract/video-query.ts'
import { roles } from '../../shared/contract/workflows.ts'
import { formatCount } from '../../shared/units.ts'
import { errorWords } from '../components/error-words.ts'
import { Icon } from '../components/icon.tsx'
import { type Filter, type FilterKind, useChangeFilter } from './filter.ts'
import { facetsQuery } from './filter-chips.tsx'
import styles from './filter-menu.module.css'
import { valueWords } from './filter-words.ts'

interface Value {
  value: Filter[FilterKind]
  words: string
  count?: number
}

/** More values than this can be searched. */
const manyValues = 9

function valuesOf(kind: FilterKind, facets: VideoFacets | undefined): Value[] {
  if (kind === 'role') return roles.map((value) => ({ value, words: value }))
  if (kind === 'has_generation')
    return [true, false].map((value) => ({ value, words: valueWords(kind, value, facets) }))
  const counted = (facets as Record<string, { value: string; count: number }[]> | undefined)?.[kind] ?? []
  return counted.map(({ value, count }) => ({ value, words: valueWords(kind, value, facets), count }))
}

/** The values of one kind that the takes on screen have; a click narrows to one, another takes that back. */
export function FilterValues({ kind, name, filter }: { kind: FilterKind; name: string; filter: Filter }) {
  const change = useChangeFilter()
  const [part, setPart] = useState('')
  const facets = useQuery({ ...facetsQuery(filter), placeholderData: keepPreviousData })
  const values = valuesOf(kind, facets.data)
  const shown = values.filter(({ words }) => words.toLowerCase().includes(part.trim().toLowerCase()))
  if (facets.isError) return <p className={styles.none}>{errorWords(facets.error)}</p>
  if (values.length === 0 && facets.isSuccess)
    return <p className={styles.none}>No take has a {name.toLowerCase()} yet.</p>
  return (
    <>
      {values.length > manyValues && (
        <input
          type="text"
          className={styles.part}
          aria-label={`Search in ${name.toLowerCase()}`}
          placeholder={`Search in ${name.toLowerCase()}`}
          value={part}
          onChange={(event) => setPart(event.currentTarget.value)}
        />
      )}
      <ul className={styles.list} aria-label={name}>
        {shown.map(({ value, words, count }) => {
          const isOn = filter[kind] === value
          return (
            <li key={String(value)}>
              <button
                type="button"
                aria-pressed={isOn}
                onClick={() => change({ [kind]: isOn ? undefined : value })}
                title={words}
              >
                <span className={styles.check}>{isOn && <Icon of={Check} size={14} />}</span>
                <span className={styles.words}>{words}</span>
                {count !== undefined && <span className={styles.number}>{formatCount(count)}</span>}
              </button>
            </li>
          )
        })}
      </ul>
    </>
  )
}
