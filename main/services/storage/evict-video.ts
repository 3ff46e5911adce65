import { rm } from 'node:fs/promises'
import { RushesError } from '../../../shared/errors.ts'
import { isObjectAddress } from '../../../shared/object-address.ts'
import { whileLeaving } from '../../contents/leaving-files.ts'
import { setStoredPath } from '../../contents/stored-content.ts'
import type { Core } from '../../core.ts'
import { findLocation, listLocations, removeLocation } from '../../database/contents/locations.ts'
import { noteInJournal } from '../../database/journal/note.ts'
import type { ListedVideo } from '../../database/videos/listed-video.ts'
import { findVideoByPath } from '../../database/videos.ts'
import { findOwned, type OwnedPath } from '../../storage/inside-library.ts'
import { isFile } from '../../storage/presence.ts'

interface Evicted {
  /** The number of the library's own files that were deleted. */
  evicted: number
  /** Paths of files outside of the library, which stay. */
  outside: string[]
}

/**
 * Deletes the library's own files of a video whose verified copy is at `address`, in the bucket or in an archive. The
 * video plays from there, unless it has files outside of the library.
 * @throws RushesError CONFLICT if the copy is gone
 */
export async function evictVideo(
  core: Core,
  { file_hash }: Pick<ListedVideo, 'file_hash'>,
  address: string,
): Promise<Evicted> {
  const owned: OwnedPath[] = []
  const outside: string[] = []
  for (const { path, missing_since } of await listLocations(core.db, file_hash)) {
    const found = await findOwned(core.layout, path, 'media')
    if (found !== undefined) owned.push(found)
    else if (!isObjectAddress(path) && missing_since === null) outside.push(path)
  }
  // The first file that is there, so that a take with a file on this computer is not shown as stored elsewhere.
  const next = (await Promise.all(outside.map(isFile))).indexOf(true)
  const playedPath = outside[next] ?? address
  for (const path of owned) await evictFile(core, { address, playedPath, path, file_hash })
  return { evicted: owned.length, outside }
}

/** The rows say first that the copy has the content; then the file goes. */
async function evictFile(
  core: Core,
  { address, playedPath, path, file_hash }: { address: string; playedPath: string; path: OwnedPath; file_hash: string },
): Promise<void> {
  await core.write(async (transaction) => {
    const { db, touch } = transaction
    const copy = await findLocation(db, address)
    if (copy?.file_hash !== file_hash || copy.missing_since !== null || copy.verified_at === null)
      throw new RushesError('CONFLICT', `${path} stays: its copy at ${address} is gone.`)
    const video = await findVideoByPath(db, path)
    if (video && (await findVideoByPath(db, playedPath)) === undefined)
      await setStoredPath(transaction, { kind: 'video', ...video }, playedPath)
    if (video) await noteInJournal(db, 'videos', video.id)
    await removeLocation(db, { path, file_hash })
    touch('videos', 'duplicates')
  })
  const isFree = async (db: Core['db']) =>
    (await findVideoByPath(db, path)) === undefined && (await findLocation(db, path)) === undefined
  await core.sync()
  await whileLeaving(core, path, isFree, () => rm(path, { force: true }))
}
