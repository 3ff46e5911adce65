import { sql } from 'kysely'
import { runInThread } from '../../threads/thread-pool.ts'
import type { Db } from './connection.ts'
import type { QueryThreads } from './query-threads.ts'

/**
 * Updates the statistics of SQLite’s planner with a full `ANALYZE` in a thread of its own. `PRAGMA optimize` only
 * samples, and does not correct a plan that a large import has made slow.
 */
export async function analyze(
  path: string,
  { reloadStatistics }: Pick<QueryThreads, 'reloadStatistics'>,
): Promise<void> {
  await runInThread({ script: 'analyze-worker', base: import.meta.url }, path)
  await reloadStatistics()
}

/** Growth at which plans may have become slow. The statistics of a million files take seconds. */
const outgrownBy = 1.25

/** Returns whether the library has many more files than when its statistics were made; true if it has none. */
export async function hasOutgrownStatistics(db: Db): Promise<boolean> {
  const { rows: tables } = await sql`SELECT 1 FROM sqlite_schema WHERE name = 'sqlite_stat1'`.execute(db)
  if (tables.length === 0) return true
  const { rows } = await sql<{ now: number; then: number }>`
    SELECT count(*) AS now, (SELECT max(CAST(stat AS INTEGER)) FROM sqlite_stat1 WHERE tbl = 'locations') AS "then"
    FROM locations`.execute(db)
  const { now = 0, then } = rows[0] ?? {}
  return now > (then ?? 0) * outgrownBy
}
