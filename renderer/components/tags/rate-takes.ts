import { formatCount } from '../../../shared/units.ts'
import { client } from '../../client.ts'
import { trackUnanswered } from '../../state/undo.ts'
import { inChunks } from '../in-chunks.ts'
import { showError } from '../notice.tsx'
import { newStep, offerUndoOf } from '../offer-undo.ts'
import { refetchTakes, showOptimistically } from './optimistic-takes.ts'
import { starLabel } from './rating-labels.ts'

const idsPerCall = 10_000

/** Rates takes (null clears the rating) and offers Undo. */
export function rateTakes(ids: readonly string[], rating: number | null): Promise<void> {
  return trackUnanswered(rate(ids, rating))
}

async function rate(ids: readonly string[], rating: number | null): Promise<void> {
  const step = newStep()
  let count = 0
  let saved = 0
  const revert = await showOptimistically(ids, () => ({ rating }))
  try {
    for (const some of inChunks(ids, idsPerCall)) {
      const { changed } = await client.videos.rate({ ratings: [{ ids: some, rating }] }, { context: { step } })
      saved += some.length
      count += changed
    }
  } catch (error) {
    revert(ids.slice(saved))
    showError(error, rating === null ? 'The rating wasn’t cleared.' : 'The rating wasn’t saved.')
  }
  if (count === 0) return refetchTakes()
  const takes = formatCount(count, 'take')
  const words = rating === null ? `Cleared the rating of ${takes}` : `Rated ${takes} ${starLabel(rating)}`
  // One notice for all takes that are rated in quick succession.
  offerUndoOf(step, words, 'rating')
}
