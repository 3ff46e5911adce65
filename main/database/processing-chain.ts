import { sql } from 'kysely'
import type { ListedProcessing } from '../../shared/contract/processing.ts'
import type { Db } from './connection.ts'
import { listProcessingByIds } from './listed-processing.ts'

/** Longer than any chain of takes; a foreign table may hold anything. */
const mostSteps = 1000

/** One input of one processing, and what was made of it: contents with their algorithms, `sha256:…`. */
export interface ProcessingStep {
  job_id: string
  action: string
  input_hash: string
  output_hash: string
}

/**
 * All inputs of what was made of several. Another program that replaces a row knows nothing of them: they count only where the first
 * is still that of the row.
 */
const allInputs = sql`
  processing_jobs JOIN processing_inputs ON processing_inputs.job_id = processing_jobs.job_id AND EXISTS (
    SELECT 1 FROM processing_inputs AS begins WHERE begins.job_id = processing_jobs.job_id AND begins.position = 0
      AND begins.path = processing_jobs.input_path AND begins.hash = processing_jobs.input_hash)`

/** What was made of these contents, by way of all inputs; `limit` -1 is none. Apart so that a test can look at its plan. */
export function madeFromQuery(hashes: readonly string[], limit = -1) {
  const chosen = sql`(SELECT value FROM json_each(${JSON.stringify(hashes)}))`
  return sql<ProcessingStep>`
    SELECT job_id, action, input_hash, output_hash FROM processing_jobs WHERE input_hash IN ${chosen}
    UNION
    SELECT processing_jobs.job_id, action, processing_inputs.hash, output_hash FROM ${allInputs}
    WHERE processing_inputs.hash IN ${chosen}
    LIMIT ${limit}`
}

/** What these contents were made of, all inputs; `limit` -1 is none. Apart so that a test can look at its plan. */
export function madeOfQuery(hashes: readonly string[], limit = -1) {
  const chosen = sql`(SELECT value FROM json_each(${JSON.stringify(hashes)}))`
  return sql<ProcessingStep>`
    SELECT job_id, action, input_hash, output_hash FROM processing_jobs WHERE output_hash IN ${chosen}
    UNION
    SELECT processing_jobs.job_id, action, processing_inputs.hash, output_hash FROM ${allInputs}
    WHERE output_hash IN ${chosen}
    LIMIT ${limit}`
}

async function follow(
  db: Db,
  hash: string,
  next: typeof madeOfQuery,
  far: 'input_hash' | 'output_hash',
): Promise<ListedProcessing[]> {
  const jobIds = new Set<string>()
  const seen = new Set([hash])
  let ends = [hash]
  while (ends.length > 0 && jobIds.size < mostSteps) {
    const { rows } = await next(ends).execute(db)
    for (const { job_id } of rows) jobIds.add(job_id)
    ends = [...new Set(rows.map((row) => row[far]))].filter((it) => !seen.has(it))
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
  return {
    made_of: await follow(db, hash, madeOfQuery, 'input_hash'),
    made_from_it: await follow(db, hash, madeFromQuery, 'output_hash'),
  }
}
