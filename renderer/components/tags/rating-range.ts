import type { VideoSummary } from '../../../shared/contract/video-summary.ts'
import { formatCount } from '../../../shared/units.ts'
import { texts } from './texts.ts'

interface RatingRange {
  least: number | null
  most: number | null
  /** Description of the range; only if ratings differ. */
  words?: string
}

/** Returns the lowest and highest rating of several takes; `ratings` are sorted from the highest. */
export function rangeOf(shared: Pick<VideoSummary, 'ratings'> | undefined): RatingRange {
  const best = shared?.ratings[0]
  const worst = shared?.ratings.at(-1)
  if (!best || !worst) return { least: null, most: null }
  const range = { least: worst.rating, most: best.rating }
  if (best === worst) return range
  return {
    ...range,
    words:
      worst.rating === null ? texts.notRated(formatCount(worst.count)) : texts.toStars(worst.rating, best.rating ?? 0),
  }
}
