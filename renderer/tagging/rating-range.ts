import type { SharedMarks } from '../../shared/contract/videos.ts'
import { formatCount } from '../../shared/units.ts'

interface RatingRange {
  least: number | null
  most: number | null
  /** In words where they differ. */
  words?: string
}

/** The least and the most stars of many takes; the library answers with the best first. */
export function rangeOf(marks: SharedMarks | undefined): RatingRange {
  const best = marks?.ratings[0]
  const worst = marks?.ratings.at(-1)
  if (!best || !worst) return { least: null, most: null }
  const range = { least: worst.rating, most: best.rating }
  if (best === worst) return range
  return {
    ...range,
    words: worst.rating === null ? `${formatCount(worst.count)} not rated` : `${worst.rating} to ${best.rating} stars`,
  }
}
