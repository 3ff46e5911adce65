import { once } from 'node:events'
import { extname } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { Database } from 'better-sqlite3'

/**
 * Lets the planner look at the data as it is now: a full `ANALYZE` (docs: `PRAGMA optimize` samples, and does not mend
 * a plan that an import made wrong), in a thread of its own. Afterwards `database` reads the new statistics.
 */
export async function analyze(database: Database): Promise<void> {
  // See [Note: one flat folder] for the extension.
  const worker = new Worker(new URL(`./analyze-worker${extname(import.meta.url)}`, import.meta.url), {
    workerData: database.name,
  })
  await once(worker, 'exit')
  if (database.open) database.exec('ANALYZE sqlite_schema')
}
