import type { Db, WritableDb } from '../connection/connection.ts'
import { listOf } from '../connection/query-parts.ts'
import type { LocationRow, Tables } from '../tables.ts'
import { listLocations } from './locations.ts'

/** Removes the locations of a content and returns them. Watched folders ignore the files while they are unchanged. */
export async function removeLocations(db: WritableDb, fileHash: string): Promise<LocationRow[]> {
  const locations = await listLocations(db, fileHash)
  for (const { path, size_bytes, mtime_ms } of locations) {
    await db.replaceInto('dismissed_files').values({ path, size_bytes, mtime_ms }).execute()
  }
  await db.deleteFrom('locations').where('file_hash', '=', fileHash).execute()
  return locations
}

/** Restores removed locations, except for paths that have another content now. */
export async function restoreLocations(db: WritableDb, locations: readonly LocationRow[]): Promise<void> {
  if (locations.length === 0) return
  await db
    .insertInto('locations')
    .values(locations)
    .onConflict((conflict) => conflict.column('path').doNothing())
    .execute()
  for (const { path } of locations) await db.deleteFrom('dismissed_files').where('path', '=', path).execute()
}

/** Lists those of `paths`, up to a few thousand, that were dismissed. */
export async function listDismissed(db: Db, paths: readonly string[]): Promise<Tables['dismissed_files'][]> {
  return await db.selectFrom('dismissed_files').selectAll().where('path', 'in', listOf(paths)).execute()
}
