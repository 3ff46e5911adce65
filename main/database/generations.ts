import { sql } from 'kysely'
import type { Db, WritableDb } from './connection/connection.ts'
import { withTimes } from './connection/timestamp.ts'
import type { ContentKey } from './contents/find-content.ts'
import type { GenerationRow } from './tables.ts'

/** The columns of `video_generation` and `image_generation`, without the key. */
export type GenerationColumns = Omit<GenerationRow, 'video_id'>

function rowOf(key: ContentKey) {
  return 'video_id' in key
    ? { table: sql.table('video_generation'), column: sql.ref('video_id'), id: key.video_id }
    : { table: sql.table('image_generation'), column: sql.ref('file_hash'), id: key.file_hash }
}

/** Returns the generation details of a video or an image, or undefined. */
export async function findGeneration(db: Db, key: ContentKey): Promise<GenerationColumns | undefined> {
  const { table, column, id } = rowOf(key)
  const { rows } = await sql<GenerationColumns>`
    SELECT provider, model, prompt, generation_params, job_id, status, error, started_at, completed_at
    FROM ${table} WHERE ${column} = ${id}`.execute(db)
  return rows[0] && withTimes(rows[0])
}

/** Adds generation details, or changes the given columns of those that are there. */
export async function upsertGeneration(
  db: WritableDb,
  key: ContentKey,
  columns: { readonly [name in keyof GenerationColumns]?: GenerationColumns[name] | undefined },
): Promise<void> {
  const { table, column, id } = rowOf(key)
  const given = Object.entries(columns).filter(([, value]) => value !== undefined)
  const names = given.map(([name]) => sql.ref(name))
  const changes =
    names.length === 0
      ? sql`NOTHING`
      : sql`UPDATE SET ${sql.join(names.map((name) => sql`${name} = excluded.${name}`))}`
  await sql`
    INSERT INTO ${table} (${sql.join([column, ...names])}) VALUES (${sql.join([id, ...given.map(([, value]) => value)])})
    ON CONFLICT (${column}) DO ${changes}`.execute(db)
}

/** Deletes the generation details of a video or an image. */
export async function deleteGeneration(db: WritableDb, key: ContentKey): Promise<void> {
  const { table, column, id } = rowOf(key)
  await sql`DELETE FROM ${table} WHERE ${column} = ${id}`.execute(db)
}
