import { sql } from 'kysely'
import { systemCode } from '../../shared/errors.ts'
import type { Db } from './connection.ts'

/** Rows of one table that name a video by a foreign key: how it was made, which workflows it is part of. */
export interface RelatedRows {
  table: string
  rows: Record<string, unknown>[]
}

/** The columns of all tables, whoever made them, that name a video. */
async function listKeys(db: Db): Promise<{ table: string; column: string }[]> {
  const { rows } = await sql<{ table: string; column: string }>`
    SELECT tables.name AS "table", keys."from" AS "column"
    FROM sqlite_schema AS tables, pragma_foreign_key_list(tables.name) AS keys
    WHERE tables.type = 'table' AND lower(keys."table") = 'videos' AND ifnull(keys."to", 'id') = 'id'`.execute(db)
  return rows
}

/** Takes out of all tables, whoever made them, what names the video with this id, and answers with it. */
export async function takeRelatedRows(db: Db, id: string): Promise<RelatedRows[]> {
  const taken: RelatedRows[] = []
  for (const { table, column } of await listKeys(db)) {
    const named = sql`${sql.table(table)} WHERE ${sql.ref(column)} = ${id}`
    const { rows } = await sql<Record<string, unknown>>`SELECT * FROM ${named}`.execute(db)
    await sql`DELETE FROM ${named}`.execute(db)
    if (rows.length > 0) taken.push({ table, rows })
  }
  return taken
}

/**
 * Writes for the video `to` what all tables say of `from`, and answers with what that added: what is said of `to` already stays.
 * Which video is a version of which is of these two alone.
 */
export async function copyRelatedRows(db: Db, from: string, to: string): Promise<RelatedRows[]> {
  const copied: RelatedRows[] = []
  for (const { table, column } of await listKeys(db)) {
    if (table === 'video_versions') continue
    const { rows } = await sql<Record<string, unknown>>`
      SELECT * FROM ${sql.table(table)} WHERE ${sql.ref(column)} = ${from}`.execute(db)
    const added: Record<string, unknown>[] = []
    for (const row of rows) {
      const copy = { ...row, [column]: to }
      if ((await putRow(db, table, copy)) === 'added') added.push(copy)
    }
    if (added.length > 0) copied.push({ table, rows: added })
  }
  return copied
}

/** Takes rows out again, those that nobody changed since. */
export async function deleteRelatedRows(db: Db, related: readonly RelatedRows[]): Promise<void> {
  for (const { table, rows } of related) {
    for (const row of rows) {
      const same = Object.entries(row).map(([column, value]) => sql`${sql.ref(column)} IS ${value}`)
      await sql`DELETE FROM ${sql.table(table)} WHERE ${sql.join(same, sql` AND `)}`.execute(db)
    }
  }
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
