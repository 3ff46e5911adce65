import { type Insertable, sql } from 'kysely'
import type { Db } from './connection.ts'
import type { TrashedCopiesTable, TrashedCopyRow } from './copy-tables.ts'

/** Notes a copy that goes to the trash. */
export async function insertTrashedCopy(db: Db, copy: Insertable<TrashedCopiesTable>): Promise<void> {
  await db.insertInto('trashed_copies').values(copy).execute()
}

/** Forgets one that is back, or that did not go. */
export async function deleteTrashedCopy(
  db: Db,
  { step_id, seq }: Pick<TrashedCopyRow, 'step_id' | 'seq'>,
): Promise<void> {
  await db.deleteFrom('trashed_copies').where('step_id', '=', step_id).where('seq', '=', seq).execute()
}

/** What one step took to the trash and is there still, the last one first. */
export async function listTrashedCopies(db: Db, stepId: string): Promise<TrashedCopyRow[]> {
  return await db
    .selectFrom('trashed_copies')
    .selectAll()
    .where('step_id', '=', stepId)
    .orderBy('seq', 'desc')
    .execute()
}

/** The newest steps of which anything is in the trash still. */
export async function listTrashSteps(db: Db, limit: number) {
  return await db
    .selectFrom('trashed_copies')
    .select((of) => [
      'step_id as id',
      of.fn.countAll<number>().as('copies'),
      sql<number>`sum(size_bytes)`.as('size_bytes'),
      sql<string>`max(trashed_at)`.as('trashed_at'),
    ])
    .groupBy('step_id')
    .orderBy('step_id', 'desc')
    .limit(limit)
    .execute()
}
