import { sql } from 'kysely'
import type { Db } from './connection.ts'
import { putBackLocations, takeLocations } from './dismissed-files.ts'
import { lostLocation, putLocation } from './locations.ts'
import { putRelatedRows, type RelatedRows, takeRelatedRows } from './related-rows.ts'
import type { LocationRow, VideoRow } from './tables.ts'
import { findVideoByPath } from './videos.ts'

export interface RemovedVideo {
  video: VideoRow & { rowid: number }
  locations: LocationRow[]
  related: RelatedRows[]
  /** Another video had the content: the locations stayed with that one. */
  shared: boolean
}

/** Takes a video, its locations and what names it out of their tables and keeps them whole. Undefined when there is none. */
export async function removeVideo(db: Db, id: string, removedAt: string): Promise<RemovedVideo | undefined> {
  const video = await db
    .selectFrom('videos')
    .selectAll()
    .select(sql<number>`rowid`.as('rowid'))
    .where('id', '=', id)
    .executeTakeFirst()
  if (!video) return undefined
  // Another program may have stored the content twice.
  const other = await db
    .selectFrom('videos')
    .select('id')
    .where('file_hash', '=', video.file_hash)
    .where('id', '!=', id)
    .executeTakeFirst()
  const shared = other !== undefined
  const locations = shared ? [] : await takeLocations(db, video.file_hash)
  const related = await takeRelatedRows(db, id)
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

/** What a removal kept of a video, or undefined. */
export async function findRemovedVideo(db: Db, id: string): Promise<RemovedVideo | undefined> {
  const row = await db.selectFrom('removed_videos').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) return undefined
  const locations: LocationRow[] = JSON.parse(row.locations)
  // What a row of before can say of it is that it kept no locations.
  const shared = row.shared === null ? locations.length === 0 : row.shared === 1
  return { video: JSON.parse(row.video), locations, related: JSON.parse(row.related), shared }
}

/** Puts a removed video back to its old place in the order; under another path where `now` a video plays from its own. */
export async function restoreVideo(db: Db, { video, locations, related }: RemovedVideo, now: string): Promise<void> {
  const { rowid, ...row } = video
  if (await findVideoByPath(db, row.file_path)) {
    const lost = lostLocation(row, now)
    await putLocation(db, lost)
    row.file_path = lost.path
  }
  const taken = await db.selectFrom('videos').select('id').where(sql`rowid`, '=', rowid).executeTakeFirst()
  await db
    .insertInto('videos')
    .values(taken ? row : ({ ...row, rowid } as typeof row))
    .execute()
  await putRelatedRows(db, related)
  await putBackLocations(db, locations)
  await db.deleteFrom('removed_videos').where('id', '=', row.id).execute()
}
