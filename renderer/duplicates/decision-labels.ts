import { Columns2, EqualNot, type LucideIcon, Shuffle, Trash2 } from 'lucide-react'
import type { DuplicateDecision } from '../../shared/contract/duplicates.ts'
import { texts } from './texts.ts'

interface DecisionLabels {
  keys: string
  icon: LucideIcon
  /** Label of the button. */
  words: string
  /** Label of a take with this decision. */
  tag: string
}

/** Labels, icons and keys of the decisions. */
export const decisionLabels: Record<DuplicateDecision, DecisionLabels> = {
  trash: { keys: 'T', icon: Trash2, words: texts.moveToTrash, tag: texts.toTrash },
  keep: { keys: 'K', icon: Columns2, words: texts.keepBoth, tag: 'stays' },
  different: { keys: 'N', icon: EqualNot, words: texts.notADuplicate, tag: texts.notADuplicateLowercase },
  alternate: { keys: 'A', icon: Shuffle, words: texts.alternateTake, tag: texts.alternateTakeLowercase },
}

/** In the order of the buttons. */
export const decisionOrder = ['trash', 'keep', 'different', 'alternate'] as const
