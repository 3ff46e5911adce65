import { sql } from 'kysely'
import type { Db } from '../connection/connection.ts'
import { eachOf } from '../connection/query-parts.ts'
import type { LocationRow, Tables } from '../tables.ts'

/** The fingerprint of a file when it was last read. */
export type KnownFile = Pick<LocationRow, 'path' | 'size_bytes' | 'mtime_ms' | 'sample_hash'>

/** Returns the query of `listKnownOfSizes`. */
export function knownOfSizesQuery(sizes: readonly number[]) {
  return sql<KnownFile>`
    SELECT locations.path, locations.size_bytes, locations.mtime_ms, locations.sample_hash
    FROM ${eachOf(sizes)} AS asked
    CROSS JOIN locations INDEXED BY locations_by_size
      ON locations.size_bytes = asked.value AND locations.missing_since IS NULL`
}

/** Lists the present locations of files of these sizes, up to a few thousand. */
export async function listKnownOfSizes(db: Db, sizes: readonly number[]): Promise<KnownFile[]> {
  return (await knownOfSizesQuery(sizes).execute(db)).rows
}

/** Returns the query of `listSampledOfSizes`. */
export function sampledOfSizesQuery(sizes: readonly number[]) {
  return sql<KnownFile>`
    SELECT sampled_files.path, sampled_files.size_bytes, sampled_files.mtime_ms, sampled_files.sample_hash
    FROM ${eachOf(sizes)} AS asked
    CROSS JOIN sampled_files ON sampled_files.size_bytes = asked.value`
}

/** Lists the files of these sizes that only a sample was read of. */
export async function listSampledOfSizes(db: Db, sizes: readonly number[]): Promise<KnownFile[]> {
  return (await sampledOfSizesQuery(sizes).execute(db)).rows
}

/** Upserts files that only a sample was read of. */
export async function upsertSampledFiles(db: Db, files: readonly Tables['sampled_files'][]): Promise<void> {
  const values = files.map(({ size_bytes, path, mtime_ms, sample_hash }) => [size_bytes, path, mtime_ms, sample_hash])
  await sql`
    INSERT INTO sampled_files (size_bytes, path, mtime_ms, sample_hash)
    SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3 FROM ${eachOf(values)} WHERE true
    ON CONFLICT DO UPDATE SET mtime_ms = excluded.mtime_ms, sample_hash = excluded.sample_hash`.execute(db)
}
