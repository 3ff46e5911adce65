import { type Selectable, sql } from 'kysely'
import type { Db } from './connection.ts'
import type { WatchedFoldersTable } from './rescan-tables.ts'

export type WatchedFolderRow = Selectable<WatchedFoldersTable>

/** The folders that are watched, paused ones too, in the order of their paths. */
export async function listWatchedFolders(db: Db): Promise<WatchedFolderRow[]> {
  return await db.selectFrom('watched_folders').selectAll().orderBy('path').execute()
}

/** Adds a folder; one that is there stays as it is. */
export async function insertWatchedFolder(db: Db, path: string, addedAt: string): Promise<void> {
  await db
    .insertInto('watched_folders')
    .values({ path, added_at: addedAt })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** Pauses a folder, or not. False where it is not watched. */
export async function pauseWatchedFolder(db: Db, path: string, isPaused: boolean): Promise<boolean> {
  const result = await db
    .updateTable('watched_folders')
    .set({ paused: isPaused ? 1 : 0 })
    .where('path', '=', path)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

/** Takes a folder out. False where it is not watched. */
export async function deleteWatchedFolder(db: Db, path: string): Promise<boolean> {
  const result = await db.deleteFrom('watched_folders').where('path', '=', path).executeTakeFirst()
  return result.numDeletedRows > 0n
}

/** How many paths inside `folder`, which ends in a separator, are known to be there. */
export async function countPresentInside(db: Db, folder: string): Promise<number> {
  const row = await presentInside(db, folder)
    .select((of) => of.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return row.count
}

/** Those paths, in their order, after `after`. */
export async function listPresentInside(db: Db, folder: string, after: string, limit: number): Promise<string[]> {
  const rows = await presentInside(db, folder)
    .select('path')
    .where('path', '>', after)
    .orderBy('path')
    .limit(limit)
    .execute()
  return rows.map(({ path }) => path)
}

/** A range of the key: U+10FFFF, which is in no path, sorts behind all that begins like the folder. */
function presentInside(db: Db, folder: string) {
  return db
    .selectFrom('locations')
    .where('path', '>=', folder)
    .where('path', '<', sql<string>`${folder} || char(1114111)`)
    .where('missing_since', 'is', null)
}
