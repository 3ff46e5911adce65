import { sql } from 'kysely'
import type { Row } from '../adopt/columns.ts'
import type { Db, WritableDb } from '../connection/connection.ts'
import { eachOf } from '../connection/query-parts.ts'
import { missingLocation, upsertLocation } from '../contents/locations.ts'

/** The tables whose rows are contents. */
export type ContentTable = 'videos' | 'media'

const columnsOf = {
  videos: { id: 'id', path: 'file_path', tombstones: 'removed_videos' },
  media: { id: 'Id', path: 'Path', tombstones: 'removed_media' },
} as const

/** Finds the ids of the contents of rows, here and in the bundle: which contents are here, and which ids are taken. */
export async function findContents(db: Db, table: ContentTable, rows: readonly Row[]) {
  const { id, tombstones } = columnsOf[table]
  const asked = rows.map((row) => [row.file_hash, row[id]])
  const here = await sql<{ file_hash: string; id: string }>`
    SELECT present.file_hash, min(present.${sql.ref(id)}) AS id FROM ${eachOf(asked)} AS asked
    JOIN ${sql.table(table)} AS present ON present.file_hash = asked.value ->> 0 GROUP BY 1`.execute(db)
  const taken = await sql<{ id: string }>`
    SELECT asked.value ->> 1 AS id FROM ${eachOf(asked)} AS asked
    WHERE EXISTS (SELECT 1 FROM ${sql.table(table)} AS present WHERE present.${sql.ref(id)} = asked.value ->> 1)
    OR EXISTS (SELECT 1 FROM ${sql.table(tombstones)} AS removed WHERE removed.id = asked.value ->> 1)`.execute(db)
  return {
    here: new Map(here.rows.map((row) => [row.file_hash, row.id])),
    taken: new Set(taken.rows.map((row) => row.id)),
  }
}

/** Returns those of the SHA-256 values that are takes or images here. */
export async function listKnownContents(db: Db, fileHashes: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ file_hash: string }>`
    SELECT asked.value AS file_hash FROM ${eachOf(fileHashes)} AS asked
    WHERE EXISTS (SELECT 1 FROM videos WHERE videos.file_hash = asked.value)
    OR EXISTS (SELECT 1 FROM media WHERE media.file_hash = asked.value)`.execute(db)
  return new Set(rows.map(({ file_hash }) => file_hash))
}

/** Gives a content that was just recorded the columns that its row has in a bundle, but its file's. */
export async function describeImported(db: WritableDb, table: ContentTable, row: Row): Promise<void> {
  const { path } = columnsOf[table]
  const columns = Object.keys(row).filter((column) => ![path, 'file_hash', 'size_bytes'].includes(column))
  const values = sql.join(columns.map((column) => sql`${sql.ref(column)} = ${row[column] ?? null}`))
  await sql`UPDATE ${sql.table(table)} SET ${values} WHERE file_hash = ${row.file_hash}`.execute(db)
  // The history of its status comes with the bundle.
  if (table === 'media') await db.deleteFrom('media_status_changes').where('media_id', '=', String(row.Id)).execute()
}

/** Records that the file of a content is missing, at the path where the library would have it. */
export async function recordLacking(db: WritableDb, path: string, fileHash: string, now: string): Promise<void> {
  await upsertLocation(db, missingLocation(path, fileHash, now))
}

/** Finds the ids of the collections that have the names of rows. */
export async function findCollectionsNamed(db: Db, rows: readonly Row[]): Promise<Map<string, string>> {
  const { rows: found } = await sql<{ theirs: string; ours: string }>`
    SELECT asked.value ->> 0 AS theirs, collections.id AS ours
    FROM ${eachOf(rows.map(({ id, name }) => [id, name]))} AS asked
    JOIN collections ON collections.name = asked.value ->> 1
    WHERE NOT EXISTS (SELECT 1 FROM collections AS same WHERE same.id = asked.value ->> 0)`.execute(db)
  return new Map(found.map(({ theirs, ours }) => [theirs, ours]))
}

/** Finds the ids of definitions by their texts. */
export async function findDefinitions(db: Db, rows: readonly Row[]): Promise<Map<unknown, number>> {
  const { rows: found } = await sql<{ theirs: number; ours: number }>`
    SELECT asked.value ->> 0 AS theirs, definitions.id AS ours
    FROM ${eachOf(rows.map(({ id, definition }) => [id, definition]))} AS asked
    JOIN definitions ON definitions.definition = asked.value ->> 1`.execute(db)
  return new Map(found.map(({ theirs, ours }) => [theirs, ours]))
}
