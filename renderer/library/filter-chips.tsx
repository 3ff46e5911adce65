import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { X } from 'lucide-react'
import { api } from '../client.ts'
import { Icon } from '../components/icon.tsx'
import { type Filter, kindsOf, useChangeFilter } from './filter.ts'
import styles from './filter-chips.module.css'
import { type FilterTopic, filterTopics, topicWords } from './filter-words.ts'

const without = ({ kinds }: FilterTopic): Partial<Filter> => Object.fromEntries(kinds.map((kind) => [kind, undefined]))

/** What narrows the library, each to be taken out again by one click. Nothing where nothing does. */
export function FilterChips({ filter }: { filter: Filter }) {
  const change = useChangeFilter()
  const isNamed = filter.workflow_id !== undefined
  const { data: facets } = useQuery({ ...facetsQuery(filter), enabled: isNamed, placeholderData: keepPreviousData })
  const chips = filterTopics.flatMap((topic) => {
    const words = topicWords(topic, filter, facets)
    return words === undefined ? [] : [{ topic, words }]
  })
  if (chips.length === 0) return null
  return (
    <ul className={styles.chips} aria-label="Filters">
      {chips.map(({ topic, words }) => (
        <li key={topic.name} className={styles.chip}>
          <span>{topic.name}</span> {words}
          <button type="button" aria-label={`Remove the filter ${topic.name}`} onClick={() => change(without(topic))}>
            <Icon of={X} size={12} />
          </button>
        </li>
      ))}
      {chips.length > 1 && (
        <li>
          <button
            type="button"
            className={styles.all}
            onClick={() => change(Object.fromEntries(kindsOf(filter).map((kind) => [kind, undefined])))}
          >
            Clear all
          </button>
        </li>
      )}
    </ul>
  )
}

/** What the list of `filter` can be narrowed to. */
export function facetsQuery({ sort: _sort, order: _order, ...filter }: Filter) {
  return api.videos.facets.queryOptions({ input: filter })
}
