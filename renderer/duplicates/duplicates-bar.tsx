import type { ReactNode } from 'react'
import { farthestDistance, type SimilarList } from '../../shared/contract/duplicates.ts'
import { formatCount } from '../../shared/units.ts'
import { Button } from '../components/button.tsx'
import { ChoiceFilter, Toolbar } from '../components/toolbar.tsx'
import styles from './duplicates-page.module.css'
import { useDuplicatesSearch } from './duplicates-search.ts'
import { keepChoices, keepNames } from './keep-choices.ts'
import { texts } from './texts.ts'

const parts = [
  ['content', texts.exactCopies],
  ['decided', texts.decisions],
] as const
const choices = keepNames.map((name, index) => [index === 0 ? '' : name, keepChoices[name].words] as const)

interface DuplicatesBarProps {
  words: string
  list?: SimilarList
  onApply?: () => void
  /** Further actions of the tab. */
  children?: ReactNode
}

/** The toolbar: count of groups, distance slider, and the rule for the take to keep. */
export function DuplicatesBar({ words, list, onApply, children }: DuplicatesBarProps) {
  const { distance, keep, by, change } = useDuplicatesSearch()
  return (
    <Toolbar title={texts.duplicates} words={words}>
      {children}
      {by === undefined && (
        <>
          <label className={styles.distance} title={texts.duplicatesBarTitle}>
            <span>{texts.distance}</span>
            <input
              type="range"
              aria-label={texts.distance}
              aria-valuetext={formatCount(distance, 'bit')}
              min={0}
              max={farthestDistance}
              value={distance}
              onChange={(event) => change({ distance: Number(event.currentTarget.value) })}
            />
            <output>{distance}</output>
          </label>
          <ChoiceFilter
            label={texts.keep}
            value={keep === keepNames[0] ? '' : keep}
            choices={choices}
            onChange={(value) => change({ keep: keepNames.find((name) => name === value) })}
          />
          <Button disabled={!list || list.total === 0} onClick={onApply}>
            {texts.keepOnePerGroup}
          </Button>
        </>
      )}
      <span className={styles.parts}>
        {parts.map(([part, name]) => (
          <Button
            key={part}
            variant="quiet"
            aria-pressed={by === part}
            onClick={() => change({ by: by === part ? undefined : part })}
          >
            {name}
          </Button>
        ))}
      </span>
    </Toolbar>
  )
}
