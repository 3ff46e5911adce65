import { sql } from 'kysely'
import type { ListedProcessing } from '../../shared/contract/processing.ts'
import type { Db } from './connection.ts'
import { listProcessingByIds } from './listed-processing.ts'

/** Longer than any chain of takes; a foreign table may hold anything. */
const mostSteps = 1000

interface Step {
  job_id: string
  /** The contents at the far end, with their algorithms: where the next steps begin. */
  hash: string
}

/** What was made of these contents, by way of all inputs; apart so that a test can look at its plan. */
export function madeFromQuery(hashes: readonly string[]) {
  const chosen = sql`(SELECT value FROM json_each(${JSON.stringify(hashes)}))`
  return sql<Step>`
    SELECT job_id, output_hash AS hash FROM processing_jobs WHERE input_hash IN ${chosen}
    UNION
    SELECT processing_jobs.job_id, output_hash FROM processing_inputs
      JOIN processing_jobs ON processing_jobs.job_id = processing_inputs.job_id
    WHERE processing_inputs.hash IN ${chosen}`
}

/** What these contents were made of, all inputs; apart so that a test can look at its plan. */
export function madeOfQuery(hashes: readonly string[]) {
  const chosen = sql`(SELECT value FROM json_each(${JSON.stringify(hashes)}))`
  return sql<Step>`
    SELECT job_id, input_hash AS hash FROM processing_jobs WHERE output_hash IN ${chosen}
    UNION
    SELECT processing_jobs.job_id, processing_inputs.hash FROM processing_jobs
      JOIN processing_inputs ON processing_inputs.job_id = processing_jobs.job_id
    WHERE output_hash IN ${chosen}`
}

async function follow(db: Db, hash: string, next: typeof madeOfQuery): Promise<ListedProcessing[]> {
  const jobIds = new Set<string>()
  const seen = new Set([hash])
  let ends = [hash]
  while (ends.length > 0 && jobIds.size < mostSteps) {
    const { rows } = await next(ends).execute(db)
    for (const { job_id } of rows) jobIds.add(job_id)
    ends = [...new Set(rows.map((row) => row.hash))].filter((it) => !seen.has(it))
    for (const end of ends) seen.add(end)
  }
  return await listProcessingByIds(db, [...jobIds].slice(0, mostSteps))
}

/**
 * All processing that leads to a content (`sha256:…`) and all that began with it, by content, however many steps away,
 * the nearest first; circles end where they close. At most 1000 each way.
 */
export async function readChain(
  db: Db,
  hash: string,
): Promise<{ made_of: ListedProcessing[]; made_from_it: ListedProcessing[] }> {
  return { made_of: await follow(db, hash, madeOfQuery), made_from_it: await follow(db, hash, madeFromQuery) }
}
