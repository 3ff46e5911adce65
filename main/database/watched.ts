import type { Selectable } from 'kysely'
import type { Db, WritableDb } from './connection/connection.ts'
import { countRows } from './connection/query-parts.ts'
import { insideFolder } from './contents/locations.ts'
import type { Tables } from './tables.ts'

export type WatchedFolderRow = Selectable<Tables['watched_folders']>

/** Lists all watched folders, including paused ones, by path. */
export async function listWatchedFolders(db: Db): Promise<WatchedFolderRow[]> {
  return await db.selectFrom('watched_folders').selectAll().orderBy('path').execute()
}

/** Adds a folder unless it is there. */
export async function insertWatchedFolder(db: WritableDb, path: string, addedAt: string): Promise<void> {
  await db
    .insertInto('watched_folders')
    .values({ path, added_at: addedAt })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** Pauses or resumes a folder. Returns false if it is not watched. */
export async function pauseWatchedFolder(db: WritableDb, path: string, isPaused: boolean): Promise<boolean> {
  const result = await db
    .updateTable('watched_folders')
    .set({ paused: isPaused ? 1 : 0 })
    .where('path', '=', path)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

/** Removes a folder. Returns false if it is not watched. */
export async function deleteWatchedFolder(db: WritableDb, path: string): Promise<boolean> {
  const result = await db.deleteFrom('watched_folders').where('path', '=', path).executeTakeFirst()
  return result.numDeletedRows > 0n
}

/** Counts the present locations inside `folder`, which ends in a separator. */
export async function countPresentInside(db: Db, folder: string): Promise<number> {
  return await countRows(presentInside(db, folder))
}

/** Lists the paths of present locations inside `folder`, in their order, after the cursor `after`. */
export async function listPresentInside(db: Db, folder: string, after: string, limit: number): Promise<string[]> {
  const rows = await presentInside(db, folder)
    .select('path')
    .where('path', '>', after)
    .orderBy('path')
    .limit(limit)
    .execute()
  return rows.map(({ path }) => path)
}

function presentInside(db: Db, folder: string) {
  return insideFolder(db, folder).where('missing_since', 'is', null)
}
