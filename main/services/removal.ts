import { RushesError } from '../../shared/errors.ts'
import type { Core } from '../core.ts'
import type { Db } from '../database/connection.ts'
import { findRemovedVideo, type RemovedVideo, removeVideo, restoreVideo } from '../database/removed-videos.ts'
import { toTimestamp } from '../database/timestamp.ts'
import { findVideoByHash, findVideoByPath } from '../database/videos.ts'
import type { Touch } from '../database/write.ts'
import { moveWithin } from '../storage/move-within.ts'
import { type OwnedFile, ownedFiles, trashOwned } from './owned-files.ts'

/**
 * Takes videos out of the library; ids that are not there are passed over. Files that the library owns go to its trash,
 * under the id of the video; all others stay where they are. `restoreVideos` undoes it. `then` belongs to the same transaction.
 */
export async function removeVideos(
  core: Core,
  ids: readonly string[],
  then?: (db: Db, touch: Touch, taken: readonly RemovedVideo[]) => Promise<void>,
): Promise<{ removed: string[] }> {
  const removed = await core.write(async (db, touch) => {
    const taken: RemovedVideo[] = []
    for (const id of new Set(ids)) {
      const was = await removeVideo(db, id, toTimestamp(core.clock()))
      if (was) taken.push(was)
    }
    if (taken.length > 0) touch('videos')
    await then?.(db, touch, taken)
    return taken
  })
  for (const was of removed) await trashOwned(core, filesOf(core, was), findVideoByPath)
  return { removed: removed.map(({ video }) => video.id) }
}

/**
 * Puts removed videos back with their names, facts and locations; ids that were not removed are passed over. `first` belongs to the
 * same transaction.
 * @throws RushesError CONFLICT when the same content came into the library again meanwhile; nothing is restored then.
 */
export async function restoreVideos(
  core: Core,
  ids: readonly string[],
  first?: (db: Db, touch: Touch) => Promise<void>,
): Promise<{ restored: string[] }> {
  const kept: RemovedVideo[] = []
  for (const id of new Set(ids)) {
    const was = await findRemovedVideo(core.db, id)
    if (was) kept.push(was)
  }
  await requireGone(core.db, kept)
  for (const was of kept) {
    for (const { path, trashed } of filesOf(core, was)) await moveWithin(trashed, path)
  }
  await core.write(async (db, touch) => {
    await requireGone(db, kept)
    await first?.(db, touch)
    for (const was of kept) await restoreVideo(db, was, toTimestamp(core.clock()))
    if (kept.length > 0) touch('videos')
  })
  return { restored: kept.map(({ video }) => video.id) }
}

async function requireGone(db: Db, kept: readonly RemovedVideo[]): Promise<void> {
  const contents = new Map<string, string>()
  for (const { video, shared } of kept) {
    // Both were there before.
    if (shared) continue
    const again = contents.get(video.file_hash) ?? (await findVideoByHash(db, video.file_hash))?.name
    if (again !== undefined) {
      throw new RushesError('CONFLICT', `${video.name} is in the library again already, as ${again}.`)
    }
    contents.set(video.file_hash, video.name)
  }
}

/** The files in the library that no other video plays. */
function filesOf(core: Core, { video, locations, shared }: RemovedVideo): OwnedFile[] {
  // Rushes may never have seen the file of a row that another program wrote.
  return shared ? [] : ownedFiles(core, 'videos', video.id, [...locations.map(({ path }) => path), video.file_path])
}
