import { type Insertable, type SqlBool, sql } from 'kysely'
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

/** The expression of the index `locations_by_file_name`: what follows the last slash of any system. */
const fileName = sql`replace(replace(path, '\\', '/'), rtrim(replace(path, '\\', '/'), replace(replace(path, '\\', '/'), '/', '')), '')`

/** The query behind `listContentsNamed`, apart so that a test can look at its plan. */
export function contentsNamedQuery(db: Db, name: string) {
  return db.selectFrom('locations').select('file_hash').distinct().where(sql<SqlBool>`${fileName} = ${name}`).limit(2)
}

/** The contents of files of this name, wherever they were seen; two where there are more. */
export async function listContentsNamed(db: Db, name: string): Promise<string[]> {
  return (await contentsNamedQuery(db, name).execute()).map(({ file_hash }) => file_hash)
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

/** The same of many, of which the whole file was read at `when`. */
export async function putVerifiedLocations(
  db: Db,
  locations: readonly Pick<LocationRow, 'path' | 'file_hash' | 'size_bytes' | 'mtime_ms' | 'sample_hash'>[],
  when: string,
): Promise<void> {
  await sql`
    INSERT INTO locations (path, file_hash, size_bytes, mtime_ms, sample_hash, seen_at, verified_at)
    SELECT value ->> 'path', value ->> 'file_hash', value ->> 'size_bytes', value ->> 'mtime_ms', value ->> 'sample_hash',
      ${when}, ${when}
    FROM json_each(${JSON.stringify(locations)}) WHERE true
    ON CONFLICT (path) DO UPDATE SET file_hash = excluded.file_hash, size_bytes = excluded.size_bytes,
      mtime_ms = excluded.mtime_ms, sample_hash = excluded.sample_hash, seen_at = excluded.seen_at,
      verified_at = excluded.verified_at, missing_since = NULL`.execute(db)
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

/** Files with their contents, as `json_each` reads them. */
type FoundFile = Pick<LocationRow, 'path' | 'file_hash' | 'size_bytes' | 'mtime_ms' | 'sample_hash'>

function valuesOf(files: readonly FoundFile[]): string {
  return JSON.stringify(files.map((it) => [it.path, it.file_hash, it.size_bytes, it.mtime_ms, it.sample_hash]))
}

/** Adds locations of contents that no video has, at paths of which nothing is known. Answers how many of them there were. */
export async function insertLocations(db: Db, files: readonly FoundFile[], now: string): Promise<number> {
  const result = await sql`
    INSERT INTO locations (path, file_hash, size_bytes, mtime_ms, sample_hash, seen_at, verified_at)
    SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, ${now}, ${now} FROM json_each(${valuesOf(files)})
    WHERE NOT EXISTS (SELECT 1 FROM videos WHERE file_hash = value ->> 1)
      AND NOT EXISTS (SELECT 1 FROM videos WHERE file_path = value ->> 0)
    ON CONFLICT DO NOTHING`.execute(db)
  return Number(result.numAffectedRows ?? 0)
}

/** Those of the files, by their positions, of which `locations` does not say just that yet. */
export async function listUnwritten(db: Db, files: readonly FoundFile[]): Promise<number[]> {
  const { rows } = await sql<{ position: number }>`
    SELECT asked.key AS position FROM json_each(${valuesOf(files)}) AS asked
    LEFT JOIN locations ON locations.path = asked.value ->> 0
    WHERE (locations.file_hash, locations.size_bytes, locations.mtime_ms, locations.sample_hash, locations.missing_since)
      IS NOT (asked.value ->> 1, asked.value ->> 2, asked.value ->> 3, asked.value ->> 4, NULL)`.execute(db)
  return rows.map(({ position }) => position)
}
