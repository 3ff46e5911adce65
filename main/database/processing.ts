import { type Insertable, type SqlBool, sql } from 'kysely'
import type { Processing } from '../../shared/contract/processing.ts'
import type { Db, WritableDb } from './connection/connection.ts'
import { parseObject } from './connection/json-column.ts'
import type { ProcessingRow, Tables } from './tables.ts'

/** The key of a cached processing: an action, a path, the content that was there, and a configuration. */
export interface ProcessingKey {
  action: string
  input_path: string
  input_hash: string
  config_hash: string
}

export const processingColumns = [
  'job_id',
  'action',
  'input_path',
  'input_hash',
  'config_hash',
  'output_path',
  'output_hash',
  'parameters',
  'metadata',
  'created_at',
] as const

/** Parses a row. Values that cannot be read become null, see [Note: foreign values]. */
export function processingOf(row: Omit<ProcessingRow, 'id'>): Processing {
  const created = Number(row.created_at)
  return {
    job_id: String(row.job_id),
    action: String(row.action),
    input_path: String(row.input_path),
    input_hash: String(row.input_hash),
    config_hash: String(row.config_hash),
    output_path: String(row.output_path),
    output_hash: String(row.output_hash),
    parameters: parseObject(row.parameters),
    metadata: parseObject(row.metadata),
    created_at: Number.isFinite(created) ? created : 0,
  }
}

/**
 * Upserts a processing by action, input path and configuration. As with the standard's `INSERT OR REPLACE`, it also
 * replaces the one that has its job id, if that has another key.
 */
export async function upsertProcessing(db: WritableDb, row: Insertable<Tables['processing_jobs']>): Promise<void> {
  const { action, input_path, config_hash, job_id } = row
  const hasKey = sql<SqlBool>`action = ${action} AND input_path = ${input_path} AND config_hash = ${config_hash}`
  const { rows: replaced } = await sql<{ job_id: string }>`
    SELECT job_id FROM processing_jobs WHERE ${hasKey} AND job_id <> ${job_id}`.execute(db)
  for (const old of replaced) await replaceInputs(db, old.job_id, [])
  await sql`DELETE FROM processing_jobs WHERE job_id = ${job_id} AND NOT (${hasKey})`.execute(db)
  await db
    .insertInto('processing_jobs')
    .values(row)
    .onConflict((conflict) =>
      conflict.columns(['action', 'input_path', 'config_hash']).doUpdateSet((of) => ({
        job_id: of.ref('excluded.job_id'),
        input_hash: of.ref('excluded.input_hash'),
        output_path: of.ref('excluded.output_path'),
        output_hash: of.ref('excluded.output_hash'),
        parameters: of.ref('excluded.parameters'),
        metadata: of.ref('excluded.metadata'),
        created_at: of.ref('excluded.created_at'),
      })),
    )
    .execute()
}

/** Replaces the inputs of a processing. */
export async function replaceInputs(
  db: WritableDb,
  jobId: string,
  inputs: readonly { path: string; hash: string }[],
): Promise<void> {
  await db.deleteFrom('processing_inputs').where('job_id', '=', jobId).execute()
  for (let start = 0; start < inputs.length; start += 500) {
    const batch = inputs.slice(start, start + 500)
    await db
      .insertInto('processing_inputs')
      .values(batch.map(({ path, hash }, index) => ({ job_id: jobId, position: start + index, path, hash })))
      .execute()
  }
}

/** Returns the query of `findCachedProcessing`. */
export function cachedProcessingQuery(db: Db, key: ProcessingKey) {
  return db
    .selectFrom('processing_jobs')
    .select(processingColumns)
    .where('action', '=', key.action)
    .where('input_path', '=', key.input_path)
    .where('config_hash', '=', key.config_hash)
    .where('input_hash', '=', key.input_hash)
}

/**
 * Returns the processing cached for an action, a path, its content and a configuration, or undefined; the standard’s
 * `get_cached`.
 */
export async function findCachedProcessing(db: Db, key: ProcessingKey): Promise<Processing | undefined> {
  const row = await cachedProcessingQuery(db, key).executeTakeFirst()
  return row && processingOf(row)
}

/** Returns the query of `findProcessingOfContent`. */
export function processingOfContentQuery(db: Db, key: Omit<ProcessingKey, 'input_path'>) {
  return db
    .selectFrom('processing_jobs')
    .select(processingColumns)
    .where('input_hash', '=', key.input_hash)
    .where('action', '=', key.action)
    .where('config_hash', '=', key.config_hash)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
}

/**
 * Returns the newest processing cached for an action, a content and a configuration, under whatever path, or undefined.
 */
export async function findProcessingOfContent(
  db: Db,
  key: Omit<ProcessingKey, 'input_path'>,
): Promise<Processing | undefined> {
  const row = await processingOfContentQuery(db, key).executeTakeFirst()
  return row && processingOf(row)
}

/** Returns the processing with this job id, or undefined; the standard’s `get_by_job_id`. */
export async function findProcessing(db: Db, jobId: string): Promise<Processing | undefined> {
  const row = await db
    .selectFrom('processing_jobs')
    .select(processingColumns)
    .where('job_id', '=', jobId)
    .executeTakeFirst()
  return row && processingOf(row)
}
