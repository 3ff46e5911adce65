import { formatCount } from '../../shared/units.ts'
import { client } from '../client.ts'
import { inChunks } from '../components/in-chunks.ts'
import { showError } from '../components/notice.tsx'
import { newStep, offerUndoOf } from '../components/offer-undo.ts'

const idsPerCall = 10_000

/** Removes images from the library and offers Undo. */
export async function removeImages(ids: readonly string[]): Promise<void> {
  const removed: string[] = []
  const step = newStep()
  try {
    for (const some of inChunks(ids, idsPerCall))
      removed.push(...(await client.images.remove({ ids: some }, { context: { step } })).removed)
  } catch (error) {
    showError(error)
  }
  if (removed.length === 0) return
  offerUndoOf(step, `Removed ${formatCount(removed.length, 'image')}`)
}
