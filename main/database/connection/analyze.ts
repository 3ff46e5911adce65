import { runInThread } from '../../threads/thread-pool.ts'
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
