import type { TrashKey } from '../../../shared/contract/trash.ts'
import type { Core } from '../../core.ts'
import { findTrashedCopy } from '../../database/duplicates/trashed-copies.ts'
import type { RemovedVideo } from '../../database/removal/removed-videos.ts'
import { restoreWorkflow } from '../../database/removal/removed-workflows.ts'
import { copyKeyOf } from '../../database/removal/trash.ts'
import {
  deleteBucketPreviews,
  findStorageSettings,
  hasBucketPreviews,
  insertBucketDeletions,
} from '../../database/storage.ts'
import type { TrashedCopyRow } from '../../database/tables.ts'
import { sumBranchInTrash, sumTimelineInTrash } from '../../database/timelines/in-trash.ts'
import { keyOfAddress } from '../../storage/objects/bucket-settings.ts'
import { statLink } from '../../storage/stat-link.ts'
import { changeEach } from '../calls/change-each.ts'
import { requireStepEnded } from '../duplicates/restore-copies.ts'
import { deleteTrashedFile, requireTrashed } from '../duplicates/trashed-file.ts'
import { previewKeys } from '../storage/upload-previews.ts'
import { deleteRemovedFrames, restoreBranches, restoreTimelines } from '../timelines/remove.ts'
import { type Removable, removableImages, removableVideos } from './removable.ts'
import { deleteTrashed, restoreAll, sizeInTrash } from './remove.ts'

/** The actions on one kind of item in the trash, each item named by its id there. */
interface TrashKind {
  /** Measures its files in the trash, in bytes. */
  sizeOf(core: Core, id: string): Promise<number>
  /** Deletes its files in the trash for good, then its row there with `deleteRow`. Does nothing if it is not there. */
  delete(core: Core, id: string, deleteRow: () => Promise<void>): Promise<void>
  /** Restores several and returns the ids of those that were in the trash. Copies are restored by a job instead. */
  restore?(core: Core, ids: readonly string[]): Promise<string[]>
}

function withFiles<Removed>(kind: Removable<Removed>): TrashKind {
  return {
    async sizeOf(core, id) {
      const removed = await kind.findRemoved(core.db, id)
      return removed ? await sizeInTrash(core, kind, removed) : 0
    },
    async delete(core, id, deleteRow) {
      const removed = await kind.findRemoved(core.db, id)
      if (removed) await deleteTrashed(core, kind, { id, removed }, deleteRow)
    },
    restore: async (core, ids) => (await restoreAll(core, kind, ids)).restored,
  }
}

/** The kinds of items in the trash. */
export const kindsInTrash: Record<TrashKey['kind'], TrashKind> = {
  video: {
    ...withFiles(removableVideos),
    async delete(core, id, deleteRow) {
      const removed = await removableVideos.findRemoved(core.db, id)
      if (!removed) return
      await deleteTrashed(core, removableVideos, { id, removed }, async () => {
        await deleteCopies(core, removed)
        await deleteRow()
      })
    },
  },
  image: withFiles(removableImages),
  workflow: {
    sizeOf: async () => 0,
    delete: (_core, _id, deleteRow) => deleteRow(),
    restore: (core, ids) => changeEach(core, ids, ({ db }, id) => restoreWorkflow(db, id)),
  },
  timeline: {
    sizeOf: (core, id) => sumTimelineInTrash(core.db, id),
    async delete(core, id, deleteRow) {
      await deleteRemovedFrames(core, id)
      await deleteRow()
    },
    restore: restoreTimelines,
  },
  branch: {
    sizeOf: (core, id) => sumBranchInTrash(core.db, id),
    delete: (_core, _id, deleteRow) => deleteRow(),
    restore: restoreBranches,
  },
  copy: {
    async sizeOf(core, id) {
      const copy = await findCopy(core, id)
      return copy ? Number((await statLink(await requireTrashed(core, copy)))?.size ?? 0) : 0
    },
    async delete(core, id, deleteRow) {
      const copy = await findCopy(core, id)
      if (!copy) return
      await requireStepEnded(core, copy.step_id)
      await deleteTrashedFile(await requireTrashed(core, copy))
      await deleteRow()
    },
  },
}

/** Puts the copy of a removed video in the bucket, and its previews there, on the list of objects to delete. */
async function deleteCopies(core: Core, { video, locations }: RemovedVideo): Promise<void> {
  const settings = await findStorageSettings(core.db)
  if (!settings) return
  const keys = locations.flatMap(({ path }) => keyOfAddress(settings, path) ?? [])
  const { file_hash } = video
  if (keys.length === 0 && !(await hasBucketPreviews(core.db, file_hash))) return
  const objects = [...keys, ...previewKeys(core.layout, file_hash)]
  await core.write(async ({ db }) => {
    await deleteBucketPreviews(db, file_hash)
    await insertBucketDeletions(db, objects)
  })
}

/** Returns the copy with an id of the trash, or undefined. */
export async function findCopy(core: Core, id: string): Promise<TrashedCopyRow | undefined> {
  const { step_id, seq } = copyKeyOf(id)
  return await findTrashedCopy(core.db, step_id, seq)
}
