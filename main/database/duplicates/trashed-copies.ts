import { type Insertable, sql } from 'kysely'
import type { Db, WritableDb } from '../connection/connection.ts'
import type { Tables, TrashedCopyRow } from '../tables.ts'

/** A video or an image that played from a copy; `path` as its row spelled it. */
export interface TrashedPlay {
  kind: 'video' | 'image'
  id: string
  path: string
}

/** A copy in the trash, or one that was there. */
export type CopyKey = Pick<TrashedCopyRow, 'step_id' | 'seq' | 'path'>

/** Adds a copy that is moved to the trash, and records it in the journal. */
export async function insertTrashedCopy(db: WritableDb, copy: Insertable<Tables['trashed_copies']>): Promise<void> {
  await db.insertInto('trashed_copies').values(copy).execute()
  await recordCopy(db, 'insert', copy)
}

/** Deletes the row of a copy that was restored or not moved, and records that in the journal. */
export async function deleteTrashedCopy(db: WritableDb, copy: CopyKey): Promise<void> {
  const { step_id, seq } = copy
  await db.deleteFrom('trashed_copies').where('step_id', '=', step_id).where('seq', '=', seq).execute()
  await recordCopy(db, 'delete', copy)
}

async function recordCopy(db: WritableDb, op: 'insert' | 'delete', { step_id, seq, path }: CopyKey): Promise<void> {
  const values = JSON.stringify({ path })
  const [old, after] = op === 'insert' ? [null, values] : [values, null]
  const row = { tbl: 'trashed_copies', op, subject: step_id, key: JSON.stringify([seq]), old, new: after }
  await db.insertInto('journal_rows').values(row).execute()
}

/** Lists the copies of a step that are in the trash, the last one first. */
export async function listTrashedCopies(db: Db, stepId: string): Promise<TrashedCopyRow[]> {
  return await db
    .selectFrom('trashed_copies')
    .selectAll()
    .where('step_id', '=', stepId)
    .orderBy('seq', 'desc')
    .execute()
}

/** Returns a copy that is in the trash, or undefined. */
export async function findTrashedCopy(db: Db, stepId: string, seq: number): Promise<TrashedCopyRow | undefined> {
  return await db
    .selectFrom('trashed_copies')
    .selectAll()
    .where('step_id', '=', stepId)
    .where('seq', '=', seq)
    .executeTakeFirst()
}

/** Lists the newest steps with copies in the trash. */
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
