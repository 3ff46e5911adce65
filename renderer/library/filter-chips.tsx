import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { X } from 'lucide-react'
import type { Query } from '../../shared/query/query.ts'
import { isAbout, partsOfQuery, printPart, withoutPart, withParts } from '../../shared/query/query-subjects.ts'
import { api } from '../client.ts'
import { Button } from '../components/button.tsx'
import { IconButton } from '../components/icon-button.tsx'
import type { Filter } from '../components/takes/library-search.ts'
import { useChangeQuery } from './filter.ts'
import styles from './filter-chips.module.css'
import { filterTopics, partLabel, partsAbout } from './filter-labels.ts'

interface Chip {
  name: string
  words: string
  /** Returns the query without what the chip shows. */
  without(query: string): string
}

/** A chip for each part of the query; a click removes it. Renders nothing for words alone, as in the search box. */
export function FilterChips({ filter: { query = '' } }: { filter: Filter }) {
  const change = useChangeQuery()
  const parts = partsOfQuery(query)
  const isNamed = parts.some((part) => isAbout(part, ['workflow']))
  const { data: facets } = useQuery({ ...facetsQuery({}), enabled: isNamed, placeholderData: keepPreviousData })
  const nameOf = (id: string) => facets?.workflow_id.find(({ value }) => value === id)?.name ?? id
  if (parts.every((part) => part.is === 'words')) return null
  const chips = chipsOf(query, parts, nameOf)
  return (
    <ul className={styles.chips} aria-label="Filters">
      {chips.map(({ name, words, without }) => (
        <li key={name + words} className={styles.chip} title={`${name} ${words}`.trim()}>
          {name !== '' && <span>{name}</span>} <b>{words}</b>
          <IconButton
            size="small"
            icon={X}
            label={`Remove the filter ${name || words}`}
            onClick={() => change(without)}
          />
        </li>
      ))}
      {chips.length > 1 && (
        <li>
          <Button variant="quiet" size="small" onClick={() => change(() => '')}>
            Clear all
          </Button>
        </li>
      )}
    </ul>
  )
}

/** Returns one chip for each topic of the filter menu, and one for each other part. */
function chipsOf(query: string, parts: readonly Query[], nameOf: (id: string) => string): Chip[] {
  const topics = filterTopics.flatMap((topic): Chip[] => {
    const about = partsAbout(query, topic)
    if (about.length === 0) return []
    const words = joinedLabel(about.map((part) => nameOf(partLabel(topic, part))))
    return [{ name: topic.name, words, without: (text) => withParts(text, topic.subjects, []) }]
  })
  const others = parts.filter((part) => !filterTopics.some(({ subjects }) => isAbout(part, subjects)))
  return [
    ...topics,
    ...others.map((part) => ({ name: '', words: printPart(part), without: (text: string) => withoutPart(text, part) })),
  ]
}

/** Joins what must all match: `Night and wide`; with another “or” inside, by commas. */
function joinedLabel(labels: readonly string[]): string {
  return labels.length > 1 && labels.some((label) => label.includes(' or ')) ? labels.join(', ') : labels.join(' and ')
}

/** Returns the query for the values that the list of `filter` can be filtered by. */
export function facetsQuery({ sort: _sort, order: _order, ...filter }: Filter) {
  return api.videos.facets.queryOptions({ input: filter })
}
