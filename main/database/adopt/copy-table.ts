import { createHash } from 'node:crypto'
import type { Database } from 'better-sqlite3'
import type { AdoptedTable } from '../../../shared/contract/library.ts'
import { type CopiedTable, columnsOf, quote, type Row } from './columns.ts'
import { createReport, type Report } from './report.ts'
import { readRows, type TheirDatabase } from './their-tables.ts'

/**
 * Copies the rows of a table after `translate`, with the columns that both sides have. Of two rows of one key the newer
 * stays, also of two of theirs (an append-only history), which are merged; a row without a time that differs from ours
 * is left out.
 */
export function copyTable(
  database: Database,
  theirs: TheirDatabase,
  table: CopiedTable,
  translate: (row: Row) => Row,
): AdoptedTable {
  const report = createReport(table.name)
  const { columns, key } = layoutOf(database, theirs.database, table)
  const write = createWriter(database, table, columns, key)
  const ends = new Map<string, 'taken' | 'replaced' | 'known' | undefined>()
  for (const foreign of readRows(theirs, table.name, columns, report)) {
    const row = translate(foreign)
    const here = write.find(row)
    const id = table.newer === undefined ? '' : hashOf(key.map((column) => row[column]))
    if (here && table.newer !== undefined && ends.has(id)) {
      const isNewer = !write.isSame(here, row) && !isLater(here[table.newer], row[table.newer])
      const isMerged = report.attempt('merged', () => isNewer && write.update(row))
      if (!isMerged || !isNewer || ends.get(id) !== 'known') continue
      report.recount('known', 'replaced')
      ends.set(id, 'replaced')
    } else {
      const end = copyRow(write, report, table, row, here)
      if (table.newer !== undefined) ends.set(id, end)
    }
  }
  return report.result()
}

/** Adopts one row unless it is known. Returns what became of it; undefined if it is left out. */
function copyRow(write: Writer, report: Report, { newer }: CopiedTable, row: Row, here: Row | undefined) {
  if (!here) return report.attempt('taken', () => write.insert(row)) ? 'taken' : undefined
  if (newer === undefined && !write.isSame(here, row)) {
    report.leaveOut('says something else than the row that is here')
    return undefined
  }
  if (newer !== undefined && !write.isSame(here, row) && isLater(row[newer], here[newer]))
    return report.attempt('replaced', () => write.update(row)) ? 'replaced' : undefined
  report.count('known')
  return 'known'
}

type Writer = ReturnType<typeof createWriter>

/** Prepares the statements for our rows of a table. */
function createWriter(database: Database, table: CopiedTable, columns: readonly string[], key: readonly string[]) {
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
  const values = (row: Row, names: readonly string[]) => names.map((column) => row[column])
  return {
    find: (row: Row) => find.get(...values(row, key)) as Row | undefined,
    insert: (row: Row) => insert.run(...values(row, columns)),
    update: (row: Row) => update?.run(...values(row, rest), ...values(row, key)),
    isSame: (here: Row, row: Row) => rest.every((column) => isSame(here[column], row[column])),
  }
}

/** Returns a short text for a key, of which a table may have millions. */
function hashOf(values: readonly unknown[]): string {
  const text = values.map((value) => `${typeof value} ${value}`).join('\0')
  return createHash('sha256').update(text).digest('base64')
}

/**
 * Returns the columns to copy and those that identify a row. An `INTEGER PRIMARY KEY` is not copied: SQLite assigns a
 * new one.
 */
function layoutOf(database: Database, theirs: Database, table: CopiedTable): { columns: string[]; key: string[] } {
  const [ours, foreign] = [columnsOf(database, table.name), columnsOf(theirs, table.name)]
  const shared = [...ours.values()].filter((column) => foreign.has(column.name))
  const primary = shared.filter(({ pk }) => Number(pk) > 0)
  const counts = primary.length === 1 && primary[0]?.type.toUpperCase() === 'INTEGER'
  const stored = shared.filter((column) => !(counts && column === primary[0])).map((column) => column.name)
  // A processing from before the cache has no configuration, which is one of its own.
  const columns = [...stored, ...(table.key ?? []).filter((column) => !foreign.has(column))]
  const key = table.key ?? (counts || primary.length === 0 ? columns : primary.map((column) => column.name))
  return { columns, key: [...key] }
}

function isSame(a: unknown, b: unknown): boolean {
  if (Buffer.isBuffer(a) && Buffer.isBuffer(b)) return a.equals(b)
  return a === b || (typeof a !== typeof b && Number(a) === Number(b) && typeof a !== 'string' && typeof b !== 'string')
}

function isLater(a: unknown, b: unknown): boolean {
  if (typeof a === 'string' && typeof b === 'string') return a > b
  return Number(a ?? 0) > Number(b ?? 0)
}
