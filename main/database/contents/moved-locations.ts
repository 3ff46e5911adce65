import { sql } from 'kysely'
import type { Db } from '../connection/connection.ts'
import { countRows, eachOf } from '../connection/query-parts.ts'
import type { LocationRow } from '../tables.ts'

/** Properties by which a moved file is found. A content with the same fingerprint is only a candidate. */
export interface Fingerprint {
  size_bytes: number
  mtime_ms: number
  sample_hash: string
}

/** A location with a requested fingerprint, and its video. */
export interface Candidate {
  /** Index of the fingerprint in the request. */
  position: number
  path: string
  file_hash: string
  missing_since: string | null
  video_id: string
  /** The path that the video plays from. */
  plays: string
  /** Number of videos with the content; other programs may store a content several times. */
  video_count: number
}

/** Returns the query of `listCandidates`. */
export function candidatesQuery(fingerprints: readonly Fingerprint[]) {
  return sql<Candidate>`
    SELECT asked.key AS position, locations.path, locations.file_hash, locations.missing_since,
      videos.id AS video_id, videos.file_path AS plays,
      (SELECT count(*) FROM videos WHERE file_hash = locations.file_hash) AS video_count
    FROM ${eachOf(fingerprints)} AS asked
    CROSS JOIN locations INDEXED BY locations_by_sample ON locations.sample_hash = asked.value ->> 'sample_hash'
      AND locations.size_bytes = asked.value ->> 'size_bytes' AND locations.mtime_ms = asked.value ->> 'mtime_ms'
    CROSS JOIN videos ON videos.rowid = (SELECT min(rowid) FROM videos WHERE file_hash = locations.file_hash)`
}

/** Lists the locations of videos with these fingerprints. */
export async function listCandidates(db: Db, fingerprints: readonly Fingerprint[]): Promise<Candidate[]> {
  return (await candidatesQuery(fingerprints).execute(db)).rows
}

/** Returns the query of `listKnownFingerprints`. */
export function knownFingerprintsQuery(fingerprints: readonly Fingerprint[]) {
  return sql<{ position: number }>`
    SELECT asked.key AS position FROM ${eachOf(fingerprints)} AS asked
    WHERE EXISTS (
      SELECT 1 FROM locations INDEXED BY locations_by_sample
      WHERE locations.sample_hash = asked.value ->> 'sample_hash' AND locations.size_bytes = asked.value ->> 'size_bytes'
        AND locations.mtime_ms = asked.value ->> 'mtime_ms'
        AND EXISTS (SELECT 1 FROM videos WHERE videos.file_hash = locations.file_hash))`
}

/** Returns the indexes of the fingerprints that a location of a video has. */
export async function listKnownFingerprints(db: Db, fingerprints: readonly Fingerprint[]): Promise<Set<number>> {
  return new Set((await knownFingerprintsQuery(fingerprints).execute(db)).rows.map(({ position }) => position))
}

/** Returns those of `paths` that have a present location. */
export async function listPresent(db: Db, paths: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ path: string }>`
    SELECT locations.path FROM ${eachOf(paths)} AS asked
    CROSS JOIN locations ON locations.path = asked.value
    WHERE locations.missing_since IS NULL`.execute(db)
  return new Set(rows.map(({ path }) => path))
}

const unconfirmed = sql<boolean>`verified_at IS NULL AND missing_since IS NULL AND sample_hash <> ''`

/** Returns the query of `listUnconfirmed`. */
export function unconfirmedQuery(db: Db, after: string, limit: number) {
  const rows = db.selectFrom('locations').select(['path', 'file_hash']).where(unconfirmed)
  return rows.where('path', '>', after).orderBy('path').limit(limit)
}

/** Lists the paths of moved files whose content is unconfirmed, in their order, after the cursor `after`. */
export async function listUnconfirmed(
  db: Db,
  after: string,
  limit: number,
): Promise<Pick<LocationRow, 'path' | 'file_hash'>[]> {
  return await unconfirmedQuery(db, after, limit).execute()
}

/** Counts the moved files whose content is unconfirmed. */
export async function countUnconfirmed(db: Db): Promise<number> {
  return await countRows(db.selectFrom('locations').where(unconfirmed))
}
