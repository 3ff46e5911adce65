import { SegmentedControl } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { quoted } from '../../shared/query/print-query.ts'
import type { Query } from '../../shared/query/query.ts'
import { printPart, withParts } from '../../shared/query/query-subjects.ts'
import { tagKey } from '../../shared/tags.ts'
import { errorMessage } from '../components/error-message.ts'
import { type FilterTopic, partsAbout } from '../components/filters/filter-labels.ts'
import type { Filter } from '../components/takes/library-search.ts'
import { facetsQuery } from './facets-query.ts'
import { useChangeParts } from './filter.ts'
import { type FilterChoice, FilterList } from './filter-list.tsx'
import styles from './filter-menu.module.css'
import { texts } from './texts.ts'

const modes = ['all', 'any'] as const
type Mode = (typeof modes)[number]

/** Returns the tags that parts ask for exactly, and how: all of them, or any. */
function chosenTags(parts: readonly Query[]): { tags: string[]; mode: Mode | undefined } {
  const [first] = parts
  const terms = first?.is === 'any' ? first.parts : parts
  const tags = terms.flatMap((term) => (term.is === 'text' && term.isExact ? [term.value] : []))
  return { tags, mode: first?.is === 'any' ? 'any' : first && 'all' }
}

function partsOfTags(tags: readonly string[], mode: Mode): string[] {
  const terms = tags.map((tag) => `tag:${quoted(tag)}`)
  return mode === 'any' && terms.length > 1 ? [`(${terms.join(' OR ')})`] : terms
}

/** A filter by several tags, all or any of them, or for takes without tags. */
export function FilterTags({ topic, filter }: { topic: FilterTopic; filter: Filter }) {
  const change = useChangeParts()
  const parts = partsAbout(filter.query, topic)
  const { tags: chosen, mode: written } = chosenTags(parts)
  const [preferred, setMode] = useState<Mode>(written ?? 'all')
  const mode = chosen.length > 1 ? (written ?? preferred) : preferred
  const counted = useTagCounts(filter, topic, mode)
  const choose = (tags: readonly string[], as: Mode = mode) => change(topic.subjects, partsOfTags(tags, as))
  if (counted.isError) return <p className={styles.none}>{errorMessage(counted.error)}</p>
  const tags = counted.data?.tags ?? []
  if (tags.length === 0 && chosen.length === 0 && counted.isSuccess)
    return <p className={styles.none}>{texts.filterTagsText}</p>
  const isChosen = (tag: string) => chosen.some((other) => tagKey(other) === tagKey(tag))
  // A chosen tag that no take in the list has is missing from the counts, but must be listed, to be unchosen.
  const gone = chosen.filter((tag) => !tags.some(({ value }) => tagKey(value) === tagKey(tag)))
  const listed = [...gone.map((value) => ({ value, count: 0 })), ...tags].map(({ value, count }): FilterChoice => {
    const isOn = isChosen(value)
    const others = chosen.filter((tag) => tagKey(tag) !== tagKey(value))
    return { key: value, words: value, count, isOn, toggle: () => choose(isOn ? others : [...chosen, value]) }
  })
  const hasNone = parts.some((part) => printPart(part) === '-has:tag')
  const none = {
    key: '',
    words: texts.noTags,
    isOn: hasNone,
    toggle: () => change(topic.subjects, hasNone ? [] : ['-has:tag']),
  }
  return (
    <>
      <SegmentedControl
        className={styles.mode ?? ''}
        fullWidth
        aria-label={texts.match}
        value={mode}
        onChange={(value) => {
          const next = modes.find((one) => one === value) ?? 'all'
          setMode(next)
          if (chosen.length > 0) choose(chosen, next)
        }}
        data={[
          { value: 'all', label: texts.allTags },
          { value: 'any', label: texts.anyTag },
        ]}
      />
      <FilterList name={texts.tags} choices={[...listed, none]} />
    </>
  )
}

/** Counts tags among the takes in the list; to choose any of several, among those of the list without them. */
function useTagCounts(filter: Filter, { subjects }: FilterTopic, mode: Mode) {
  const query = mode === 'any' ? withParts(filter.query ?? '', subjects, []) : filter.query
  return useQuery({ ...facetsQuery(query ? { query } : {}), placeholderData: keepPreviousData })
}
