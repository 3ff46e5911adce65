import { sql } from 'kysely'
import type { Db } from './connection.ts'

/** Rows of one table that name a video by a foreign key: how it was made, which workflows it is part of. */
export interface RelatedRows {
  table: string
  rows: Record<string, unknown>[]
}

/** Takes out of all tables, whoever made them, what names the video with this id, and answers with it. */
export async function takeRelatedRows(db: Db, id: string): Promise<RelatedRows[]> {
  const { rows: keys } = await sql<{ table: string; column: string }>`
    SELECT tables.name AS "table", keys."from" AS "column"
    FROM sqlite_schema AS tables, pragma_foreign_key_list(tables.name) AS keys
    WHERE tables.type = 'table' AND lower(keys."table") = 'videos' AND ifnull(keys."to", 'id') = 'id'`.execute(db)
  const taken: RelatedRows[] = []
  for (const { table, column } of keys) {
    const named = sql`${sql.table(table)} WHERE ${sql.ref(column)} = ${id}`
    const { rows } = await sql<Record<string, unknown>>`SELECT * FROM ${named}`.execute(db)
    await sql`DELETE FROM ${named}`.execute(db)
    if (rows.length > 0) taken.push({ table, rows })
  }
  return taken
}

/** Puts them back; a row that leads to something that is gone by now, too, is left out. */
export async function putRelatedRows(db: Db, related: readonly RelatedRows[]): Promise<void> {
  for (const { table, rows } of related) {
    for (const row of rows) {
      const columns = sql.join(Object.keys(row).map((name) => sql.ref(name)))
      const values = sql.join(Object.values(row))
      await sql`INSERT OR IGNORE INTO ${sql.table(table)} (${columns}) VALUES (${values})`
        .execute(db)
        .catch((error) => {
          // Only the statement was undone, not the transaction.
          if (error.code !== 'SQLITE_CONSTRAINT_FOREIGNKEY') throw error
        })
    }
  }
}
