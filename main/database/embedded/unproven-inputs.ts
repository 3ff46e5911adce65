import { sql } from 'kysely'
import type { Db, WritableDb } from '../connection/connection.ts'
import { eachOf } from '../connection/query-parts.ts'
import { fileNameIn } from '../contents/locations.ts'
import { clockToleranceMs } from './links.ts'

const timeMade = (hash: unknown) => sql<number | null>`(
  SELECT min(mtime_ms) FROM locations AS own WHERE own.file_hash = ${hash} AND own.size_bytes > 0)`

/** Returns when the oldest file of a content was written, in milliseconds, or undefined. */
export async function findTimeMade(db: Db, fileHash: string): Promise<number | undefined> {
  const { rows } = await sql<{ made: number | null }>`SELECT ${timeMade(fileHash)} AS made`.execute(db)
  return rows[0]?.made ?? undefined
}

/** Returns the number of the newest location. */
export async function newestLocation(db: Db): Promise<number> {
  const { rows } = await sql<{ newest: number | null }>`SELECT max(rowid) AS newest FROM locations`.execute(db)
  return rows[0]?.newest ?? 0
}

/** A file that may be an unproven input. */
export interface ArrivedFile {
  path: string
  file_hash: string
  /** The number of its location, or of the one that made it worth a check: the next page starts after it. */
  cursor: number
}

/** Returns the query of `listArrivedFiles`. */
export function arrivedFilesQuery(after: number, limit: number) {
  return sql<ArrivedFile>`
    WITH arrived AS MATERIALIZED (
      SELECT rowid AS cursor, path, file_hash FROM locations WHERE rowid > ${after} ORDER BY rowid LIMIT ${limit})
    SELECT path, file_hash, cursor FROM arrived
    UNION ALL
    SELECT found.path, found.file_hash, cursor FROM arrived
      CROSS JOIN embedded_inputs AS named ON named.file_hash = arrived.file_hash
      CROSS JOIN locations AS found ON ${fileNameIn(sql.ref('found.path'))} = ${fileNameIn(sql.ref('named.name'))}
    WHERE kind = 'input' AND evidence IS NULL
    ORDER BY cursor`
}

/**
 * Lists the files that were found after a location, and those with the name of an unproven input of a content that was;
 * of `limit` locations.
 */
export async function listArrivedFiles(db: Db, after: number, limit: number): Promise<ArrivedFile[]> {
  return (await arrivedFilesQuery(after, limit).execute(db)).rows
}

/** An unproven input that may be the file at `input_path`, beside a path of the content that names it. */
export interface UnprovenInput {
  file_hash: string
  position: number
  name: string
  folder: string
  node_id: string | null
  node_type: string | null
  workflow_id: string | null
  path: string
  input_path: string
  input_hash: string
}

/** Returns the query of `listUnprovenInputs`. */
export function unprovenInputsQuery(files: readonly Pick<ArrivedFile, 'path'>[]) {
  return sql<UnprovenInput>`
    SELECT named.file_hash, position, name, folder, node_id, node_type, workflow_id, beside.path,
      found.path AS input_path, found.file_hash AS input_hash
    FROM ${eachOf(files.map(({ path }) => path))} AS arrived
      CROSS JOIN locations AS found ON found.path = arrived.value
      CROSS JOIN embedded_inputs AS named INDEXED BY embedded_inputs_unproven
        ON ${fileNameIn(sql.ref('named.name'))} = ${fileNameIn(sql.ref('found.path'))}
      CROSS JOIN embedded_readings ON embedded_readings.file_hash = named.file_hash
      CROSS JOIN locations AS beside ON beside.file_hash = named.file_hash
    WHERE named.kind = 'input' AND named.evidence IS NULL AND folder IS NOT NULL AND named.file_hash <> found.file_hash
      AND found.size_bytes > 0 AND found.mtime_ms <= ${clockToleranceMs} + ${timeMade(sql.ref('named.file_hash'))}`
}

/** Lists the unproven inputs that have the name of one of `files` and were made after it. */
export async function listUnprovenInputs(
  db: Db,
  files: readonly Pick<ArrivedFile, 'path'>[],
): Promise<UnprovenInput[]> {
  return (await unprovenInputsQuery(files).execute(db)).rows
}

/** Sets the content of an input, now that it is proven. */
export async function setProven(
  db: WritableDb,
  { file_hash, position, input_hash }: Pick<UnprovenInput, 'file_hash' | 'position' | 'input_hash'>,
): Promise<void> {
  await db
    .updateTable('embedded_inputs')
    .set({ input_hash, evidence: 'proven' })
    .where('file_hash', '=', file_hash)
    .where('position', '=', position)
    .execute()
}
