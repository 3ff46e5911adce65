import { sql } from 'kysely'
import type { Db } from './connection.ts'
import type { SampledFilesTable } from './copy-tables.ts'
import type { LocationRow } from './tables.ts'

/** A file that was seen, as it was then. */
export type KnownFile = Pick<LocationRow, 'path' | 'size_bytes' | 'mtime_ms' | 'sample_hash'>

/** The query behind `listKnownOfSizes`, apart so that a test can look at its plan. */
export function knownOfSizesQuery(sizes: readonly number[]) {
  return sql<KnownFile>`
    SELECT locations.path, locations.size_bytes, locations.mtime_ms, locations.sample_hash
    FROM json_each(${JSON.stringify(sizes)}) AS asked
    CROSS JOIN locations INDEXED BY locations_by_size
      ON locations.size_bytes = asked.value AND locations.missing_since IS NULL`
}

/** The present locations of files of these sizes, a few thousand sizes at the most. */
export async function listKnownOfSizes(db: Db, sizes: readonly number[]): Promise<KnownFile[]> {
  return (await knownOfSizesQuery(sizes).execute(db)).rows
}

/** The query behind `listSampledOfSizes`, apart so that a test can look at its plan. */
export function sampledOfSizesQuery(sizes: readonly number[]) {
  return sql<KnownFile>`
    SELECT sampled_files.path, sampled_files.size_bytes, sampled_files.mtime_ms, sampled_files.sample_hash
    FROM json_each(${JSON.stringify(sizes)}) AS asked
    CROSS JOIN sampled_files ON sampled_files.size_bytes = asked.value`
}

/** Files of these sizes of which a sample was enough. */
export async function listSampledOfSizes(db: Db, sizes: readonly number[]): Promise<KnownFile[]> {
  return (await sampledOfSizesQuery(sizes).execute(db)).rows
}

/** Remembers files of which a sample was enough. */
export async function putSampled(db: Db, files: readonly SampledFilesTable[]): Promise<void> {
  const values = files.map(({ size_bytes, path, mtime_ms, sample_hash }) => [size_bytes, path, mtime_ms, sample_hash])
  await sql`
    INSERT INTO sampled_files (size_bytes, path, mtime_ms, sample_hash)
    SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3 FROM json_each(${JSON.stringify(values)}) WHERE true
    ON CONFLICT DO UPDATE SET mtime_ms = excluded.mtime_ms, sample_hash = excluded.sample_hash`.execute(db)
}
