import { sql } from 'kysely'
import type { Db, WritableDb } from '../connection/connection.ts'
import { eachOf } from '../connection/query-parts.ts'
import { fileNameIn } from '../contents/locations.ts'
import { clockToleranceMs, timeMade } from './links.ts'

/** Returns when the oldest file of a content was written, in milliseconds, or undefined. */
export async function findTimeMade(db: Db, fileHash: string): Promise<number | undefined> {
  const { rows } = await sql<{ made: number | null }>`SELECT ${timeMade(sql.val(fileHash))} AS made`.execute(db)
  return rows[0]?.made ?? undefined
}

/** Returns the content whose file was read at a path and moved away since, and the time of that file, or undefined. */
export async function findReadAt(db: Db, path: string): Promise<{ file_hash: string; mtime_ms: number } | undefined> {
  const { rows } = await sql<{ file_hash: string; mtime_ms: number }>`
    SELECT file_hash, mtime_ms FROM embedded_readings
    WHERE ${fileNameIn(sql.ref('path'))} = ${fileNameIn(sql.val(path))} AND path = ${path}
    ORDER BY read_at DESC LIMIT 1`.execute(db)
  return rows[0]
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
  mtime_ms: number
  /** The number of its location, after which the next page starts; 0 for a file that was there before. */
  cursor: number
}

/** Returns the query of `listArrivedFiles`. */
export function arrivedFilesQuery(after: number, limit: number) {
  const called = (table: 'locations' | 'embedded_readings') => sql`
    SELECT found.path, found.file_hash, found.mtime_ms, 0 AS cursor FROM names
      CROSS JOIN ${sql.table(table)} AS found ON ${fileNameIn(sql.ref('found.path'))} = names.name
    WHERE found.path IS NOT NULL`
  return sql<ArrivedFile>`
    WITH arrived AS MATERIALIZED (
      SELECT rowid AS cursor, path, file_hash, mtime_ms FROM locations
      WHERE rowid > ${after} AND size_bytes > 0 ORDER BY rowid LIMIT ${limit}),
    names AS MATERIALIZED (
      SELECT DISTINCT ${fileNameIn(sql.ref('named.name'))} AS name FROM arrived
        CROSS JOIN embedded_inputs AS named ON named.file_hash = arrived.file_hash
      WHERE kind = 'input' AND evidence IS NULL)
    SELECT path, file_hash, mtime_ms, cursor FROM arrived
    UNION ALL
    SELECT found.path, found.file_hash, found.mtime_ms, cursor FROM arrived
      CROSS JOIN embedded_readings AS found ON found.file_hash = arrived.file_hash WHERE found.path IS NOT NULL
    UNION ALL ${called('locations')}
    UNION ALL ${called('embedded_readings')}
    ORDER BY cursor`
}

/**
 * Lists the files that were found after a location, wherever they were read, and those with the name of an unproven
 * input of a content that was found; of `limit` locations.
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
export function unprovenInputsQuery(files: readonly Omit<ArrivedFile, 'cursor'>[]) {
  const beside = (table: 'locations' | 'embedded_readings') => sql`
    SELECT named.*, beside.path FROM named
      CROSS JOIN ${sql.table(table)} AS beside ON beside.file_hash = named.file_hash WHERE beside.path IS NOT NULL`
  return sql<UnprovenInput>`
    WITH named AS MATERIALIZED (
      SELECT named.file_hash, position, name, folder, node_id, node_type, workflow_id,
        found.value ->> 'path' AS input_path, found.value ->> 'file_hash' AS input_hash
      FROM ${eachOf(files)} AS found
        CROSS JOIN embedded_inputs AS named INDEXED BY embedded_inputs_unproven
          ON ${fileNameIn(sql.ref('named.name'))} = ${fileNameIn(sql`(found.value ->> 'path')`)}
        CROSS JOIN embedded_readings ON embedded_readings.file_hash = named.file_hash
      WHERE named.kind = 'input' AND named.evidence IS NULL AND folder IS NOT NULL
        AND named.file_hash <> found.value ->> 'file_hash'
        AND found.value ->> 'mtime_ms' <= ${clockToleranceMs} + ${timeMade(sql.ref('named.file_hash'))})
    ${beside('locations')} UNION ${beside('embedded_readings')}`
}

/** Lists the unproven inputs that have the name of one of `files` and were made after it. */
export async function listUnprovenInputs(
  db: Db,
  files: readonly Omit<ArrivedFile, 'cursor'>[],
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
