import { basename, join, relative, sep } from 'node:path'
import { RushesError } from '../../shared/errors.ts'
import type { Core } from '../core.ts'
import type { Db } from '../database/connection.ts'
import { findImageAt, findImageByHash } from '../database/media.ts'
import { findRemovedImage, type RemovedImage, removeImage, restoreImage } from '../database/removed-media.ts'
import { toTimestamp } from '../database/timestamp.ts'
import { absolutePath } from '../storage/layout.ts'
import { moveWithin } from '../storage/move-within.ts'

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
  // After the commit, and inside the lock, for the reasons that `removeVideos` has.
  for (const was of removed) {
    for (const { path, trashed } of ownedFiles(core, was)) {
      const moved = core.write(async (db) => {
        if (!(await isShown(core, db, path))) await moveWithin(path, trashed)
      })
      await moved.catch((error) => core.log.warn('file not moved to the trash', { path, error: String(error) }))
    }
  }
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
    for (const { path, trashed } of ownedFiles(core, was)) await moveWithin(trashed, path)
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

/** The files of an image in the library's own folder, by their absolute paths, and their places in its trash. */
function ownedFiles({ layout }: Core, { media, locations }: RemovedImage): { path: string; trashed: string }[] {
  const paths = [...locations.map(({ path }) => path), media.Path].map((path) => absolutePath(layout, path))
  return [...new Set(paths)]
    .filter((path) => path.startsWith(layout.images + sep))
    .map((path) => ({ path, trashed: join(layout.trash, media.Id, basename(path)) }))
}

/** Whether an image lies in this file; a row may name it from the library's folder on. */
async function isShown({ layout }: Core, db: Db, path: string): Promise<boolean> {
  const spellings = [path, relative(layout.folder, path)]
  return (await Promise.all(spellings.map((spelling) => findImageAt(db, spelling)))).some((it) => it !== undefined)
}
