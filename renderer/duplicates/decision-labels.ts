import { Columns2, EqualNot, type LucideIcon, Shuffle, Trash2 } from 'lucide-react'
import type { DuplicateDecision } from '../../shared/contract/duplicates.ts'

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
  trash: { keys: 'T', icon: Trash2, words: 'Move to trash', tag: 'to trash' },
  keep: { keys: 'K', icon: Columns2, words: 'Keep both', tag: 'stays' },
  different: { keys: 'N', icon: EqualNot, words: 'Not a duplicate', tag: 'not a duplicate' },
  alternate: { keys: 'A', icon: Shuffle, words: 'Alternate take', tag: 'alternate take' },
}

/** In the order of the buttons. */
export const decisionOrder = ['trash', 'keep', 'different', 'alternate'] as const
