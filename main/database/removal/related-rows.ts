import { type SqlBool, sql } from 'kysely'
import { systemCode } from '../../../shared/errors.ts'
import type { Db } from '../connection/connection.ts'

/** Rows of one table, of any program, that name a video or an image by a foreign key. */
export interface RelatedRows {
  table: string
  /** The foreign key. */
  column: string
  rows: Row[]
}

type Row = Record<string, unknown>

/** Reads the rows of all tables that name a video, or an image, by a foreign key. */
export async function readRelatedRows(
  db: Db,
  id: string,
  parent: 'videos' | 'media' = 'videos',
): Promise<RelatedRows[]> {
  const { rows: keys } = await sql<{ table: string; column: string }>`
    SELECT tables.name AS "table", keys."from" AS "column"
    FROM sqlite_schema AS tables, pragma_foreign_key_list(tables.name) AS keys
    WHERE tables.type = 'table' AND lower(keys."table") = ${parent} AND lower(ifnull(keys."to", 'id')) = 'id'`.execute(
    db,
  )
  const related: RelatedRows[] = []
  for (const { table, column } of keys) {
    const { rows } = await sql<Row>`SELECT * FROM ${sql.table(table)} WHERE ${sql.ref(column)} = ${id}`.execute(db)
    if (rows.length > 0) related.push({ table, column, rows })
  }
  return related
}

/** Deletes the rows that name a video or an image, and returns them. */
export async function removeRelatedRows(
  db: Db,
  id: string,
  parent: 'videos' | 'media' = 'videos',
): Promise<RelatedRows[]> {
  const related = await readRelatedRows(db, id, parent)
  for (const { table, column } of related) {
    await sql`DELETE FROM ${sql.table(table)} WHERE ${sql.ref(column)} = ${id}`.execute(db)
  }
  return related
}

/**
 * Restores removed rows. If another row that one names is gone by now, it is restored with null where the foreign key
 * says `ON DELETE SET NULL`, and dropped otherwise.
 */
export async function restoreRelatedRows(db: Db, related: readonly RelatedRows[]): Promise<void> {
  for (const { table, rows } of related) {
    const { rows: nullable } = await sql<{ column: string }>`
      SELECT "from" AS "column" FROM pragma_foreign_key_list(${table}) WHERE on_delete = 'SET NULL'`.execute(db)
    const nulls = Object.fromEntries(nullable.map(({ column }) => [column, null]))
    for (const row of rows) {
      if ((await addRow(db, table, row)) === 'refused') await addRow(db, table, { ...row, ...nulls })
    }
  }
}

/** A row with its table. */
export interface WholeRow {
  table: string
  row: Row
}

/** Copies rows so that they name the video `id`, except those that its tables refuse. Returns the added rows. */
export async function copyRelatedRows(db: Db, related: readonly RelatedRows[], id: string): Promise<WholeRow[]> {
  const added: WholeRow[] = []
  for (const { table, column, rows } of related) {
    for (const row of rows) {
      const own = { ...row, [column]: id }
      if ((await addRow(db, table, own)) === 'added') added.push({ table, row: own })
    }
  }
  return added
}

/** Deletes copied rows, except those that have changed since. */
export async function deleteCopiedRows(db: Db, copied: readonly WholeRow[]): Promise<void> {
  for (const { table, row } of copied) {
    const same = Object.entries(row).map(([name, value]) => sql<SqlBool>`${sql.ref(name)} IS ${value}`)
    await sql`DELETE FROM ${sql.table(table)} WHERE ${sql.join(same, sql` AND `)}`.execute(db)
  }
}

/** Returns `existing` if the key exists, `refused` if a foreign key names a row that does not. */
async function addRow(db: Db, table: string, row: Row): Promise<'added' | 'existing' | 'refused'> {
  try {
    const result = await sql`INSERT OR IGNORE INTO ${sql.table(table)} ${valuesOf(row)}`.execute(db)
    return result.numAffectedRows === 0n ? 'existing' : 'added'
  } catch (error) {
    // SQLite undid the statement only, not the transaction.
    if (systemCode(error) === 'SQLITE_CONSTRAINT_FOREIGNKEY') return 'refused'
    throw error
  }
}

/**
 * Inserts rows under their old rowids, which decide the order of lists; under a new one if another row has it by now.
 */
export async function insertAtRowid(db: Db, table: string, rows: readonly Row[]): Promise<void> {
  for (const { rowid, ...row } of rows) {
    const occupied = await sql`SELECT 1 FROM ${sql.table(table)} WHERE rowid = ${rowid}`.execute(db)
    await sql`INSERT INTO ${sql.table(table)} ${valuesOf(occupied.rows.length > 0 ? row : { rowid, ...row })}`.execute(
      db,
    )
  }
}

function valuesOf(row: Row) {
  const columns = Object.keys(row).map((name) => sql.ref(name))
  return sql`(${sql.join(columns)}) VALUES (${sql.join(Object.values(row))})`
}
