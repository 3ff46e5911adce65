import { ArrowLeftRight } from 'lucide-react'
import type { DuplicateDecision } from '../../shared/contract/duplicates.ts'
import { Button } from '../components/button.tsx'
import { keysNow } from '../components/keys.ts'
import { Shortcut } from '../components/shortcut.tsx'
import { decisionLabels, decisionOrder } from './decision-labels.ts'
import styles from './desk.module.css'
import { texts } from './texts.ts'

interface DecisionBarProps {
  decided: DuplicateDecision | undefined
  onDecide: (decision: DuplicateDecision) => void
  onKeep: () => void
}

/** Buttons for deciding about the take on the right, each with its key. */
export function DecisionBar({ decided, onDecide, onKeep }: DecisionBarProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for form controls
    <div className={styles.bar} role="group" aria-label={texts.theOtherTake} data-decisions>
      {decisionOrder.map((decision) => {
        const { keys, icon, words } = decisionLabels[decision]
        return (
          <Button
            key={decision}
            icon={icon}
            aria-keyshortcuts={keysNow({ id: `Duplicates: ${keys}`, keys })}
            aria-pressed={decided === decision}
            onClick={() => onDecide(decision)}
          >
            {words}
            <span aria-hidden>
              <Shortcut id={`Duplicates: ${keys}`} />
            </span>
          </Button>
        )
      })}
      <span className={styles.space} />
      <Button
        variant="quiet"
        icon={ArrowLeftRight}
        aria-keyshortcuts={keysNow({ id: 'Duplicates: M', keys: 'M' })}
        onClick={onKeep}
      >
        {texts.keepThisOne}
        <span aria-hidden>
          <Shortcut id="Duplicates: M" />
        </span>
      </Button>
    </div>
  )
}
