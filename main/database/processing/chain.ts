import { sql } from 'kysely'
import type { ListedProcessing } from '../../../shared/contract/processing.ts'
import type { Db } from '../connection/connection.ts'
import { listOf } from '../connection/query-parts.ts'
import { listProcessingByIds } from './list-processing.ts'

/** Longer than any real chain. */
const mostSteps = 1000

/** One input and the output of a processing: contents with their algorithms, `sha256:…`. */
export interface ProcessingStep {
  job_id: string
  action: string
  input_hash: string
  output_hash: string
  /** Counted from 0. */
  position: number
}

/**
 * The inputs of processing that has several, see [Note: replaced inputs].
 */
const allInputs = sql`
  processing_jobs JOIN processing_inputs ON processing_inputs.job_id = processing_jobs.job_id AND EXISTS (
    SELECT 1 FROM processing_inputs AS begins WHERE begins.job_id = processing_jobs.job_id AND begins.position = 0
      AND begins.path = processing_jobs.input_path AND begins.hash = processing_jobs.input_hash)`

/**
 * Selects the processing that has these contents among its inputs, the inputs of each in their order; `limit` -1 stands
 * for none.
 */
export function madeFromQuery(hashes: readonly string[], limit = -1) {
  const chosen = listOf(hashes)
  return sql<ProcessingStep>`
    SELECT job_id, action, input_hash, output_hash, 0 AS position FROM processing_jobs WHERE input_hash IN ${chosen}
    UNION
    SELECT processing_jobs.job_id, action, processing_inputs.hash, output_hash, position FROM ${allInputs}
    WHERE processing_inputs.hash IN ${chosen}
    ORDER BY job_id, position
    LIMIT ${limit}`
}

/**
 * Selects all inputs of the processing that has these contents as outputs, those of each in their order; `limit` -1
 * stands for none.
 */
export function madeOfQuery(hashes: readonly string[], limit = -1) {
  const chosen = listOf(hashes)
  return sql<ProcessingStep>`
    SELECT job_id, action, input_hash, output_hash, 0 AS position FROM processing_jobs WHERE output_hash IN ${chosen}
    UNION
    SELECT processing_jobs.job_id, action, processing_inputs.hash, output_hash, position FROM ${allInputs}
    WHERE output_hash IN ${chosen}
    ORDER BY job_id, position
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
 * Returns all processing that led to a content (`sha256:…`) and all that started from it, over any number of steps, the
 * nearest first. Each content is followed once, so cycles end. At most 1000 each way.
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
