import { type SqlBool, sql } from 'kysely'
import { systemCode } from '../../shared/errors.ts'
import type { Db } from './connection.ts'

/** Rows of one table that name a video, or an image, by a foreign key: how it was made, which workflows it is part of. */
export interface RelatedRows {
  table: string
  /** The one that named it. */
  column: string
  rows: Record<string, unknown>[]
}

/** What all tables, whoever made them, say of the video, or the row of `media`, with this id. */
export async function readRelatedRows(
  db: Db,
  id: string,
  named: 'videos' | 'media' = 'videos',
): Promise<RelatedRows[]> {
  const { rows: keys } = await sql<{ table: string; column: string }>`
    SELECT tables.name AS "table", keys."from" AS "column"
    FROM sqlite_schema AS tables, pragma_foreign_key_list(tables.name) AS keys
    WHERE tables.type = 'table' AND lower(keys."table") = ${named} AND lower(ifnull(keys."to", 'id')) = 'id'`.execute(
    db,
  )
  const related: RelatedRows[] = []
  for (const { table, column } of keys) {
    const { rows } = await sql<Record<string, unknown>>`
      SELECT * FROM ${sql.table(table)} WHERE ${sql.ref(column)} = ${id}`.execute(db)
    if (rows.length > 0) related.push({ table, column, rows })
  }
  return related
}

/** Takes it out of them, and answers with it. */
export async function takeRelatedRows(
  db: Db,
  id: string,
  named: 'videos' | 'media' = 'videos',
): Promise<RelatedRows[]> {
  const taken = await readRelatedRows(db, id, named)
  for (const { table, column } of taken) {
    await sql`DELETE FROM ${sql.table(table)} WHERE ${sql.ref(column)} = ${id}`.execute(db)
  }
  return taken
}

/**
 * Puts them back. Where one leads to something that is gone by now, too, it comes back without that if its foreign key says
 * `ON DELETE SET NULL`, and is left out otherwise.
 */
export async function putRelatedRows(db: Db, related: readonly RelatedRows[]): Promise<void> {
  for (const { table, rows } of related) {
    const { rows: loose } = await sql<{ column: string }>`
      SELECT "from" AS "column" FROM pragma_foreign_key_list(${table}) WHERE on_delete = 'SET NULL'`.execute(db)
    const nothing = Object.fromEntries(loose.map(({ column }) => [column, null]))
    for (const row of rows) {
      if ((await putRow(db, table, row)) === 'refused') await putRow(db, table, { ...row, ...nothing })
    }
  }
}

/** A row of a table, whole. */
export interface WholeRow {
  table: string
  row: Record<string, unknown>
}

/**
 * Says of the video `id` what `related` says of another: all that its tables let in beside what is said of it already. Answers with
 * the rows that this made.
 */
export async function passOnRelatedRows(db: Db, related: readonly RelatedRows[], id: string): Promise<WholeRow[]> {
  const made: WholeRow[] = []
  for (const { table, column, rows } of related) {
    for (const row of rows) {
      const own = { ...row, [column]: id }
      if ((await putRow(db, table, own)) === 'added') made.push({ table, row: own })
    }
  }
  return made
}

/** Takes such rows out again, but for those that somebody has changed since. */
export async function takeBackRows(db: Db, made: readonly WholeRow[]): Promise<void> {
  for (const { table, row } of made) {
    const same = Object.entries(row).map(([name, value]) => sql<SqlBool>`${sql.ref(name)} IS ${value}`)
    await sql`DELETE FROM ${sql.table(table)} WHERE ${sql.join(same, sql` AND `)}`.execute(db)
  }
}

/** `kept` where its key is taken, `refused` where it leads to something that is not there. */
async function putRow(db: Db, table: string, row: Record<string, unknown>): Promise<'added' | 'kept' | 'refused'> {
  const columns = sql.join(Object.keys(row).map((name) => sql.ref(name)))
  const values = sql.join(Object.values(row))
  try {
    const insert = sql`INSERT OR IGNORE INTO ${sql.table(table)} (${columns}) VALUES (${values})`
    return (await insert.execute(db)).numAffectedRows === 0n ? 'kept' : 'added'
  } catch (error) {
    // Only the statement was undone, not the transaction.
    if (systemCode(error) === 'SQLITE_CONSTRAINT_FOREIGNKEY') return 'refused'
    throw error
  }
}
