import type { KeepRule } from '../../shared/contract/duplicates.ts'
import { texts } from './texts.ts'

export const keepNames = ['resolution', 'rating', 'generation', 'duration', 'size', 'oldest', 'newest'] as const
export type KeepName = (typeof keepNames)[number]

interface KeepChoice {
  rules: readonly KeepRule[]
  words: string
}

/** Choices for the take of a group to keep, with the rules of each. */
export const keepChoices: Record<KeepName, KeepChoice> = {
  resolution: { rules: ['resolution', 'oldest'], words: texts.highestResolutionThenOldest },
  rating: { rules: ['rating', 'resolution', 'oldest'], words: texts.highestRatingThenResolution },
  generation: {
    rules: ['generation', 'resolution', 'oldest'],
    words: texts.hasGenerationDetailsThen,
  },
  duration: { rules: ['duration', 'resolution', 'oldest'], words: texts.longestThenHighestResolution },
  size: { rules: ['size', 'oldest'], words: texts.largestFileThenOldest },
  oldest: { rules: ['oldest'], words: texts.oldest },
  newest: { rules: ['newest'], words: texts.newest },
}
