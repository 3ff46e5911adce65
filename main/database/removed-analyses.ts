import { sql } from 'kysely'
import type { Db } from './connection.ts'

const columns = sql.raw('id, file_path, file_hash, config_hash, ranges, metadata, created_at')

/** Takes these analyses out of the cache and keeps them aside; answers with the ids that there were. */
export async function removeAnalyses(db: Db, ids: readonly number[]): Promise<number[]> {
  const chosen = sql`id IN (${sql.join([...ids])})`
  await sql`
    INSERT OR REPLACE INTO removed_analyses (${columns}) SELECT ${columns} FROM analysis_jobs WHERE ${chosen}`.execute(
    db,
  )
  const rows = await db
    .deleteFrom('analysis_jobs')
    .where('id', 'in', [...ids])
    .returning('id')
    .execute()
  return rows.map(({ id }) => id)
}

/**
 * Puts them back, under the ids that they had. One whose path and configuration were analysed again meanwhile stays
 * away: what is there is newer. Answers with the ids that are back.
 */
export async function restoreAnalyses(db: Db, ids: readonly number[]): Promise<number[]> {
  const chosen = sql`id IN (${sql.join([...ids])})`
  const { rows } = await sql<{ id: number }>`
    INSERT OR IGNORE INTO analysis_jobs (${columns}) SELECT ${columns} FROM removed_analyses WHERE ${chosen}
    RETURNING id`.execute(db)
  await db
    .deleteFrom('removed_analyses')
    .where('id', 'in', [...ids])
    .execute()
  return rows.map(({ id }) => id)
}
