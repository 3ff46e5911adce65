import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { X } from 'lucide-react'
import { api } from '../client.ts'
import { Button } from '../components/button.tsx'
import { IconButton } from '../components/icon-button.tsx'
import type { Filter } from '../components/takes/library-search.ts'
import { kindsOf, useChangeFilter } from './filter.ts'
import styles from './filter-chips.module.css'
import { type FilterTopic, filterTopics, topicLabel } from './filter-labels.ts'

const without = ({ kinds }: FilterTopic): Partial<Filter> => Object.fromEntries(kinds.map((kind) => [kind, undefined]))

/** A chip for each active filter; a click removes it. Renders nothing without filters. */
export function FilterChips({ filter }: { filter: Filter }) {
  const change = useChangeFilter()
  const isNamed = filter.workflow_id !== undefined
  const { data: facets } = useQuery({ ...facetsQuery(filter), enabled: isNamed, placeholderData: keepPreviousData })
  const chips = filterTopics.flatMap((topic) => {
    const words = topicLabel(topic, filter, facets)
    return words === undefined ? [] : [{ topic, words }]
  })
  if (chips.length === 0) return null
  return (
    <ul className={styles.chips} aria-label="Filters">
      {chips.map(({ topic, words }) => (
        <li key={topic.name} className={styles.chip}>
          <span>{topic.name}</span> {words}
          <IconButton
            size="small"
            icon={X}
            label={`Remove the filter ${topic.name}`}
            onClick={() => change(without(topic))}
          />
        </li>
      ))}
      {chips.length > 1 && (
        <li>
          <Button
            variant="quiet"
            size="small"
            onClick={() => change(Object.fromEntries(kindsOf(filter).map((kind) => [kind, undefined])))}
          >
            Clear all
          </Button>
        </li>
      )}
    </ul>
  )
}

/** Returns the query for the values that the list of `filter` can be filtered by. */
export function facetsQuery({ sort: _sort, order: _order, ...filter }: Filter) {
  return api.videos.facets.queryOptions({ input: filter })
}
