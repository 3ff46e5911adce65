import { sql } from 'kysely'
import type { Db } from './connection.ts'

const columns = sql.raw(
  'id, job_id, action, input_path, input_hash, config_hash, output_path, output_hash, parameters, metadata, created_at',
)

/** Takes these out of the cache and keeps them aside, their inputs too; answers with the job ids that there were. */
export async function removeProcessing(db: Db, jobIds: readonly string[]): Promise<string[]> {
  const chosen = sql`job_id IN (${sql.join([...jobIds])})`
  const isThere = sql`job_id IN (SELECT job_id FROM processing_jobs WHERE ${chosen})`
  await sql`DELETE FROM removed_processing WHERE ${isThere}`.execute(db)
  await sql`
    INSERT INTO removed_processing (${columns}) SELECT ${columns} FROM processing_jobs WHERE ${chosen}`.execute(db)
  const rows = await db
    .deleteFrom('processing_jobs')
    .where('job_id', 'in', [...jobIds])
    .returning('job_id')
    .execute()
  return rows.map(({ job_id }) => job_id)
}

/**
 * Puts them back. One whose action, input path and configuration were processed again meanwhile stays away: what is
 * there is newer. Answers with the job ids that are back.
 */
export async function restoreProcessing(db: Db, jobIds: readonly string[]): Promise<string[]> {
  const chosen = sql`job_id IN (${sql.join([...jobIds])})`
  const { rows } = await sql<{ job_id: string }>`
    INSERT OR IGNORE INTO processing_jobs (${columns}) SELECT ${columns} FROM removed_processing WHERE ${chosen}
    RETURNING job_id`.execute(db)
  await db
    .deleteFrom('removed_processing')
    .where('job_id', 'in', [...jobIds])
    .execute()
  return rows.map(({ job_id }) => job_id)
}
