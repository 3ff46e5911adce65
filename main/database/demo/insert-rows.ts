import { sql } from 'kysely'
import type { WritableDb } from '../connection/connection.ts'
import { eachOf } from '../connection/query-parts.ts'
import type { Tables } from '../tables.ts'

/** Rows of one table; each has the values of `columns`, in their order: texts, numbers and nulls. */
export interface RowsToInsert {
  table: keyof Tables
  columns: readonly string[]
  rows: readonly (readonly (string | number | null)[])[]
}

const rowsPerStatement = 250

/** Inserts rows; those with known keys are left out. */
export async function insertRows(db: WritableDb, { table, columns, rows }: RowsToInsert): Promise<void> {
  const names = sql.join(columns.map((column) => sql.ref(column)))
  const values = sql.join(columns.map((_column, index) => sql`value ->> ${sql.lit(index)}`))
  for (let first = 0; first < rows.length; first += rowsPerStatement) {
    const some = rows.slice(first, first + rowsPerStatement)
    await sql`
      INSERT OR IGNORE INTO ${sql.table(table)} (${names}) SELECT ${values} FROM ${eachOf(some)}`.execute(db)
  }
}

/**
 * Checks foreign keys at the end of the transaction. Rows that belong to a video can then be inserted before it, so
 * that the search indexes it once, with all its texts.
 */
export async function deferForeignKeys(db: WritableDb): Promise<void> {
  await sql`PRAGMA defer_foreign_keys = ON`.execute(db)
}

/** Returns the highest id of `table` that begins with `prefix`, or undefined. */
export async function findLastId(db: WritableDb, table: 'videos', prefix: string): Promise<string | undefined> {
  const row = await db
    .selectFrom(table)
    .select('id')
    .where('id', '>=', prefix)
    .where('id', '<', `${prefix}\u{10ffff}`)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.id
}
