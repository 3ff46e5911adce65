import { sql } from 'kysely'
import type { Db, WritableDb } from '../connection/connection.ts'
import { removeLocations, restoreLocations } from '../contents/dismissed-files.ts'
import { lostLocation, upsertLocation } from '../contents/locations.ts'
import type { LocationRow, VideoRow } from '../tables.ts'
import { findVideoByPath } from '../videos.ts'
import { insertAtRowid, type RelatedRows, removeRelatedRows, restoreRelatedRows } from './related-rows.ts'

export interface RemovedVideo {
  video: VideoRow & { rowid: number }
  locations: LocationRow[]
  related: RelatedRows[]
  /** True if another video has the same content; the locations then stay with it. */
  shared: boolean
}

/**
 * Removes a video, its locations and the rows that name it, and keeps them as a tombstone. Returns undefined if there
 * is none.
 */
export async function removeVideo(db: WritableDb, id: string, removedAt: string): Promise<RemovedVideo | undefined> {
  const video = await db
    .selectFrom('videos')
    .selectAll()
    .select(sql<number>`rowid`.as('rowid'))
    .where('id', '=', id)
    .executeTakeFirst()
  if (!video) return undefined
  // Another program may have recorded two videos with the same content.
  const other = await db
    .selectFrom('videos')
    .select('id')
    .where('file_hash', '=', video.file_hash)
    .where('id', '!=', id)
    .executeTakeFirst()
  const shared = other !== undefined
  const locations = shared ? [] : await removeLocations(db, video.file_hash)
  const related = await removeRelatedRows(db, id)
  await db
    .replaceInto('removed_videos')
    .values({
      id,
      file_hash: video.file_hash,
      video: JSON.stringify(video),
      locations: JSON.stringify(locations),
      related: JSON.stringify(related),
      removed_at: removedAt,
      shared: Number(shared),
    })
    .execute()
  await db.deleteFrom('videos').where('id', '=', id).execute()
  return { video, locations, related, shared }
}

/** Returns the tombstone of a video, or undefined. */
export async function findRemovedVideo(db: Db, id: string): Promise<RemovedVideo | undefined> {
  const row = await db.selectFrom('removed_videos').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) return undefined
  const locations: LocationRow[] = JSON.parse(row.locations)
  // Tombstones from before migration 3 do not say it, but a shared one has no locations.
  const shared = row.shared === null ? locations.length === 0 : row.shared === 1
  return { video: JSON.parse(row.video), locations, related: JSON.parse(row.related), shared }
}

/**
 * Restores a removed video at its old position in lists. If another video plays from its path by now, its path says
 * that the file was overwritten.
 */
export async function restoreVideo(
  db: WritableDb,
  { video, locations, related }: RemovedVideo,
  now: string,
): Promise<void> {
  const row = { ...video }
  if (await findVideoByPath(db, row.file_path)) {
    const lost = lostLocation(row, now)
    await upsertLocation(db, lost)
    row.file_path = lost.path
  }
  await insertAtRowid(db, 'videos', [row])
  await restoreRelatedRows(db, related)
  await restoreLocations(db, locations)
  await db.deleteFrom('removed_videos').where('id', '=', row.id).execute()
}
