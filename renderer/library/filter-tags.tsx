import { SegmentedControl } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { tagKey } from '../../shared/tags.ts'
import { errorMessage } from '../components/error-message.ts'
import type { Filter } from '../components/takes/library-search.ts'
import { useChangeFilter } from './filter.ts'
import { facetsQuery } from './filter-chips.tsx'
import { type FilterChoice, FilterList } from './filter-list.tsx'
import styles from './filter-menu.module.css'

const modes = ['tags', 'any_tags'] as const
type Mode = (typeof modes)[number]

/** A filter by several tags, all or any of them, or for takes without tags. */
export function FilterTags({ filter }: { filter: Filter }) {
  const change = useChangeFilter()
  const [mode, setMode] = useState<Mode>(filter.any_tags ? 'any_tags' : 'tags')
  const facets = useQuery({ ...facetsQuery(filter), placeholderData: keepPreviousData })
  const chosen = filter[mode] ?? []
  const choose = (tags: readonly string[], as: Mode = mode) =>
    change({ tags: undefined, any_tags: undefined, has_tags: undefined, [as]: tags.length > 0 ? tags : undefined })
  if (facets.isError) return <p className={styles.none}>{errorMessage(facets.error)}</p>
  const counted = facets.data?.tags ?? []
  if (counted.length === 0 && chosen.length === 0 && facets.isSuccess)
    return <p className={styles.none}>No tags yet. Select takes and press T.</p>
  const isChosen = (tag: string) => chosen.some((other) => tagKey(other) === tagKey(tag))
  // A chosen tag that no take in the list has is missing from the counts, but must be listed, to be unchosen.
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
        fullWidth
        aria-label="Match"
        value={mode}
        onChange={(value) => {
          const next = modes.find((one) => one === value) ?? 'tags'
          setMode(next)
          if (chosen.length > 0) choose(chosen, next)
        }}
        data={[
          { value: 'tags', label: 'All tags' },
          { value: 'any_tags', label: 'Any tag' },
        ]}
      />
      <FilterList name="Tags" choices={[...listed, none]} />
    </>
  )
}
