import type { ReactNode } from 'react'
import { farthestDistance, type NearList } from '../../shared/contract/duplicates.ts'
import { formatCount } from '../../shared/units.ts'
import styles from '../rows/view-bar.module.css'
import { ChoiceFilter, ViewBar } from '../rows/view-bar.tsx'
import own from './duplicates-page.module.css'
import { useDuplicatesSearch } from './duplicates-search.ts'
import { keepChoices, keepNames } from './keep-choices.ts'

const parts = [
  ['content', 'Same content'],
  ['decided', 'Decided'],
] as const
const choices = keepNames.map((name, index) => [index === 0 ? '' : name, keepChoices[name].words] as const)

interface DuplicatesBarProps {
  words: string
  list?: NearList
  onApply?: () => void
  /** What can be done in another part of the desk. */
  children?: ReactNode
}

/** How much looks alike, how alike it has to be, and which take of each group stays. */
export function DuplicatesBar({ words, list, onApply, children }: DuplicatesBarProps) {
  const { distance, keep, by, change } = useDuplicatesSearch()
  return (
    <ViewBar title="Duplicates" words={words}>
      {children}
      {by === undefined && (
        <>
          <label className={own.distance} title="How many of 64 bits two takes may differ in">
            <span>Distance</span>
            <input
              type="range"
              aria-label="Distance"
              aria-valuetext={formatCount(distance, 'bit')}
              min={0}
              max={farthestDistance}
              value={distance}
              onChange={(event) => change({ distance: Number(event.currentTarget.value) })}
            />
            <output>{distance}</output>
          </label>
          <ChoiceFilter
            label="Keep"
            value={keep === keepNames[0] ? '' : keep}
            choices={choices}
            onChange={(value) => change({ keep: keepNames.find((name) => name === value) })}
          />
          <button type="button" className={own.apply} disabled={!list || list.total === 0} onClick={onApply}>
            Keep one of each…
          </button>
        </>
      )}
      {parts.map(([part, name]) => (
        <button
          key={part}
          type="button"
          className={styles.toggle}
          aria-pressed={by === part}
          onClick={() => change({ by: by === part ? undefined : part })}
        >
          {name}
        </button>
      ))}
    </ViewBar>
  )
}
