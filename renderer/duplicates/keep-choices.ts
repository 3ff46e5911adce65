import type { KeepRule } from '../../shared/contract/duplicates.ts'

export const keepNames = ['resolution', 'rating', 'generation', 'duration', 'size', 'oldest', 'newest'] as const
export type KeepName = (typeof keepNames)[number]

interface KeepChoice {
  rules: readonly KeepRule[]
  words: string
}

/** Choices for the take of a group to keep, with the rules of each. */
export const keepChoices: Record<KeepName, KeepChoice> = {
  resolution: { rules: ['resolution', 'oldest'], words: 'Highest resolution, then oldest' },
  rating: { rules: ['rating', 'resolution', 'oldest'], words: 'Highest rating, then resolution' },
  generation: {
    rules: ['generation', 'resolution', 'oldest'],
    words: 'Has generation details, then highest resolution',
  },
  duration: { rules: ['duration', 'resolution', 'oldest'], words: 'Longest, then highest resolution' },
  size: { rules: ['size', 'oldest'], words: 'Largest file, then oldest' },
  oldest: { rules: ['oldest'], words: 'Oldest' },
  newest: { rules: ['newest'], words: 'Newest' },
}
