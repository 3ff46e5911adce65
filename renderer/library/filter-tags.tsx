import { SegmentedControl } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { tagKey } from '../../shared/tags.ts'
import { errorWords } from '../components/error-words.ts'
import { type Filter, useChangeFilter } from './filter.ts'
import { facetsQuery } from './filter-chips.tsx'
import { type FilterChoice, FilterList } from './filter-list.tsx'
import styles from './filter-menu.module.css'

const modes = ['tags', 'any_tags'] as const
type Mode = (typeof modes)[number]

/** Several tags at once: takes that have all of them, or any; or takes without a tag. */
export function FilterTags({ filter }: { filter: Filter }) {
  const change = useChangeFilter()
  const [mode, setMode] = useState<Mode>(filter.any_tags ? 'any_tags' : 'tags')
  const facets = useQuery({ ...facetsQuery(filter), placeholderData: keepPreviousData })
  const chosen = filter[mode] ?? []
  const choose = (tags: readonly string[], as: Mode = mode) =>
    change({ tags: undefined, any_tags: undefined, has_tags: undefined, [as]: tags.length > 0 ? tags : undefined })
  if (facets.isError) return <p className={styles.none}>{errorWords(facets.error)}</p>
  const counted = facets.data?.tags ?? []
  if (counted.length === 0 && chosen.length === 0 && facets.isSuccess)
    return <p className={styles.none}>No take has a tag yet. Select some and press T.</p>
  const isChosen = (tag: string) => chosen.some((other) => tagKey(other) === tagKey(tag))
  // What leaves nothing together with the others is counted nowhere, and still to be taken out.
  const gone = chosen.filter((tag) => !counted.some(({ value }) => tagKey(value) === tagKey(tag)))
  const listed = [...gone.map((value) => ({ value, count: 0 })), ...counted].map(({ value, count }): FilterChoice => {
    const isOn = isChosen(value)
    const others = chosen.filter((tag) => tagKey(tag) !== tagKey(value))
    return { key: value, words: value, count, isOn, toggle: () => choose(isOn ? others : [...chosen, value]) }
  })
  const none = {
    key: '',
    words: 'No tags',
    isOn: filter.has_tags === false,
    toggle: () =>
      change({ tags: undefined, any_tags: undefined, has_tags: filter.has_tags === false ? undefined : false }),
  }
  return (
    <>
      <SegmentedControl
        className={styles.mode ?? ''}
        size="xs"
        fullWidth
        aria-label="How several tags count"
        value={mode}
        onChange={(value) => {
          const next = modes.find((one) => one === value) ?? 'tags'
          setMode(next)
          if (chosen.length > 0) choose(chosen, next)
        }}
        data={[
          { value: 'tags', label: 'All of them' },
          { value: 'any_tags', label: 'Any of them' },
        ]}
      />
      <FilterList name="Tags" choices={[...listed, none]} />
    </>
  )
}
