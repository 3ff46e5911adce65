import type { Database } from 'better-sqlite3'
import { messageOf, RushesError } from '../../../shared/errors.ts'
import { connect } from '../connection/connection.ts'
import { type CopiedTable, columnsOf, quote, type Row } from './columns.ts'
import type { Report } from './report.ts'

/** Limits for reading a foreign database. */
export interface AdoptLimits {
  /** Rows of one table. */
  rows: number
  /** Bytes of one value. */
  valueBytes: number
}

/** A foreign database that is open for reading. */
export interface TheirDatabase {
  database: Database
  /** Its path in messages. */
  named: string
  limits: AdoptLimits
  /** Returns whether the caller gave up. */
  isCancelled(): boolean
}

/**
 * Opens the copy of a foreign database. Nothing of its author runs: only plain tables are read, see `requirePlain`, and
 * nothing is written, which would run triggers, defaults and checks.
 * @throws RushesError FILE_UNREADABLE, BAD_INPUT
 */
export function openTheirs(copy: string, { named, ...options }: Omit<TheirDatabase, 'database'>): TheirDatabase {
  let database: Database | undefined
  try {
    database = connect(copy)
    database.pragma('cell_size_check = ON')
    database.pragma('ignore_check_constraints = ON')
    database.pragma('query_only = ON')
    database.prepare('SELECT count(*) FROM sqlite_schema').get()
    return { database, named, ...options }
  } catch (error) {
    database?.close()
    throw unreadable(named, messageOf(error), error)
  }
}

function unreadable(named: string, reason: string, cause?: unknown): RushesError {
  return new RushesError('FILE_UNREADABLE', `${named} is no SQLite database that can be read: ${reason}.`, { cause })
}

/**
 * Requires that a table is one whose rows are stored as they are read, whole and not too many: a view or a computed
 * column runs statements of its author, which may never end.
 * @throws RushesError BAD_INPUT, FILE_UNREADABLE
 */
export function requirePlain({ database, named, limits }: TheirDatabase, { name: table, key = [] }: CopiedTable): void {
  const found = database.prepare('SELECT type, sql FROM sqlite_schema WHERE name = ? COLLATE NOCASE AND type <> ?')
  for (const { type, sql } of found.all(table, 'index') as { type: string; sql: string }[]) {
    if (type === 'table' && /^CREATE TABLE /i.test(sql)) continue
    const kind = type === 'table' ? 'virtual table' : type
    throw new RushesError('BAD_INPUT', `${table} in ${named} is a ${kind}. Rushes adopts the rows of tables only.`)
  }
  const computed = database.prepare('SELECT name FROM pragma_table_xinfo(?) WHERE hidden <> 0').pluck().get(table)
  if (computed !== undefined)
    throw new RushesError('BAD_INPUT', `${table} in ${named} has computed columns. Rushes adopts stored values only.`)
  const present = columnsOf(database, table)
  const lacking = key.find((column) => !present.has(column) && column !== 'config_hash')
  if (lacking !== undefined) throw unreadable(named, `its table ${table} has no column ${lacking}`)
  // Only of this table: other tables may have computed columns, which a check evaluates.
  const damage = database.pragma(`quick_check('${table}')`, { simple: true })
  if (damage !== 'ok') throw unreadable(named, `it is damaged, ${damage}`)
  const rows = Number(
    database
      .prepare(`SELECT count(*) FROM ${quote(table)}`)
      .pluck()
      .get(),
  )
  if (rows <= limits.rows) return
  const message = `${table} in ${named} has ${rows} rows. Rushes adopts at most ${limits.rows} of a table.`
  throw new RushesError('BAD_INPUT', message)
}

/**
 * Reads the rows of a table one by one, with these columns, and reports those with a value that is too large, which is
 * not read. A column that they lack is an empty text.
 * @throws RushesError CANCELLED
 */
export function* readRows(theirs: TheirDatabase, table: string, columns: string[], report: Report): Generator<Row> {
  const { database, limits, isCancelled } = theirs
  const present = columnsOf(database, table)
  const stored = columns.filter((column) => present.has(column))
  const read = columns.map((column) => (present.has(column) ? quote(column) : `'' AS ${quote(column)}`)).join()
  // The length of a value stands before it, so that the value itself stays unread.
  const small = stored
    .map((column) => `ifnull(octet_length(${quote(column)}), 0) <= ${limits.valueBytes}`)
    .join(' AND ')
  const large = database
    .prepare(`SELECT count(*) FROM ${quote(table)} WHERE NOT (${small})`)
    .pluck()
    .get()
  report.leaveOut(`holds a value of more than ${limits.valueBytes} bytes`, Number(large))
  for (const row of database.prepare(`SELECT ${read} FROM ${quote(table)} WHERE ${small}`).iterate()) {
    if (isCancelled()) throw new RushesError('CANCELLED', 'It was cancelled.')
    yield row as Row
  }
}
