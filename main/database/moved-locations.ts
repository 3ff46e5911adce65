import { sql } from 'kysely'
import type { Db } from './connection.ts'
import type { LocationRow } from './tables.ts'

/** What a file looks like: content that looks the same is a candidate, no more. */
export interface Looks {
  size_bytes: number
  mtime_ms: number
  sample_hash: string
}

/** A path at which a content that looks so was seen, and its video. */
export interface Candidate {
  /** Of the looks that were asked for. */
  position: number
  path: string
  file_hash: string
  missing_since: string | null
  video_id: string
  /** The path that the video plays from. */
  plays: string
  /** Another program may have stored a content several times. */
  video_count: number
}

/** The query behind `listCandidates`, apart so that a test can look at its plan. */
export function candidatesQuery(looks: readonly Looks[]) {
  return sql<Candidate>`
    SELECT asked.key AS position, locations.path, locations.file_hash, locations.missing_since,
      videos.id AS video_id, videos.file_path AS plays,
      (SELECT count(*) FROM videos WHERE file_hash = locations.file_hash) AS video_count
    FROM json_each(${JSON.stringify(looks)}) AS asked
    CROSS JOIN locations INDEXED BY locations_by_sample ON locations.sample_hash = asked.value ->> 'sample_hash'
      AND locations.size_bytes = asked.value ->> 'size_bytes' AND locations.mtime_ms = asked.value ->> 'mtime_ms'
    CROSS JOIN videos ON videos.rowid = (SELECT min(rowid) FROM videos WHERE file_hash = locations.file_hash)`
}

/** Where contents that look so were seen, as far as they are videos. */
export async function listCandidates(db: Db, looks: readonly Looks[]): Promise<Candidate[]> {
  return (await candidatesQuery(looks).execute(db)).rows
}

/** The query behind `listKnownLooks`, apart so that a test can look at its plan. */
export function knownLooksQuery(looks: readonly Looks[]) {
  return sql<{ position: number }>`
    SELECT asked.key AS position FROM json_each(${JSON.stringify(looks)}) AS asked
    WHERE EXISTS (
      SELECT 1 FROM locations INDEXED BY locations_by_sample
      WHERE locations.sample_hash = asked.value ->> 'sample_hash' AND locations.size_bytes = asked.value ->> 'size_bytes'
        AND locations.mtime_ms = asked.value ->> 'mtime_ms'
        AND EXISTS (SELECT 1 FROM videos WHERE videos.file_hash = locations.file_hash))`
}

/** The positions of those looks that a content of a video has, however many places it was seen at. */
export async function listKnownLooks(db: Db, looks: readonly Looks[]): Promise<Set<number>> {
  return new Set((await knownLooksQuery(looks).execute(db)).rows.map(({ position }) => position))
}

/** Those of `paths` at which a file was the last time anybody looked. */
export async function listPresent(db: Db, paths: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ path: string }>`
    SELECT locations.path FROM json_each(${JSON.stringify(paths)}) AS asked
    CROSS JOIN locations ON locations.path = asked.value
    WHERE locations.missing_since IS NULL`.execute(db)
  return new Set(rows.map(({ path }) => path))
}

const unconfirmed = sql<boolean>`verified_at IS NULL AND missing_since IS NULL AND sample_hash <> ''`

/** The query behind `listUnconfirmed`, apart so that a test can look at its plan. */
export function unconfirmedQuery(db: Db, after: string, limit: number) {
  const rows = db.selectFrom('locations').select(['path', 'file_hash']).where(unconfirmed)
  return rows.where('path', '>', after).orderBy('path').limit(limit)
}

/** Paths to which a video was followed without reading the file, in their order, after `after`. */
export async function listUnconfirmed(
  db: Db,
  after: string,
  limit: number,
): Promise<Pick<LocationRow, 'path' | 'file_hash'>[]> {
  return await unconfirmedQuery(db, after, limit).execute()
}

/** How many there are. */
export async function countUnconfirmed(db: Db): Promise<number> {
  const row = await db
    .selectFrom('locations')
    .select((of) => of.fn.countAll<number>().as('count'))
    .where(unconfirmed)
    .executeTakeFirstOrThrow()
  return row.count
}
