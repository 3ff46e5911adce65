import { formatCount } from '../../../shared/units.ts'
import { client } from '../../client.ts'
import { deselect } from '../../state/selection.ts'
import { inChunks } from '../in-chunks.ts'
import { showError } from '../notice.tsx'
import { newStep, offerUndoOf } from '../offer-undo.ts'

const idsPerCall = 10_000

/** Removes videos from the library and offers Undo. Returns whether any were removed. */
export async function removeTakes(ids: readonly string[]): Promise<boolean> {
  const removed: string[] = []
  const step = newStep()
  try {
    for (const some of inChunks(ids, idsPerCall))
      removed.push(...(await client.videos.remove({ ids: some }, { context: { step } })).removed)
  } catch (error) {
    showError(error)
  }
  if (removed.length === 0) return false
  deselect(removed)
  offerUndoOf(step, `Removed ${formatCount(removed.length, 'take')}`)
  return true
}
