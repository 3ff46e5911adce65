import { type Insertable, type RawBuilder, sql } from 'kysely'
import type { Db, WritableDb } from '../connection/connection.ts'
import { eachOf, listOf } from '../connection/query-parts.ts'
import type { LocationRow, Tables } from '../tables.ts'

/** Returns the location at `path`, present or missing, or undefined. */
export async function findLocation(db: Db, path: string): Promise<LocationRow | undefined> {
  return await db.selectFrom('locations').selectAll().where('path', '=', path).executeTakeFirst()
}

/** Lists the locations at `paths`, up to a few thousand, present or missing. */
export async function listLocationsAt(db: Db, paths: readonly string[]): Promise<LocationRow[]> {
  return await db.selectFrom('locations').selectAll().where('path', 'in', listOf(paths)).execute()
}

/** Lists the locations of a content, present and missing, by path. */
export async function listLocations(db: Db, fileHash: string): Promise<LocationRow[]> {
  return await db.selectFrom('locations').selectAll().where('file_hash', '=', fileHash).orderBy('path').execute()
}

/** Lists the paths at which some contents were found last, up to a few thousand contents. */
export async function listPresentPaths(
  db: Db,
  fileHashes: readonly string[],
): Promise<Pick<LocationRow, 'file_hash' | 'path'>[]> {
  return await db
    .selectFrom('locations')
    .select(['file_hash', 'path'])
    .where('file_hash', 'in', listOf(fileHashes))
    .where('missing_since', 'is', null)
    .execute()
}

/** Lists the missing locations inside `folder`, which ends in a separator. */
export async function listMissingInside(db: Db, folder: string): Promise<LocationRow[]> {
  return await insideFolder(db, folder).selectAll().where('missing_since', 'is not', null).execute()
}

/** Selects a range of the key: U+10FFFF, which is in no path, sorts after all paths inside the folder. */
export function insideFolder(db: Db, folder: string) {
  return db
    .selectFrom('locations')
    .where('path', '>=', folder)
    .where('path', '<', sql<string>`${folder} || char(1114111)`)
}

/** Returns the file name in a path of any system: the expression of the index `locations_by_file_name`. */
export function fileNameIn(path: RawBuilder<unknown>): RawBuilder<string> {
  return sql`replace(replace(${path}, '\\', '/'), rtrim(replace(${path}, '\\', '/'), replace(replace(${path}, '\\', '/'), '/', '')), '')`
}

/** Upserts a location by its path and marks it as present. */
export async function upsertLocation(db: WritableDb, location: Insertable<Tables['locations']>): Promise<void> {
  const { path: _, ...seen } = location
  await db
    .insertInto('locations')
    .values(location)
    .onConflict((conflict) => conflict.column('path').doUpdateSet({ missing_since: null, ...seen }))
    .execute()
}

/** Upserts present locations whose files were read in full at `when`. */
export async function upsertVerifiedLocations(db: Db, locations: readonly HashedFile[], when: string): Promise<void> {
  await sql`
    INSERT INTO locations (path, file_hash, size_bytes, mtime_ms, sample_hash, seen_at, verified_at)
    SELECT value ->> 'path', value ->> 'file_hash', value ->> 'size_bytes', value ->> 'mtime_ms', value ->> 'sample_hash',
      ${when}, ${when}
    FROM ${eachOf(locations)} WHERE true
    ON CONFLICT (path) DO UPDATE SET file_hash = excluded.file_hash, size_bytes = excluded.size_bytes,
      mtime_ms = excluded.mtime_ms, sample_hash = excluded.sample_hash, seen_at = excluded.seen_at,
      verified_at = excluded.verified_at, missing_since = NULL`.execute(db)
}

/** Returns a missing location for a video whose path has another content by now and that has no other location. */
export function lostLocation(
  video: { file_path: string; file_hash: string; size_bytes: number | null },
  when: string,
): Insertable<Tables['locations']> {
  const { file_path, file_hash, size_bytes } = video
  return { ...missingLocation(lostPath(file_path, file_hash), file_hash, when), size_bytes: size_bytes ?? 0 }
}

/** Returns a path that says that the file was overwritten. */
export function lostPath(path: string, fileHash: string): string {
  return `${overwrittenPaths(path).from}${fileHash.slice(0, 12)})`
}

/** Returns the range of the paths that say that the file at `path` was overwritten: from `from`, and below `to`. */
export function overwrittenPaths(path: string): { from: string; to: string } {
  const from = `${path} (overwritten, was `
  return { from, to: `${from}g` }
}

/** Returns the path whose file was overwritten, if that is what `path` says; else null. */
export function overwrittenPath(path: string, fileHash: string): string | null {
  const ending = lostPath('', fileHash)
  return path.endsWith(ending) ? path.slice(0, -ending.length) : null
}

/** Removes the location of a content that was overwritten at `path`. */
export async function removeLocation(
  db: WritableDb,
  { path, file_hash }: Pick<LocationRow, 'path' | 'file_hash'>,
): Promise<void> {
  await db.deleteFrom('locations').where('path', '=', path).where('file_hash', '=', file_hash).execute()
}

/** Returns a missing location for a path at which a content was recorded but never found. */
export function missingLocation(path: string, fileHash: string, when: string): Insertable<Tables['locations']> {
  return { path, file_hash: fileHash, size_bytes: 0, mtime_ms: 0, sample_hash: '', missing_since: when }
}

/** Marks a location as missing since `when`; null marks it as present. */
export async function markMissing(db: WritableDb, path: string, when: string | null): Promise<void> {
  await db.updateTable('locations').set({ missing_since: when }).where('path', '=', path).execute()
}

/** A file whose content is known. */
type HashedFile = Pick<LocationRow, 'path' | 'file_hash' | 'size_bytes' | 'mtime_ms' | 'sample_hash'>

function valuesOf({ path, file_hash, size_bytes, mtime_ms, sample_hash }: HashedFile) {
  return [path, file_hash, size_bytes, mtime_ms, sample_hash]
}

/** Adds the locations of contents without a video, at paths without a location or a video. Returns their number. */
export async function insertLocations(db: Db, files: readonly HashedFile[], now: string): Promise<number> {
  const result = await sql`
    INSERT INTO locations (path, file_hash, size_bytes, mtime_ms, sample_hash, seen_at, verified_at)
    SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, ${now}, ${now} FROM ${eachOf(files.map(valuesOf))}
    WHERE NOT EXISTS (SELECT 1 FROM videos WHERE file_hash = value ->> 1)
      AND NOT EXISTS (SELECT 1 FROM videos WHERE file_path = value ->> 0)
    ON CONFLICT DO NOTHING`.execute(db)
  return Number(result.numAffectedRows ?? 0)
}

/** Returns the indexes of the files whose location is absent, missing or different. */
export async function listOutdatedLocations(db: Db, files: readonly HashedFile[]): Promise<number[]> {
  const { rows } = await sql<{ position: number }>`
    SELECT asked.key AS position FROM ${eachOf(files.map(valuesOf))} AS asked
    LEFT JOIN locations ON locations.path = asked.value ->> 0
    WHERE (locations.file_hash, locations.size_bytes, locations.mtime_ms, locations.sample_hash, locations.missing_since)
      IS NOT (asked.value ->> 1, asked.value ->> 2, asked.value ->> 3, asked.value ->> 4, NULL)`.execute(db)
  return rows.map(({ position }) => position)
}
