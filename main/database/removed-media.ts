import { sql } from 'kysely'
import type { Db } from './connection.ts'
import { putBackLocations, takeLocations } from './dismissed-files.ts'
import { findLocation, lostLocation, putLocation } from './locations.ts'
import { hasMediaId } from './media.ts'
import type { MediaRow } from './media-table.ts'
import { putRelatedRows, type RelatedRows, takeRelatedRows } from './related-rows.ts'
import type { LocationRow } from './tables.ts'

/** A picture as it was in its table, whose content is known. */
type KnownMediaRow = MediaRow & { rowid: number; file_hash: string }

export interface RemovedImage {
  media: KnownMediaRow
  locations: LocationRow[]
  related: RelatedRows[]
}

/** Takes a picture, its locations and what names it out of their tables and keeps them whole. Undefined when there is none. */
export async function removeImage(db: Db, id: string, removedAt: string): Promise<RemovedImage | undefined> {
  const row = await db
    .selectFrom('media')
    .selectAll()
    .select(sql<number>`rowid`.as('rowid'))
    .where('Id', '=', id)
    .where('MediaType', '=', 'Image')
    .executeTakeFirst()
  if (!row?.file_hash) return undefined
  const media = { ...row, file_hash: row.file_hash }
  const locations = await takeLocations(db, media.file_hash)
  const related = await takeRelatedRows(db, id, 'media')
  await db
    .replaceInto('removed_media')
    .values({
      id,
      file_hash: media.file_hash,
      media: JSON.stringify(media),
      locations: JSON.stringify(locations),
      related: JSON.stringify(related),
      removed_at: removedAt,
    })
    .execute()
  await db.deleteFrom('media').where('Id', '=', id).execute()
  return { media, locations, related }
}

/** What a removal kept of a picture, or undefined. */
export async function findRemovedImage(db: Db, id: string): Promise<RemovedImage | undefined> {
  const row = await db.selectFrom('removed_media').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) return undefined
  return { media: JSON.parse(row.media), locations: JSON.parse(row.locations), related: JSON.parse(row.related) }
}

/**
 * Puts a removed picture back to its old place in the order; as missing where another content lies at its path by now, and with more
 * of its hash in its id where another content has that id by now.
 */
export async function restoreImage(db: Db, { media, locations, related }: RemovedImage, now: string): Promise<void> {
  const { rowid, ...row } = media
  const there = await findLocation(db, row.Path)
  if (there && there.file_hash !== row.file_hash) {
    const lost = lostLocation({ file_path: row.Path, file_hash: row.file_hash, size_bytes: row.size_bytes ?? 0 }, now)
    await putLocation(db, lost)
    row.Path = lost.path
  }
  if (await hasMediaId(db, row.Id)) row.Id = `${row.Id}-${row.file_hash.slice(0, 8)}`
  const taken = await db.selectFrom('media').select('Id').where(sql`rowid`, '=', rowid).executeTakeFirst()
  await db
    .insertInto('media')
    .values(taken ? row : ({ ...row, rowid } as typeof row))
    .execute()
  await putRelatedRows(
    db,
    related.map(({ table, column, rows }) => ({
      table,
      column,
      rows: rows.map((it) => ({ ...it, [column]: row.Id })),
    })),
  )
  await putBackLocations(db, locations)
  await db.deleteFrom('removed_media').where('id', '=', media.Id).execute()
}
