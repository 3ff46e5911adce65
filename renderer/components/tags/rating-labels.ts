import { formatCount } from '../../../shared/units.ts'
import { keyTable } from '../keys.ts'
import { texts } from './texts.ts'

/** Returns a rating as text, on screen and for screen readers: `4 stars`. */
export function starLabel(rating: number): string {
  return formatCount(rating, 'star')
}

/** Handlers of the tagging keys. Either returns false if there is no take to rate or tag. */
export interface Taggable {
  /** Null clears the rating. */
  rate: (rating: number | null) => unknown
  tag: () => unknown
}

export const taggingKeys = keyTable<Taggable>('Rating and tags', [
  { keys: '1 2 3 4 5', label: texts.rate, run: ({ rate }, { key }) => rate(Number(key)), isFixed: true },
  { keys: '0', label: texts.clearTheRating, run: ({ rate }) => rate(null) },
  { keys: 'T', label: texts.tags, run: ({ tag }) => tag() },
])
