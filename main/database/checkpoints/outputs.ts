import type { Selectable } from 'kysely'
import type { Db, WritableDb } from '../connection/connection.ts'
import { listOf } from '../connection/query-parts.ts'
import type { Tables } from '../tables.ts'

/** A stored output: canonical JSON in UTF-8, perhaps compressed. */
export type StoredOutput = Selectable<Tables['stage_outputs']>

/** Stores an output unless one with its hash is there. */
export async function insertOutput(db: WritableDb, output: StoredOutput): Promise<void> {
  await db
    .insertInto('stage_outputs')
    .values(output)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** Returns the stored output of a hash, or undefined. */
export async function findOutput(db: Db, outputHash: string): Promise<StoredOutput | undefined> {
  return await db.selectFrom('stage_outputs').selectAll().where('output_hash', '=', outputHash).executeTakeFirst()
}

/** Returns the sizes of outputs as JSON, by hash. */
export async function outputSizes(db: Db, outputHashes: readonly string[]): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('stage_outputs')
    .select(['output_hash', 'size_bytes'])
    .where('output_hash', 'in', listOf(outputHashes))
    .execute()
  return new Map(rows.map(({ output_hash, size_bytes }) => [output_hash, size_bytes]))
}
