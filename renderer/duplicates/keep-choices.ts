import type { KeepRule } from '../../shared/contract/duplicates.ts'

export const keepNames = ['resolution', 'rating', 'generation', 'duration', 'size', 'oldest', 'newest'] as const
export type KeepName = (typeof keepNames)[number]

interface KeepChoice {
  rules: readonly KeepRule[]
  words: string
}

/** Which take of a group stays: what can be chosen, and the rules that it stands for. */
export const keepChoices: Record<KeepName, KeepChoice> = {
  resolution: { rules: ['resolution', 'oldest'], words: 'Largest picture, then oldest' },
  rating: { rules: ['rating', 'resolution', 'oldest'], words: 'Best rated, then largest picture' },
  generation: { rules: ['generation', 'resolution', 'oldest'], words: 'Known how it was made, then largest picture' },
  duration: { rules: ['duration', 'resolution', 'oldest'], words: 'Longest, then largest picture' },
  size: { rules: ['size', 'oldest'], words: 'Largest file, then oldest' },
  oldest: { rules: ['oldest'], words: 'Oldest' },
  newest: { rules: ['newest'], words: 'Newest' },
}
