import type { Selectable } from 'kysely'
import type { WritableDb } from './connection/connection.ts'
import type { Tables } from './tables.ts'

export type IdempotencyKeyRow = Selectable<Tables['idempotency_keys']>
type Named = Pick<IdempotencyKeyRow, 'caller' | 'key'>

/** Deletes the keys that were first sent before a time. */
export async function deleteOldKeys(db: WritableDb, before: string): Promise<void> {
  await db.deleteFrom('idempotency_keys').where('created_at', '<', before).execute()
}

/** Finds the key of a caller. */
export async function findKey(db: WritableDb, { caller, key }: Named): Promise<IdempotencyKeyRow | undefined> {
  return await db
    .selectFrom('idempotency_keys')
    .selectAll()
    .where('caller', '=', caller)
    .where('key', '=', key)
    .executeTakeFirst()
}

/** Adds a key whose call begins, or replaces it. */
export async function upsertKey(db: WritableDb, row: IdempotencyKeyRow): Promise<void> {
  const { caller, key, ...values } = row
  await db
    .insertInto('idempotency_keys')
    .values(row)
    .onConflict((conflict) => conflict.columns(['caller', 'key']).doUpdateSet(values))
    .execute()
}

/** Keeps the response of a call. */
export async function setResponse(db: WritableDb, { caller, key }: Named, response: string): Promise<void> {
  await db
    .updateTable('idempotency_keys')
    .set({ response })
    .where('caller', '=', caller)
    .where('key', '=', key)
    .execute()
}

/** Deletes the key of a caller. */
export async function deleteKey(db: WritableDb, { caller, key }: Named): Promise<void> {
  await db.deleteFrom('idempotency_keys').where('caller', '=', caller).where('key', '=', key).execute()
}
