import { formatCount } from '../../shared/units.ts'
import { client } from '../client.ts'
import { inChunks } from '../components/in-chunks.ts'
import { showError } from '../components/notice.tsx'
import { offerUndo } from '../components/offer-undo.ts'

const idsPerCall = 10_000

/** Removes images from the library and offers Undo. */
export async function removeImages(ids: readonly string[]): Promise<void> {
  const removed: string[] = []
  try {
    for (const some of inChunks(ids, idsPerCall)) removed.push(...(await client.images.remove({ ids: some })).removed)
  } catch (error) {
    showError(error)
  }
  if (removed.length === 0) return
  offerUndo(`Removed ${formatCount(removed.length, 'image')}`, async () => {
    for (const some of inChunks(removed, idsPerCall)) await client.images.restore({ ids: some })
  })
}
