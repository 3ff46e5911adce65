import { RushesError } from '../../../shared/errors.ts'
import type { Core } from '../../core.ts'
import { findRemovedAt } from '../../database/removal/trash.ts'
import { isExtracting, listPrunedBranches } from '../../database/timelines/in-trash.ts'
import { setRemoved } from '../../database/timelines.ts'
import { restore } from '../checkpoints/prune.ts'
import { clearFrames } from './record-frames.ts'

/** Removes timelines from all lists, into the trash. Returns the ids of those that were there. */
export async function removeTimelines(core: Core, ids: readonly string[]): Promise<string[]> {
  return await core.write(async ({ db, touch, now }) => {
    touch('timelines')
    return await setRemoved(db, ids, now)
  })
}

/** Restores removed timelines. Returns the ids of those that were removed. */
export async function restoreTimelines(core: Core, ids: readonly string[]): Promise<string[]> {
  return await core.write(async ({ db, touch }) => {
    touch('timelines')
    return await setRemoved(db, ids, null)
  })
}

/** Restores pruned branches of checkpoints. Returns the ids of those that were pruned. @throws RushesError CONFLICT */
export async function restoreBranches(core: Core, ids: readonly string[]): Promise<string[]> {
  const restored: string[] = []
  for (const id of await listPrunedBranches(core.db, ids)) {
    await restore(core, id)
    restored.push(id)
  }
  return restored
}

/** Deletes the frames of a removed timeline for good. @throws RushesError CONFLICT while they are extracted */
export async function deleteRemovedFrames(core: Core, id: string): Promise<void> {
  if ((await findRemovedAt(core.db, { kind: 'timeline', id })) === undefined) return
  if (await isExtracting(core.db, id))
    throw new RushesError('CONFLICT', `The frames of the timeline ${id} are being extracted. Cancel that job first.`)
  await clearFrames(core, id)
}
