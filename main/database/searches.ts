import type { Selectable } from 'kysely'
import { RushesError } from '../../shared/errors.ts'
import type { Db, WritableDb } from './connection/connection.ts'
import type { Tables } from './tables.ts'

export type SavedSearchRow = Selectable<Tables['saved_searches']>

/** Lists all saved searches, the oldest first. */
export async function listSearches(db: Db): Promise<SavedSearchRow[]> {
  return await db.selectFrom('saved_searches').selectAll().orderBy('created_at').orderBy('id').execute()
}

/** Returns the saved search with this id. @throws RushesError NOT_FOUND */
export async function requireSearch(db: Db, id: string): Promise<SavedSearchRow> {
  const row = await db.selectFrom('saved_searches').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw new RushesError('NOT_FOUND', `Saved search not found: ${id}.`)
  return row
}

/** Adds a saved search, or replaces the one with its id. */
export async function upsertSearch(db: WritableDb, search: SavedSearchRow): Promise<void> {
  const { id, ...values } = search
  await db
    .insertInto('saved_searches')
    .values(search)
    .onConflict((conflict) => conflict.column('id').doUpdateSet(values))
    .execute()
}

/** Deletes a saved search. */
export async function deleteSearch(db: WritableDb, id: string): Promise<void> {
  await db.deleteFrom('saved_searches').where('id', '=', id).execute()
}
