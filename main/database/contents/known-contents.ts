import { sql } from 'kysely'
import type { Db } from '../connection/connection.ts'
import { eachOf } from '../connection/query-parts.ts'
import type { Fingerprint } from './moved-locations.ts'

type Sample = Pick<Fingerprint, 'size_bytes' | 'sample_hash'>

/** A known content at a path without a present location. */
export interface KnownFile {
  /** Index of the file in the request. */
  position: number
  video_id: string
  /** The path that its video plays from; the size and time are those of a file there that is unchanged. */
  plays: string
  size_bytes: number
  /** Null if it has no location. */
  mtime_ms: number | null
}

/** Returns the query of `listKnownSamples`. */
export function knownSamplesQuery(fingerprints: readonly Sample[]) {
  return sql<{ position: number }>`
    SELECT asked.key AS position FROM ${eachOf(fingerprints)} AS asked
    WHERE EXISTS (
      SELECT 1 FROM locations INDEXED BY locations_by_sample
      WHERE locations.sample_hash = asked.value ->> 'sample_hash' AND locations.size_bytes = asked.value ->> 'size_bytes'
        AND EXISTS (SELECT 1 FROM videos WHERE videos.file_hash = locations.file_hash))`
}

/**
 * Returns the indexes of the files that have the size and the sample of a video. Their contents may still differ from
 * it.
 */
export async function listKnownSamples(db: Db, fingerprints: readonly Sample[]): Promise<Set<number>> {
  return new Set((await knownSamplesQuery(fingerprints).execute(db)).rows.map(({ position }) => position))
}

/** Returns the query of `listKnownFiles`. */
export function knownFilesQuery(files: readonly { path: string; file_hash: string }[]) {
  return sql<KnownFile>`
    SELECT asked.key AS position, videos.id AS video_id, videos.file_path AS plays, videos.size_bytes, there.mtime_ms
    FROM ${eachOf(files)} AS asked
    CROSS JOIN videos ON videos.file_hash = asked.value ->> 'file_hash'
    LEFT JOIN locations AS there ON there.path = videos.file_path
    WHERE (SELECT count(*) FROM videos WHERE file_hash = asked.value ->> 'file_hash') = 1
      AND NOT EXISTS (SELECT 1 FROM videos WHERE file_path = asked.value ->> 'path')
      AND NOT EXISTS (SELECT 1 FROM media WHERE Path = asked.value ->> 'path')
      AND NOT EXISTS (SELECT 1 FROM locations WHERE path = asked.value ->> 'path' AND missing_since IS NULL)`
}

/**
 * Lists those of `files`, up to some hundred, whose content is that of exactly one video and whose path has no present
 * location.
 */
export async function listKnownFiles(
  db: Db,
  files: readonly { path: string; file_hash: string }[],
): Promise<KnownFile[]> {
  return (await knownFilesQuery(files).execute(db)).rows
}

/** Lists the paths of the videos and images that have any of these contents. */
export async function listPathsOfContents(db: Db, fileHashes: readonly string[]): Promise<string[]> {
  const hashes = sql`SELECT value FROM ${eachOf([...new Set(fileHashes)])}`
  const { rows } = await sql<{ path: string }>`
    SELECT file_path AS path FROM videos WHERE file_hash IN (${hashes})
    UNION ALL SELECT Path AS path FROM media WHERE file_hash IN (${hashes})`.execute(db)
  return rows.map(({ path }) => path)
}
