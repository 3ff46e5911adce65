import { sql } from 'kysely'
import type { Db } from '../connection/connection.ts'
import { eachOf, listOf } from '../connection/query-parts.ts'

/** A table of the caches, the table of its tombstones, and the column that names its rows. */
const caches = {
  analyses: { table: 'analysis_jobs', tombstones: 'removed_analyses', key: 'id' },
  processing: { table: 'processing_jobs', tombstones: 'removed_processing', key: 'job_id' },
} as const

const columns = {
  analyses: sql.raw('id, file_path, file_hash, config_hash, ranges, metadata, created_at'),
  processing: sql.raw(
    'id, job_id, action, input_path, input_hash, config_hash, output_path, output_hash, parameters, metadata, created_at',
  ),
}

/** Removes analyses from the cache and keeps them as tombstones. Returns the ids that existed. */
export async function removeAnalyses(db: Db, ids: readonly number[]): Promise<number[]> {
  return await remove<number>(db, 'analyses', ids)
}

/**
 * Restores removed analyses under their ids. One whose path and configuration were analysed again meanwhile is dropped:
 * the row in the cache is newer. Returns the restored ids.
 */
export async function restoreAnalyses(db: Db, ids: readonly number[]): Promise<number[]> {
  return await restore<number>(db, 'analyses', ids)
}

/** Removes processing from the cache and keeps it as tombstones; its inputs stay. Returns the job ids that existed. */
export async function removeProcessing(db: Db, jobIds: readonly string[]): Promise<string[]> {
  return await remove<string>(db, 'processing', jobIds)
}

/**
 * Restores removed processing. A row whose action, input path and configuration were processed again meanwhile is
 * dropped: the row in the cache is newer. Returns the restored job ids.
 */
export async function restoreProcessing(db: Db, jobIds: readonly string[]): Promise<string[]> {
  return await restore<string>(db, 'processing', jobIds)
}

async function remove<Key>(db: Db, cache: keyof typeof caches, keys: readonly Key[]): Promise<Key[]> {
  const { table, from, tombstones, key } = namesOf(cache)
  const chosen = sql`${key} IN ${listOf(keys)}`
  // An older tombstone of the same key may have another id.
  await sql`DELETE FROM ${tombstones} WHERE ${key} IN (SELECT ${key} FROM ${from} WHERE ${chosen})`.execute(db)
  await sql`
    INSERT INTO ${tombstones} (${columns[cache]}) SELECT ${columns[cache]} FROM ${from} WHERE ${chosen}`.execute(db)
  const { rows } = await sql<{ key: Key }>`DELETE FROM ${from} WHERE ${chosen} RETURNING ${key} AS key`.execute(db)
  await record(db, table, 'delete', rows)
  return rows.map((row) => row.key)
}

async function restore<Key>(db: Db, cache: keyof typeof caches, keys: readonly Key[]): Promise<Key[]> {
  const { table, from, tombstones, key } = namesOf(cache)
  const chosen = sql`${key} IN ${listOf(keys)}`
  const { rows } = await sql<{ key: Key }>`
    INSERT OR IGNORE INTO ${from} (${columns[cache]}) SELECT ${columns[cache]} FROM ${tombstones} WHERE ${chosen}
    RETURNING ${key} AS key`.execute(db)
  await sql`DELETE FROM ${tombstones} WHERE ${chosen}`.execute(db)
  await record(db, table, 'insert', rows)
  return rows.map((row) => row.key)
}

/** Records removed or restored rows in the journal. Caches have no triggers: programs fill them. */
async function record(
  db: Db,
  table: string,
  op: 'insert' | 'delete',
  rows: readonly { key: unknown }[],
): Promise<void> {
  const side = sql.ref(op === 'insert' ? 'new' : 'old')
  await sql`
    INSERT INTO journal_rows (tbl, op, subject, ${side})
    SELECT ${table}, ${op}, value, '{}' FROM ${eachOf(rows.map(({ key }) => key))}`.execute(db)
}

function namesOf(cache: keyof typeof caches) {
  const { table, tombstones, key } = caches[cache]
  return { table, from: sql.table(table), tombstones: sql.table(tombstones), key: sql.ref(key) }
}
