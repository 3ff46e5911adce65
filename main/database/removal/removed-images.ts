import { sql } from 'kysely'
import type { Db, WritableDb } from '../connection/connection.ts'
import { removeLocations, restoreLocations } from '../contents/dismissed-files.ts'
import { findLocation, lostLocation, upsertLocation } from '../contents/locations.ts'
import { hasImageId } from '../images.ts'
import type { LocationRow, MediaRow } from '../tables.ts'
import { insertAtRowid, type RelatedRows, removeRelatedRows, restoreRelatedRows } from './related-rows.ts'

/** The row of an image, whose content is known. */
type KnownMediaRow = MediaRow & { rowid: number; file_hash: string }

export interface RemovedImage {
  media: KnownMediaRow
  locations: LocationRow[]
  related: RelatedRows[]
}

/**
 * Removes an image, its locations and the rows that name it, and keeps them as a tombstone. Returns undefined if there
 * is none.
 */
export async function removeImage(db: WritableDb, id: string, removedAt: string): Promise<RemovedImage | undefined> {
  const row = await db
    .selectFrom('media')
    .selectAll()
    .select(sql<number>`rowid`.as('rowid'))
    .where('Id', '=', id)
    .where('MediaType', '=', 'Image')
    .executeTakeFirst()
  if (!row?.file_hash) return undefined
  const media = { ...row, file_hash: row.file_hash }
  const locations = await removeLocations(db, media.file_hash)
  const related = await removeRelatedRows(db, id, 'media')
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

/** Returns the tombstone of an image, or undefined. */
export async function findRemovedImage(db: Db, id: string): Promise<RemovedImage | undefined> {
  const row = await db.selectFrom('removed_media').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) return undefined
  return { media: JSON.parse(row.media), locations: JSON.parse(row.locations), related: JSON.parse(row.related) }
}

/**
 * Restores a removed image at its old position in lists. If another content is at its path by now, its path says that
 * the file was overwritten; if another image has its id, its hash is appended to the id.
 */
export async function restoreImage(
  db: WritableDb,
  { media, locations, related }: RemovedImage,
  now: string,
): Promise<void> {
  const row = { ...media }
  const there = await findLocation(db, row.Path)
  if (there && there.file_hash !== row.file_hash) {
    const lost = lostLocation({ file_path: row.Path, file_hash: row.file_hash, size_bytes: row.size_bytes }, now)
    await upsertLocation(db, lost)
    row.Path = lost.path
  }
  if (await hasImageId(db, row.Id)) row.Id = `${row.Id}-${row.file_hash.slice(0, 8)}`
  await insertAtRowid(db, 'media', [row])
  await restoreRelatedRows(
    db,
    related.map(({ table, column, rows }) => ({
      table,
      column,
      rows: rows.map((it) => ({ ...it, [column]: row.Id })),
    })),
  )
  await restoreLocations(db, locations)
  await db.deleteFrom('removed_media').where('id', '=', media.Id).execute()
}
