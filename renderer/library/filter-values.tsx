import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { VideoFacets } from '../../shared/contract/video-query.ts'
import { roles } from '../../shared/contract/workflows.ts'
import { errorMessage } from '../components/error-message.ts'
import type { Filter } from '../components/takes/library-search.ts'
import { type FilterKind, useChangeFilter } from './filter.ts'
import { facetsQuery } from './filter-chips.tsx'
import { valueLabel } from './filter-labels.ts'
import { FilterList } from './filter-list.tsx'
import styles from './filter-menu.module.css'

interface Value {
  value: Filter[FilterKind]
  words: string
  count?: number
}

function valuesOf(kind: FilterKind, facets: VideoFacets | undefined): Value[] {
  if (kind === 'role') return roles.map((value) => ({ value, words: value }))
  if (kind === 'has_generation')
    return [true, false].map((value) => ({ value, words: valueLabel(kind, value, facets) }))
  const counted = (facets as Record<string, { value: string; count: number }[]> | undefined)?.[kind] ?? []
  return counted.map(({ value, count }) => ({ value, words: valueLabel(kind, value, facets), count }))
}

/** The values of one field among the takes in the list. A click filters by a value; another click clears it. */
export function FilterValues({ kind, name, filter }: { kind: FilterKind; name: string; filter: Filter }) {
  const change = useChangeFilter()
  const facets = useQuery({ ...facetsQuery(filter), placeholderData: keepPreviousData })
  const values = valuesOf(kind, facets.data)
  if (facets.isError) return <p className={styles.none}>{errorMessage(facets.error)}</p>
  if (values.length === 0 && facets.isSuccess)
    return <p className={styles.none}>No take has a {name.toLowerCase()} yet.</p>
  const choices = values.map(({ value, words, count }) => {
    const isOn = filter[kind] === value
    return { key: String(value), words, count, isOn, toggle: () => change({ [kind]: isOn ? undefined : value }) }
  })
  return <FilterList name={name} choices={choices} />
}
