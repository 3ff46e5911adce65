import { RushesError } from '../../shared/errors.ts'
import type { Core } from '../core.ts'
import type { Db } from '../database/connection.ts'
import { findImageAt, findImageByHash } from '../database/media.ts'
import { findRemovedImage, type RemovedImage, removeImage, restoreImage } from '../database/removed-media.ts'
import { toTimestamp } from '../database/timestamp.ts'
import { moveWithin } from '../storage/move-within.ts'
import { type OwnedFile, ownedFiles, trashOwned } from './owned-files.ts'

/**
 * Takes images out of the library, as `removeVideos` does with videos; ids that are not there are passed over. What was made from
 * them keeps naming their content, so that it leads to them again once they are back.
 */
export async function removeImages(core: Core, ids: readonly string[]): Promise<{ removed: string[] }> {
  const removed = await core.write(async (db, touch) => {
    const taken: RemovedImage[] = []
    for (const id of new Set(ids)) {
      const was = await removeImage(db, id, toTimestamp(core.clock()))
      if (was) taken.push(was)
    }
    if (taken.length > 0) touch('media')
    return taken
  })
  for (const was of removed) await trashOwned(core, filesOf(core, was), findImageAt)
  return { removed: removed.map(({ media }) => media.Id) }
}

/**
 * Puts removed images back with their names, facts and locations; ids that were not removed are passed over.
 * @throws RushesError CONFLICT when the same content came into the library again meanwhile; nothing is restored then.
 */
export async function restoreImages(core: Core, ids: readonly string[]): Promise<{ restored: string[] }> {
  const kept: RemovedImage[] = []
  for (const id of new Set(ids)) {
    const was = await findRemovedImage(core.db, id)
    if (was) kept.push(was)
  }
  await requireGone(core.db, kept)
  for (const was of kept) {
    for (const { path, trashed } of filesOf(core, was)) await moveWithin(trashed, path)
  }
  await core.write(async (db, touch) => {
    await requireGone(db, kept)
    for (const was of kept) await restoreImage(db, was, toTimestamp(core.clock()))
    if (kept.length > 0) touch('media')
  })
  return { restored: kept.map(({ media }) => media.Id) }
}

async function requireGone(db: Db, kept: readonly RemovedImage[]): Promise<void> {
  for (const { media } of kept) {
    const again = await findImageByHash(db, media.file_hash)
    if (again) throw new RushesError('CONFLICT', `${media.Name} is in the library again already, as ${again.name}.`)
  }
}

function filesOf(core: Core, { media, locations }: RemovedImage): OwnedFile[] {
  return ownedFiles(core, 'images', media.Id, [...locations.map(({ path }) => path), media.Path])
}
