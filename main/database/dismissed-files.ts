import { sql } from 'kysely'
import type { Db } from './connection.ts'
import { listLocations } from './locations.ts'
import type { DismissedFileRow } from './rescan-tables.ts'
import type { LocationRow } from './tables.ts'

/** Takes out where a content was seen, and answers with it. As its files look now, watched folders do not bring them back. */
export async function takeLocations(db: Db, fileHash: string): Promise<LocationRow[]> {
  const locations = await listLocations(db, fileHash)
  for (const { path, size_bytes, mtime_ms } of locations) {
    await db.replaceInto('dismissed_files').values({ path, size_bytes, mtime_ms }).execute()
  }
  await db.deleteFrom('locations').where('file_hash', '=', fileHash).execute()
  return locations
}

/** Puts them back, but for paths at which something else was seen since. */
export async function putBackLocations(db: Db, locations: readonly LocationRow[]): Promise<void> {
  if (locations.length === 0) return
  await db
    .insertInto('locations')
    .values(locations)
    .onConflict((conflict) => conflict.column('path').doNothing())
    .execute()
  for (const { path } of locations) await db.deleteFrom('dismissed_files').where('path', '=', path).execute()
}

/** What is known of those of `paths`, a few thousand at the most, that were dismissed. */
export async function listDismissed(db: Db, paths: readonly string[]): Promise<DismissedFileRow[]> {
  const asked = sql<string>`(SELECT value FROM json_each(${JSON.stringify(paths)}))`
  return await db.selectFrom('dismissed_files').selectAll().where('path', 'in', asked).execute()
}
