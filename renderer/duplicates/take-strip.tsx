import type { DuplicateDecision, NearTake } from '../../shared/contract/duplicates.ts'
import { Poster } from '../components/poster.tsx'
import { decisionWords } from './decision-words.ts'
import styles from './desk.module.css'

interface TakeStripProps {
  takes: readonly NearTake[]
  current: NearTake
  decisions: Readonly<Record<string, DuplicateDecision | undefined>>
  onChoose: (take: NearTake) => void
}

/** The others of a group, with what is decided of each; a hundred at the most. */
export function TakeStrip({ takes, current, decisions, onChoose }: TakeStripProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is of a form
    <div className={styles.strip} role="group" aria-label="Other takes of the group">
      {takes.map((take) => {
        const decision = decisions[take.id]
        const words = decision ? decisionWords[decision].tag : `${take.distance} bits`
        return (
          <button
            key={take.id}
            type="button"
            aria-label={`${take.name}, ${words}`}
            aria-pressed={take === current}
            ref={(button) => {
              if (take === current) button?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
            }}
            onClick={() => onChoose(take)}
          >
            <Poster video={take} small />
            <small>{words}</small>
          </button>
        )
      })}
    </div>
  )
}
