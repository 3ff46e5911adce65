import { sql } from 'kysely'
import type { Db } from './connection.ts'
import type { Looks } from './moved-locations.ts'

/** A file whose content is known, at a path at which nobody has seen any. */
export interface KnownFile {
  /** Of the files that were asked for. */
  position: number
  video_id: string
  /** The path that its video plays from, with the size and time that must be found there for it to be whole. */
  plays: string
  size_bytes: number
  /** Null where nobody has looked. */
  mtime_ms: number | null
}

/** The query behind `listKnownSamples`, apart so that a test can look at its plan. */
export function knownSamplesQuery(looks: readonly Pick<Looks, 'size_bytes' | 'sample_hash'>[]) {
  return sql<{ position: number }>`
    SELECT asked.key AS position FROM json_each(${JSON.stringify(looks)}) AS asked
    WHERE EXISTS (
      SELECT 1 FROM locations INDEXED BY locations_by_sample
      WHERE locations.sample_hash = asked.value ->> 'sample_hash' AND locations.size_bytes = asked.value ->> 'size_bytes'
        AND EXISTS (SELECT 1 FROM videos WHERE videos.file_hash = locations.file_hash))`
}

/** The positions of those that have the size and the sample of a video: what else they hold is not known. */
export async function listKnownSamples(
  db: Db,
  looks: readonly Pick<Looks, 'size_bytes' | 'sample_hash'>[],
): Promise<Set<number>> {
  return new Set((await knownSamplesQuery(looks).execute(db)).rows.map(({ position }) => position))
}

/** The query behind `listKnownFiles`, apart so that a test can look at its plan. */
export function knownFilesQuery(files: readonly { path: string; file_hash: string }[]) {
  return sql<KnownFile>`
    SELECT asked.key AS position, videos.id AS video_id, videos.file_path AS plays, videos.size_bytes, there.mtime_ms
    FROM json_each(${JSON.stringify(files)}) AS asked
    CROSS JOIN videos ON videos.file_hash = asked.value ->> 'file_hash'
    LEFT JOIN locations AS there ON there.path = videos.file_path
    WHERE (SELECT count(*) FROM videos WHERE file_hash = asked.value ->> 'file_hash') = 1
      AND NOT EXISTS (SELECT 1 FROM videos WHERE file_path = asked.value ->> 'path')
      AND NOT EXISTS (SELECT 1 FROM media WHERE Path = asked.value ->> 'path')
      AND NOT EXISTS (SELECT 1 FROM locations WHERE path = asked.value ->> 'path' AND missing_since IS NULL)`
}

/** Those of `files`, some hundred at the most, whose content is that of one video, at paths at which nothing is known to be. */
export async function listKnownFiles(
  db: Db,
  files: readonly { path: string; file_hash: string }[],
): Promise<KnownFile[]> {
  return (await knownFilesQuery(files).execute(db)).rows
}
