import { ArrowLeftRight } from 'lucide-react'
import type { DuplicateDecision } from '../../shared/contract/duplicates.ts'
import { Icon } from '../components/icon.tsx'
import { decisionOrder, decisionWords } from './decision-words.ts'
import styles from './desk.module.css'

interface DecisionBarProps {
  decided: DuplicateDecision | undefined
  onDecide: (decision: DuplicateDecision) => void
  onKeep: () => void
}

/** What can be decided of the take at the right; each has its key. */
export function DecisionBar({ decided, onDecide, onKeep }: DecisionBarProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is of a form
    <div className={styles.bar} role="group" aria-label="The other take">
      {decisionOrder.map((decision) => {
        const { key, icon, words } = decisionWords[decision]
        return (
          <button
            key={decision}
            type="button"
            aria-keyshortcuts={key}
            aria-pressed={decided === decision}
            onClick={() => onDecide(decision)}
          >
            <Icon of={icon} size={15} />
            {words}
            <kbd aria-hidden>{key}</kbd>
          </button>
        )
      })}
      <span className={styles.space} />
      <button type="button" className={styles.quiet} aria-keyshortcuts="M" onClick={onKeep}>
        <Icon of={ArrowLeftRight} size={15} />
        Keep this one
        <kbd aria-hidden>M</kbd>
      </button>
    </div>
  )
}
