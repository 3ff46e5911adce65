import type { Insertable } from 'kysely'
import type { Db } from './connection.ts'
import type { LocationRow, LocationsTable } from './tables.ts'

/** What is known of `path`, or undefined. */
export async function findLocation(db: Db, path: string): Promise<LocationRow | undefined> {
  return await db.selectFrom('locations').selectAll().where('path', '=', path).executeTakeFirst()
}

/** Where a content was seen, in the order of their paths. */
export async function listLocations(db: Db, fileHash: string): Promise<LocationRow[]> {
  return await db.selectFrom('locations').selectAll().where('file_hash', '=', fileHash).orderBy('path').execute()
}

/** Upserts what was seen at a path: it is there now, whatever was known before. */
export async function putLocation(db: Db, location: Insertable<LocationsTable>): Promise<void> {
  const { path: _, ...seen } = location
  await db
    .insertInto('locations')
    .values(location)
    .onConflict((conflict) => conflict.column('path').doUpdateSet({ missing_since: null, ...seen }))
    .execute()
}

/** Where a video is said to be when its path holds another content by now, and there is no other: a path that says so. */
export function lostLocation(
  video: { file_path: string; file_hash: string; size_bytes: number },
  when: string,
): Insertable<LocationsTable> {
  const { file_path, file_hash, size_bytes } = video
  return { ...neverSeen(lostPath(file_path, file_hash), file_hash, when), size_bytes }
}

/** The path that says so. */
export function lostPath(path: string, fileHash: string): string {
  return `${path} (overwritten, was ${fileHash.slice(0, 12)})`
}

/** A path at which a content is said to have been, and where nobody has seen anything. */
export function neverSeen(path: string, fileHash: string, when: string): Insertable<LocationsTable> {
  return { path, file_hash: fileHash, size_bytes: 0, mtime_ms: 0, sample_hash: '', missing_since: when }
}

/** Notes that a path is gone since `when`, or with null that it is there. */
export async function markMissing(db: Db, path: string, when: string | null): Promise<void> {
  await db.updateTable('locations').set({ missing_since: when }).where('path', '=', path).execute()
}
