import { sql } from 'kysely'
import type { Db, WritableDb } from '../connection/connection.ts'
import { listOf } from '../connection/query-parts.ts'

/** Records that a process takes a file away. Returns false if another one is doing so already. */
export async function insertLeaving(db: WritableDb, path: string, owner: string): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('leaving_files')
    .values({ path, owner })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

/** Deletes the rows of files that have left, or stayed. */
export async function deleteLeaving(db: WritableDb, paths: readonly string[]): Promise<void> {
  await db.deleteFrom('leaving_files').where('path', 'in', listOf(paths)).execute()
}

/** Lists the files that processes are taking away, or were when they ended. */
export async function listLeaving(db: Db): Promise<{ path: string; owner: string }[]> {
  return await db.selectFrom('leaving_files').select(['path', 'owner']).execute()
}

/** Returns the process that is taking the file at a path away, or was when it ended; undefined if there is none. */
export async function findLeaving(db: Db, path: string): Promise<string | undefined> {
  const row = await db.selectFrom('leaving_files').select('owner').where('path', '=', path).executeTakeFirst()
  return row?.owner
}

/** Returns whether a process is taking the file at a path away. */
export async function isLeaving(db: Db, path: string): Promise<boolean> {
  return (await findLeaving(db, path)) !== undefined
}

/** Returns whether a process is taking the file at a path away, and what `countLeaving` does, in one query. */
export async function readLeaving(db: Db, path: string): Promise<{ isLeaving: boolean; count: number }> {
  const { rows } = await sql<{ is_leaving: number; count: number }>`
    SELECT EXISTS (SELECT 1 FROM leaving_files WHERE path = ${path}) AS is_leaving,
      ifnull((SELECT seq FROM sqlite_sequence WHERE name = 'leaving_files'), 0) AS count`.execute(db)
  const { is_leaving = 0, count = 0 } = rows[0] ?? {}
  return { isLeaving: is_leaving === 1, count }
}

/** Counts the files that processes have ever begun to take away. */
export async function countLeaving(db: Db): Promise<number> {
  const { rows } = await sql<{ seq: number }>`SELECT seq FROM sqlite_sequence WHERE name = 'leaving_files'`.execute(db)
  return rows[0]?.seq ?? 0
}
