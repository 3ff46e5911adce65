import { sql } from 'kysely'
import { withAlgorithm } from '../caches/cache-state.ts'
import type { Db } from '../connection/connection.ts'
import { eachOf } from '../connection/query-parts.ts'
import { findContent } from './find-content.ts'
import { findLocation } from './locations.ts'

/** Returns whether any row says that the file at `path`, or its content, belongs to the library. */
export async function isRecorded(db: Db, path: string, fileHash: string): Promise<boolean> {
  if (await findLocation(db, path)) return true
  if (await findContent(db, fileHash)) return true
  const processing = db
    .selectFrom('processing_jobs')
    .select('job_id')
    .where('output_hash', '=', withAlgorithm(fileHash))
  return (await processing.executeTakeFirst()) !== undefined
}

/** A file in the library, its path in the spellings that rows may have, and the content that its name says, if any. */
interface NamedFile {
  path: string
  spellings: readonly string[]
  file_hash: string | null
}

/** Returns the query of `listUnrecorded`. */
export function unrecordedQuery(files: readonly NamedFile[]) {
  const path = sql`(file.value ->> 'path')`
  const hash = sql`(file.value ->> 'file_hash')`
  const spellings = sql`(SELECT value FROM json_each(file.value, '$.spellings'))`
  return sql<{ position: number }>`
    SELECT file.key AS position FROM ${eachOf(files)} AS file
    WHERE NOT EXISTS (SELECT 1 FROM locations WHERE path = ${path})
      AND NOT EXISTS (SELECT 1 FROM videos WHERE file_hash = ${hash})
      AND NOT EXISTS (SELECT 1 FROM media WHERE file_hash = ${hash})
      AND NOT EXISTS (SELECT 1 FROM videos WHERE file_path IN ${spellings})
      AND NOT EXISTS (SELECT 1 FROM media WHERE Path IN ${spellings})
      AND NOT EXISTS (SELECT 1 FROM processing_jobs WHERE output_hash = 'sha256:' || ${hash})
      AND NOT EXISTS (SELECT 1 FROM ${spellings} WHERE value IN (SELECT output_path FROM processing_jobs))
      AND ifnull(${hash}, '') NOT IN (SELECT file_hash FROM removed_videos UNION SELECT file_hash FROM removed_media)`
}

/** Returns the indexes of the files that no row names, and whose content no row has, also none of a removed one. */
export async function listUnrecorded(db: Db, files: readonly NamedFile[]): Promise<number[]> {
  const { rows } = await unrecordedQuery(files).execute(db)
  return rows.map(({ position }) => Number(position))
}
