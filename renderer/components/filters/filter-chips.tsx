import { X } from 'lucide-react'
import type { Query } from '../../../shared/query/query.ts'
import { isAbout, partsOfQuery, printPart, withoutPart, withParts } from '../../../shared/query/query-subjects.ts'
import { Button } from '../button.tsx'
import { IconButton } from '../icon-button.tsx'
import styles from './filter-chips.module.css'
import { filterTopics, partLabel, partsAbout } from './filter-labels.ts'
import { texts } from './texts.ts'

interface Chip {
  name: string
  words: string
  /** Returns the query without what the chip shows. */
  without(query: string): string
}

interface FilterChipsProps {
  query: string | undefined
  onChange: (change: (query: string) => string) => void
  /** Returns the name of a value, such as that of the workflow with an id. */
  nameOf?: (value: string) => string
}

/** A chip for each part of the query; a click removes it. Renders nothing for words alone, as in the search box. */
export function FilterChips({ query = '', onChange: change, nameOf = (value) => value }: FilterChipsProps) {
  const parts = partsOfQuery(query)
  if (parts.every((part) => part.is === 'words')) return null
  const chips = chipsOf(query, parts, nameOf)
  return (
    <ul className={styles.chips} aria-label={texts.filters}>
      {chips.map(({ name, words, without }) => (
        <li key={name + words} className={styles.chip} title={`${name} ${words}`.trim()}>
          {name !== '' && <span>{name}</span>} <b>{words}</b>
          <IconButton
            size="small"
            icon={X}
            label={texts.removeTheFilter(name || words)}
            onClick={() => change(without)}
          />
        </li>
      ))}
      {chips.length > 1 && (
        <li>
          <Button variant="quiet" size="small" onClick={() => change(() => '')}>
            {texts.clearAll}
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
