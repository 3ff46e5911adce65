import type { Database } from 'better-sqlite3'
import type { AdoptedTable } from '../../shared/contract/library.ts'
import { systemCode } from '../../shared/errors.ts'

export type Row = Record<string, unknown>

/** A table that can be taken over from another database. */
export interface TakenTable {
  name: string
  /** The columns that make a row the same one; else its primary key, or all columns where that is only a number. */
  key?: readonly string[]
  /** The column by which the newer of two rows of one key is known; without it, the row that is here stays. */
  newer?: string
  /** Columns with paths of files. */
  paths?: readonly string[]
}

interface Column {
  name: string
  type: string
  pk: number | bigint
}

/** The columns of a table, by name; none where there is no such table. */
export function columnsOf(database: Database, table: string): Map<string, Column> {
  const rows = database.prepare('SELECT name, type, pk FROM pragma_table_info(?)').all(table) as Column[]
  return new Map(rows.map((row) => [row.name, row]))
}

/** Why a row was left out, for people, by the rule of the database that refused it. */
const reasons: Record<string, string> = {
  SQLITE_CONSTRAINT_FOREIGNKEY: 'leads to a row that is not there',
  SQLITE_CONSTRAINT_NOTNULL: 'lacks a value that is needed',
  SQLITE_CONSTRAINT_UNIQUE: 'has an id that another row here has',
  SQLITE_CONSTRAINT_PRIMARYKEY: 'has an id that another row here has',
  SQLITE_CONSTRAINT_CHECK: 'has a value that is not allowed here',
}

/** Gathers what became of the rows of one table. */
export function createReport(table: string) {
  const counts = { taken: 0, known: 0, replaced: 0 }
  const leftOut = new Map<string, number>()
  const leaveOut = (reason: string) => void leftOut.set(reason, (leftOut.get(reason) ?? 0) + 1)
  return {
    leaveOut,
    count(end: keyof typeof counts): void {
      counts[end]++
    },
    /** Has `write` put a row in; a row that its table refuses is left out. */
    attempt(end: keyof typeof counts, write: () => void): boolean {
      try {
        write()
        counts[end]++
        return true
      } catch (error) {
        const code = systemCode(error) ?? ''
        if (!code.startsWith('SQLITE_CONSTRAINT')) throw error
        leaveOut(reasons[code] ?? 'is refused by a rule of its table')
        return false
      }
    },
    result(): AdoptedTable {
      return { table, ...counts, left_out: [...leftOut].map(([reason, count]) => ({ reason, count })) }
    },
  }
}

/**
 * Copies the rows of a table, by the columns that both sides have, after `translate`. A row of a key that is here takes its
 * place where it is newer, else is known; one that says something else of the same key and has no time is left out.
 */
export function takeTable(
  database: Database,
  theirs: Database,
  table: TakenTable,
  translate: (row: Row) => Row,
): AdoptedTable {
  const report = createReport(table.name)
  const { columns, key } = layoutOf(database, theirs, table)
  const rest = columns.filter((column) => !key.includes(column))
  const where = key.map((column) => `${quote(column)} IS ?`).join(' AND ')
  const name = quote(table.name)
  const find = database.prepare(`SELECT ${columns.map(quote).join()} FROM ${name} WHERE ${where} LIMIT 1`)
  const insert = database.prepare(
    `INSERT INTO ${name} (${columns.map(quote).join()}) VALUES (${columns.map(() => '?').join()})`,
  )
  const update = rest.length
    ? database.prepare(`UPDATE ${name} SET ${rest.map((column) => `${quote(column)} = ?`).join()} WHERE ${where}`)
    : undefined
  for (const foreign of theirs.prepare(`SELECT ${columns.map(quote).join()} FROM ${name}`).iterate()) {
    const row = translate(foreign as Row)
    const values = (names: readonly string[]) => names.map((column) => row[column])
    const here = find.get(...values(key)) as Row | undefined
    if (!here) report.attempt('taken', () => insert.run(...values(columns)))
    else if (rest.every((column) => isSame(here[column], row[column]))) report.count('known')
    else if (table.newer === undefined) report.leaveOut('says something else than the row that is here')
    else if (isLater(row[table.newer], here[table.newer])) {
      report.attempt('replaced', () => update?.run(...values(rest), ...values(key)))
    } else report.count('known')
  }
  return report.result()
}

/** The columns to copy, and those that make a row the same one. A number that only counts rows is given anew. */
function layoutOf(database: Database, theirs: Database, table: TakenTable): { columns: string[]; key: string[] } {
  const [ours, foreign] = [columnsOf(database, table.name), columnsOf(theirs, table.name)]
  const shared = [...ours.values()].filter((column) => foreign.has(column.name))
  const primary = shared.filter(({ pk }) => Number(pk) > 0)
  const counts = primary.length === 1 && primary[0]?.type.toUpperCase() === 'INTEGER'
  const columns = shared.filter((column) => !(counts && column === primary[0])).map((column) => column.name)
  const key = table.key ?? (counts || primary.length === 0 ? columns : primary.map((column) => column.name))
  return { columns, key: [...key] }
}

/** A name in a statement. Names come from lists of ours and from the schema of a stranger. */
export function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

function isSame(a: unknown, b: unknown): boolean {
  if (Buffer.isBuffer(a) && Buffer.isBuffer(b)) return a.equals(b)
  return a === b || (typeof a !== typeof b && Number(a) === Number(b) && typeof a !== 'string' && typeof b !== 'string')
}

function isLater(a: unknown, b: unknown): boolean {
  if (typeof a === 'string' && typeof b === 'string') return a > b
  return Number(a ?? 0) > Number(b ?? 0)
}
