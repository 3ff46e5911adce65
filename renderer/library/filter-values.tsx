import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { colours } from '../../shared/colours.ts'
import type { Collection } from '../../shared/contract/collections.ts'
import type { VideoFacets } from '../../shared/contract/video-query.ts'
import { roles } from '../../shared/contract/workflows.ts'
import { aiFilterLabels, aiFilters } from '../../shared/generation/ai-evidence.ts'
import { quoted } from '../../shared/query/print-query.ts'
import { printPart } from '../../shared/query/query-subjects.ts'
import { queryOfCollection } from '../components/collections/collection-actions.ts'
import { useCollections } from '../components/collections/use-collections.ts'
import { errorMessage } from '../components/error-message.ts'
import { type FilterTopic, partsAbout, valueLabel } from '../components/filters/filter-labels.ts'
import { colourName } from '../components/labels/label.ts'
import type { Filter } from '../components/takes/library-search.ts'
import { facetsQuery } from './facets-query.ts'
import { useChangeParts } from './filter.ts'
import { FilterList } from './filter-list.tsx'
import styles from './filter-menu.module.css'
import { texts } from './texts.ts'

interface Value {
  /** The part of a query that asks for it. */
  part: string
  words: string
  count?: number
}

/** Values that every library has. */
const fixedValues: Record<string, readonly Value[]> = {
  Role: roles.map((role) => ({ part: `role:${role}`, words: role })),
  AI: aiFilters.map((value) => ({ part: `ai:${value}`, words: aiFilterLabels[value] })),
  Label: colours.map((colour) => ({ part: `colour:${colour}`, words: colourName(colour) })),
  Note: [
    { part: 'has:note', words: texts.withANote },
    { part: '-has:note', words: 'without' },
  ],
}

function valuesOf(
  topic: FilterTopic,
  facets: VideoFacets | undefined,
  collections: readonly Collection[],
): readonly Value[] {
  const fixed = fixedValues[topic.name]
  if (fixed) return fixed
  if (topic.name === 'Collection')
    return collections.map((one) => ({ part: queryOfCollection(one), words: one.name, count: one.count }))
  if (!topic.facet)
    return [
      { part: 'has:generation', words: 'known' },
      { part: '-has:generation', words: 'unknown' },
    ]
  const counted: { value: string; name?: string; count: number }[] = facets?.[topic.facet] ?? []
  return counted.map(({ value, name, count }) => ({
    part: topic.name === 'Resolution' ? `res:${value}` : `${topic.subjects[0]}:${quoted(name ?? value)}`,
    words: valueLabel(topic, name ?? value),
    count,
  }))
}

/**
 * The values of one field among the takes in the list. A click filters by a value, another click clears it; a value can
 * be excluded too, in addition to others.
 */
export function FilterValues({ topic, filter }: { topic: FilterTopic; filter: Filter }) {
  const change = useChangeParts()
  const facets = useQuery({ ...facetsQuery(filter), placeholderData: keepPreviousData })
  const values = valuesOf(topic, facets.data, useCollections())
  if (facets.isError) return <p className={styles.none}>{errorMessage(facets.error)}</p>
  if (values.length === 0 && facets.isSuccess)
    return <p className={styles.none}>{texts.noTakeHasA(topic.name.toLowerCase())}</p>
  const chosen = partsAbout(filter.query, topic).map(printPart)
  const choices = values.map(({ part, words, count }) => {
    const isOn = chosen.includes(part)
    const excluded = `-${part}`
    const others = chosen.filter((other) => other.startsWith('-') && other !== excluded)
    return {
      key: part,
      words,
      count,
      isOn,
      toggle: () => change(topic.subjects, isOn ? [] : [part]),
      ...(part.startsWith('-') || topic.subjects.every((subject) => subject.startsWith('has:'))
        ? {}
        : {
            isExcluded: chosen.includes(excluded),
            exclude: () => change(topic.subjects, chosen.includes(excluded) ? others : [...others, excluded]),
          }),
    }
  })
  return <FilterList name={topic.name} choices={choices} />
}
