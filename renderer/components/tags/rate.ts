import type { TaggedKind } from '../../../shared/contract/tags.ts'
import { formatCount } from '../../../shared/units.ts'
import { client } from '../../client.ts'
import { trackUnanswered } from '../../state/undo.ts'
import { inChunks } from '../in-chunks.ts'
import { showError } from '../notice.tsx'
import { newStep, offerUndoOf } from '../offer-undo.ts'
import { nounFor, refetchMarked, showOptimistically } from './optimistic-marks.ts'
import { starLabel } from './rating-labels.ts'
import { texts } from './texts.ts'

const idsPerCall = 10_000

/** Rates takes or images (null clears the rating) and offers Undo. */
export function rate(kind: TaggedKind, ids: readonly string[], rating: number | null): Promise<void> {
  return trackUnanswered(saveRating(kind, ids, rating))
}

async function saveRating(kind: TaggedKind, ids: readonly string[], rating: number | null): Promise<void> {
  const step = newStep()
  let count = 0
  let saved = 0
  const revert = await showOptimistically(kind, ids, () => ({ rating }))
  const nouns = kind === 'video' ? client.videos : client.images
  try {
    for (const some of inChunks(ids, idsPerCall)) {
      const { changed } = await nouns.rate({ ratings: [{ ids: some, rating }] }, { context: { step } })
      saved += some.length
      count += changed
    }
  } catch (error) {
    revert(ids.slice(saved))
    showError(error, rating === null ? texts.theRatingWasntCleared : texts.theRatingWasntSaved)
  }
  if (count === 0) return refetchMarked(kind)
  const rated = formatCount(count, nounFor(kind))
  const words = rating === null ? texts.clearedTheRatingOf(rated) : texts.rated(rated, starLabel(rating))
  // One notice for all that are rated in quick succession.
  offerUndoOf(step, words, 'rating')
}
