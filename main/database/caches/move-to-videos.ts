import { sql } from 'kysely'
import type { Db } from '../connection/connection.ts'

/**
 * Before a result is cached for a path that has the content `hash` now: moves the rows of older contents there to the
 * paths of their videos, as far as these have left the path. One path and configuration have one row only, so the
 * result of a new version would replace that of the video which was overwritten.
 */
export async function moveToVideos(db: Db, path: string, hash: string): Promise<void> {
  const videoOf = (column: string) =>
    sql`videos WHERE videos.file_hash = substr(${sql.ref(column)}, 8) AND videos.file_path <> ${path}`
  const pathOf = (column: string) =>
    sql`(SELECT videos.file_path FROM ${videoOf(column)} ORDER BY videos.rowid LIMIT 1)`
  const isOfVideo = (column: string) => sql`${sql.ref(column)} <> ${hash} AND EXISTS (SELECT 1 FROM ${videoOf(column)})`
  await sql`
    UPDATE OR IGNORE analysis_jobs SET file_path = ${pathOf('analysis_jobs.file_hash')}
    WHERE file_path = ${path} AND ${isOfVideo('analysis_jobs.file_hash')}`.execute(db)
  await sql`
    UPDATE processing_inputs SET path = ${pathOf('processing_inputs.hash')}
    WHERE job_id IN (SELECT job_id FROM processing_jobs WHERE input_path = ${path})
      AND path = ${path} AND ${isOfVideo('processing_inputs.hash')}`.execute(db)
  await sql`
    UPDATE OR IGNORE processing_jobs SET input_path = ${pathOf('processing_jobs.input_hash')}
    WHERE input_path = ${path} AND ${isOfVideo('processing_jobs.input_hash')}`.execute(db)
}
