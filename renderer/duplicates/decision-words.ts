import { Columns2, EqualNot, type LucideIcon, Shuffle, Trash2 } from 'lucide-react'
import type { DuplicateDecision } from '../../shared/contract/duplicates.ts'

interface DecisionWords {
  key: string
  icon: LucideIcon
  /** What a button says. */
  words: string
  /** What is said of a take of which it was decided. */
  tag: string
}

/** What can be decided of a take, each with its key. */
export const decisionWords: Record<DuplicateDecision, DecisionWords> = {
  trash: { key: 'T', icon: Trash2, words: 'Trash', tag: 'to the trash' },
  keep: { key: 'K', icon: Columns2, words: 'Keep both', tag: 'stays' },
  different: { key: 'N', icon: EqualNot, words: 'Not a duplicate', tag: 'not a duplicate' },
  alternate: { key: 'A', icon: Shuffle, words: 'Alternate take', tag: 'alternate take' },
}

/** In the order of the buttons. */
export const decisionOrder = ['trash', 'keep', 'different', 'alternate'] as const

/** The keys of the desk, for the help. */
export const duplicateKeys = [
  ...decisionOrder.map((decision) => ({ key: decisionWords[decision].key, words: decisionWords[decision].words })),
  { key: 'M', words: 'Keep this one instead' },
  { key: 'Backspace', words: 'Decide nothing of it' },
  { key: '↑ ↓', words: 'Another group' },
  { key: '← →', words: 'Another take of the group' },
  { key: 'Space', words: 'Play or pause both' },
  { key: ', .', words: 'A frame back or on, in both' },
] as const
