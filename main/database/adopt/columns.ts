import type { Database } from 'better-sqlite3'

/** A row of any program, by the names of its columns. */
export type Row = Record<string, unknown>

interface Column {
  name: string
  type: string
  pk: number | bigint
}

/** Returns the columns of a table by name; none if it does not exist. */
export function columnsOf(database: Database, table: string): Map<string, Column> {
  const rows = database.prepare('SELECT name, type, pk FROM pragma_table_info(?)').all(table) as Column[]
  return new Map(rows.map((row) => [row.name, row]))
}

/** Quotes the name of a column or table, which may come from a foreign schema. */
export function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

/** A table that can be adopted from another database. */
export interface CopiedTable {
  name: string
  /** The columns that identify a row; by default its primary key, or all columns if that only numbers rows. */
  key?: readonly string[]
  /** The time that decides between two rows of one key; without it, the row in the library stays. */
  newer?: string
  /** Columns with paths of files. */
  paths?: readonly string[]
}
