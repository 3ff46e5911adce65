import { UnstyledButton } from '@mantine/core'
import type { DuplicateDecision, SimilarVideo } from '../../shared/contract/duplicates.ts'
import { Poster } from '../components/pictures/poster.tsx'
import { decisionLabels } from './decision-labels.ts'
import styles from './desk.module.css'
import { texts } from './texts.ts'

interface TakeStripProps {
  takes: readonly SimilarVideo[]
  current: SimilarVideo
  decisions: Readonly<Record<string, DuplicateDecision | undefined>>
  onChoose: (take: SimilarVideo) => void
}

/** The other takes of a group, at most a hundred, each with its decision. */
export function TakeStrip({ takes, current, decisions, onChoose }: TakeStripProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for form controls
    <div className={styles.strip} role="group" aria-label={texts.otherTakesOfThe}>
      {takes.map((take) => {
        const decision = decisions[take.id]
        const words = decision ? decisionLabels[decision].tag : texts.bits(take.distance)
        return (
          <UnstyledButton
            key={take.id}
            aria-label={`${take.name}, ${words}`}
            aria-pressed={take === current}
            ref={(button) => {
              if (take === current) button?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
            }}
            onClick={() => onChoose(take)}
          >
            <Poster video={take} small />
            <small>{words}</small>
          </UnstyledButton>
        )
      })}
    </div>
  )
}
