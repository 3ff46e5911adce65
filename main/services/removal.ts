import { existsSync } from 'node:fs'
import { mkdir, rename } from 'node:fs/promises'
import { basename, dirname, join, sep } from 'node:path'
import { RushesError } from '../../shared/errors.ts'
import type { Core } from '../core.ts'
import type { Db } from '../database/connection.ts'
import { findRemovedVideo, type RemovedVideo, removeVideo, restoreVideo } from '../database/removed-videos.ts'
import { toTimestamp } from '../database/timestamp.ts'
import { findVideoByHash, findVideoByPath } from '../database/videos.ts'

/**
 * Takes videos out of the library; ids that are not there are passed over. Files that the library owns go to its trash,
 * under the id of the video; all others stay where they are. `restoreVideos` undoes it.
 */
export async function removeVideos(core: Core, ids: readonly string[]): Promise<{ removed: string[] }> {
  const removed = await core.write(async (db, touch) => {
    const taken: { id: string; was: RemovedVideo }[] = []
    for (const id of new Set(ids)) {
      const was = await removeVideo(db, id, toTimestamp(core.clock()))
      if (was) taken.push({ id, was })
    }
    if (taken.length > 0) touch('videos')
    return taken
  })
  // After the commit: a crash or a file that cannot be moved leaves the bytes in their old place, where `restoreVideos`
  // finds them too.
  for (const { id, was } of removed) {
    for (const { path, trashed } of ownedFiles(core, id, was)) {
      // Inside the lock: an import of the same content may have recorded this very file meanwhile.
      const moved = core.write(async (db) => {
        if (!(await findVideoByPath(db, path))) await moveFile(path, trashed)
      })
      await moved.catch((error) => core.log.warn('file not moved to the trash', { path, error: String(error) }))
    }
  }
  return { removed: removed.map(({ id }) => id) }
}

/**
 * Puts removed videos back with their names, facts and locations; ids that were not removed are passed over.
 * @throws RushesError CONFLICT when the same content came into the library again meanwhile; nothing is restored then.
 */
export async function restoreVideos(core: Core, ids: readonly string[]): Promise<{ restored: string[] }> {
  const kept: RemovedVideo[] = []
  for (const id of new Set(ids)) {
    const was = await findRemovedVideo(core.db, id)
    if (was) kept.push(was)
  }
  await requireGone(core.db, kept)
  for (const was of kept) {
    for (const { path, trashed } of ownedFiles(core, was.video.id, was)) await moveFile(trashed, path)
  }
  await core.write(async (db, touch) => {
    await requireGone(db, kept)
    for (const was of kept) await restoreVideo(db, was, toTimestamp(core.clock()))
    if (kept.length > 0) touch('videos')
  })
  return { restored: kept.map(({ video }) => video.id) }
}

async function requireGone(db: Db, kept: readonly RemovedVideo[]): Promise<void> {
  const contents = new Map<string, string>()
  for (const { video, locations } of kept) {
    // Another video of the content kept the locations: both were there before.
    if (locations.length === 0) continue
    const again = contents.get(video.file_hash) ?? (await findVideoByHash(db, video.file_hash))?.name
    if (again !== undefined) {
      throw new RushesError('CONFLICT', `${video.name} is in the library again already, as ${again}.`)
    }
    contents.set(video.file_hash, video.name)
  }
}

function ownedFiles(core: Core, id: string, { video, locations }: RemovedVideo): { path: string; trashed: string }[] {
  const paths = new Set(locations.map(({ path }) => path))
  if (locations.length > 0) paths.add(video.file_path)
  return [...paths]
    .filter((path) => path.startsWith(core.layout.videos + sep))
    .map((path) => ({ path, trashed: join(core.layout.trash, id, basename(path)) }))
}

async function moveFile(from: string, to: string): Promise<void> {
  if (!existsSync(from) || existsSync(to)) return
  await mkdir(dirname(to), { recursive: true })
  await rename(from, to)
}
