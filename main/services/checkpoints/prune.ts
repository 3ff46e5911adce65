import type { Branch } from '../../../shared/contract/checkpoints.ts'
import { RushesError } from '../../../shared/errors.ts'
import type { Core } from '../../core.ts'
import {
  listBranchLabels,
  pruneBranch,
  requireCheckpoint,
  restoreBranch,
  sumBranch,
} from '../../database/checkpoints.ts'
import type { Db } from '../../database/connection/connection.ts'
import { requireTimeline } from '../../database/timelines.ts'

/** The most scenarios of a branch that are named. */
const mostLabels = 20

/** Returns what a checkpoint and all that was made from it alone own. @throws RushesError NOT_FOUND */
export async function branchOf(db: Db, id: string): Promise<Branch> {
  await requireCheckpoint(db, id)
  return { ...(await sumBranch(db, id)), scenario_labels: await listBranchLabels(db, id, mostLabels) }
}

/**
 * Prunes a checkpoint with all that was made from it; what other branches need stays. `restore` undoes it.
 * @throws RushesError NOT_FOUND; CONFLICT for the root of a timeline, or a checkpoint that was pruned already
 */
export async function prune(core: Core, id: string): Promise<Branch> {
  return await core.write(async ({ db, touch, now }) => {
    const { timeline_id, pruned_with } = await requireCheckpoint(db, id)
    if (pruned_with !== null) throw new RushesError('CONFLICT', `The checkpoint ${id} was pruned already.`)
    const { root_checkpoint_id } = await requireTimeline(db, timeline_id)
    if (root_checkpoint_id === id)
      throw new RushesError(
        'CONFLICT',
        `The checkpoint ${id} is the root of its timeline. Remove the timeline instead.`,
      )
    const branch = await branchOf(db, id)
    await pruneBranch(db, id, now)
    touch('timelines')
    return branch
  })
}

/**
 * Restores what was pruned with a checkpoint; nothing if it was not pruned.
 * @throws RushesError NOT_FOUND; CONFLICT if it was pruned with another one, or its parent is still pruned
 */
export async function restore(core: Core, id: string): Promise<{ restored: number }> {
  return await core.write(async ({ db, touch }) => {
    const { pruned_with, parent_id } = await requireCheckpoint(db, id)
    const parent = parent_id === null ? undefined : await requireCheckpoint(db, parent_id)
    const first = pruned_with === id ? parent?.pruned_with : pruned_with
    if (first) throw new RushesError('CONFLICT', `The checkpoint ${id} was pruned with ${first}. Restore that first.`)
    touch('timelines')
    return { restored: await restoreBranch(db, id) }
  })
}
