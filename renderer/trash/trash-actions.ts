import type { TrashKey } from '../../shared/contract/trash.ts'
import { formatCount } from '../../shared/units.ts'
import { client } from '../client.ts'
import { inChunks } from '../components/in-chunks.ts'
import { showError } from '../components/notice.tsx'
import { offerUndo } from '../components/offer-undo.ts'
import { followStarted } from '../state/started-jobs.ts'
import { texts } from './texts.ts'

const keysPerCall = 10_000

const removeAgain = {
  video: (ids: string[]) => client.videos.remove({ ids }),
  image: (ids: string[]) => client.images.remove({ ids }),
  workflow: (ids: string[]) => client.workflows.remove({ ids }),
  timeline: (ids: string[]) => client.timelines.remove({ ids }),
  branch: (ids: string[]) => Promise.all(ids.map((id) => client.checkpoints.prune({ id }))),
} as const

/** Restores items and offers Undo. The result of exact copies, which a job restores, is announced when it ends. */
export async function restoreItems(keys: readonly TrashKey[]): Promise<void> {
  const restored: TrashKey[] = []
  try {
    for (const some of inChunks(keys, keysPerCall)) {
      const result = await client.trash.restore({ items: some })
      restored.push(...result.restored)
      if (result.job) followStarted(result.job, [])
    }
  } catch (error) {
    showError(error)
  }
  if (restored.length === 0) return
  offerUndo(texts.restored(formatCount(restored.length, 'item')), async () => {
    for (const [kind, remove] of Object.entries(removeAgain)) {
      const ids = restored.filter((key) => key.kind === kind).map(({ id }) => id)
      for (const some of inChunks(ids, keysPerCall)) await remove(some)
    }
  })
}

/** Starts to delete items for good; all of them without `keys`. Returns whether it was started. */
export async function deleteItems(keys?: readonly TrashKey[]): Promise<boolean> {
  try {
    if (!keys) followStarted(await client.trash.empty({}), [])
    else for (const items of inChunks(keys, keysPerCall)) followStarted(await client.trash.delete({ items }), [])
    return true
  } catch (error) {
    showError(error)
    return false
  }
}
