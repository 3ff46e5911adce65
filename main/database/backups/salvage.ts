import type { Statement } from 'better-sqlite3'
import type { SalvagedTable } from '../../../shared/contract/backups.ts'
import { systemCode } from '../../../shared/errors.ts'
import { connect, type Database } from '../connection/connection.ts'
import { createTables, migrations } from '../connection/migrate.ts'

/** Tables that triggers fill from the others, and the history, which would not lead to the salvaged rows. */
const left =
  /^(sqlite_.*|video_search.*|video_counts|replaced_video_counts|video_changes|video_sort_keys|analysis_labels|journal.*)$/

/**
 * Copies all rows that can be read from the damaged database at `path` to a new database at `target`, table by table.
 * Rows whose parents are lost are left out. Tables and columns that Rushes did not create are not copied.
 * @throws SQLite's error if not even the header and the list of tables can be read.
 */
export function salvage(path: string, target: string): SalvagedTable[] {
  const damaged = connect(path, { readonly: true, fileMustExist: true })
  try {
    const version = Number(damaged.pragma('user_version', { simple: true }))
    const salvaged = connect(target)
    try {
      createTables(salvaged, Math.min(version, migrations.length))
      return copyAll(damaged, salvaged)
    } finally {
      salvaged.close()
    }
  } finally {
    damaged.close()
  }
}

interface Table {
  name: string
  /** The columns of the primary key of a table without rowids; undefined for a table with them. */
  key: string[] | undefined
  columns: string[]
}

function copyAll(damaged: Database, salvaged: Database): SalvagedTable[] {
  salvaged.pragma('foreign_keys = OFF')
  const triggers = salvaged
    .prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND name LIKE 'journal@_%' ESCAPE '@'")
    .all() as { name: string; sql: string }[]
  for (const { name } of triggers) salvaged.exec(`DROP TRIGGER "${name}"`)
  const names = salvaged
    .prepare(
      "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' ORDER BY name <> 'videos', name",
    )
    .pluck()
    .all() as string[]
  const tables = names.filter((name) => !left.test(name)).map((name) => tableOf(salvaged, name))
  for (const { name } of tables) salvaged.exec(`DELETE FROM "${name}"`)
  const copied = tables.map((table) => copyTable(damaged, salvaged, table))
  removeOrphans(salvaged, tables)
  for (const { sql } of triggers) salvaged.exec(sql)
  const count = (name: string) => Number(salvaged.prepare(`SELECT count(*) FROM "${name}"`).pluck().get())
  return copied.map(({ table, is_whole }) => ({ table, rows: count(table), is_whole }))
}

function tableOf(database: Database, name: string): Table {
  const isWithoutRowid = database.prepare('SELECT wr FROM pragma_table_list WHERE name = ?').pluck().get(name) === 1
  const all = database.prepare('SELECT name, pk, hidden FROM pragma_table_xinfo(?)').all(name) as {
    name: string
    pk: number
    hidden: number
  }[]
  const key = all.filter(({ pk }) => pk > 0).sort((a, b) => a.pk - b.pk)
  return {
    name,
    key: isWithoutRowid ? key.map((column) => column.name) : undefined,
    // Generated columns are computed.
    columns: all.filter(({ hidden }) => hidden === 0).map((column) => column.name),
  }
}

const rowsPerRead = 500
type Row = unknown[]

function copyTable(damaged: Database, salvaged: Database, table: Table): { table: string; is_whole: boolean } {
  const columns = [...(table.key ? [] : ['rowid']), ...table.columns.map((column) => `"${column}"`)]
  const insert = salvaged.prepare(
    `INSERT OR IGNORE INTO "${table.name}" (${columns}) VALUES (${columns.map(() => '?')})`,
  )
  const insertAll = salvaged.transaction((rows: readonly Row[]) => {
    for (const row of rows) insert.run(row)
  })
  const source = `SELECT ${columns} FROM "${table.name}" NOT INDEXED`
  const copy = table.key ? copyByKey : copyByRowid
  try {
    return { table: table.name, is_whole: copy(damaged, { source, table, insertAll }) }
  } catch (error) {
    if (!isUnreadable(error)) throw error
    return { table: table.name, is_whole: false }
  }
}

interface Copying {
  source: string
  table: Table
  insertAll(rows: readonly Row[]): void
}

/** Reads rows, as many as can be read of `limit`; `isWhole` is false if there is damage behind them. */
function readRows(database: Database, sql: string, values: readonly unknown[]): { rows: Row[]; isWhole: boolean } {
  const rows: Row[] = []
  try {
    for (const row of database
      .prepare(sql)
      .raw()
      .safeIntegers()
      .iterate(...values))
      rows.push(row as Row)
    return { rows, isWhole: true }
  } catch (error) {
    if (!isUnreadable(error)) throw error
    return { rows, isWhole: false }
  }
}

/** Also says so of a table or a column that the damaged list of tables lacks. */
function isUnreadable(error: unknown): boolean {
  return /^SQLITE_(CORRUPT|NOTADB|IOERR|ERROR)/.test(systemCode(error) ?? '')
}

const largestRowid = 2n ** 62n

/** Copies rows in the order of their rowids, and goes on behind damaged pages. Returns true if all could be read. */
function copyByRowid(damaged: Database, { source, insertAll }: Copying): boolean {
  const sql = `${source} WHERE rowid > ? ORDER BY rowid LIMIT ${rowsPerRead}`
  let last = -largestRowid
  let isTableWhole = true
  for (;;) {
    const { rows, isWhole } = readRows(damaged, sql, [last])
    insertAll(rows)
    last = (rows.at(-1)?.[0] as bigint | undefined) ?? last
    if (isWhole && rows.length < rowsPerRead) return isTableWhole
    if (isWhole) continue
    isTableWhole = false
    const next = findReadable(
      last < 0n ? 0n : last,
      (from) => readRows(damaged, `${source} WHERE rowid > ? ORDER BY rowid LIMIT 1`, [from]).isWhole,
    )
    if (next === undefined) return false
    last = next
  }
}

/** Returns the smallest number above `from` that `isReadable` accepts, by doubling and then halving the distance. */
function findReadable(from: bigint, isReadable: (from: bigint) => boolean): bigint | undefined {
  let distance = 1n
  while (!isReadable(from + distance)) {
    distance *= 2n
    if (from + distance > largestRowid) return undefined
  }
  let [low, high] = [from + distance / 2n, from + distance]
  while (high - low > 1n) {
    const middle = (low + high) / 2n
    if (isReadable(middle)) high = middle
    else low = middle
  }
  return high
}

/** Copies rows in the order of their key from both ends, up to the damaged pages. Returns true if all were read. */
function copyByKey(damaged: Database, { source, table: { key = [] }, insertAll }: Copying): boolean {
  for (const order of ['ASC', 'DESC']) {
    const { rows, isWhole } = readRows(damaged, `${source} ORDER BY ${key.map((column) => `"${column}" ${order}`)}`, [])
    insertAll(rows)
    if (isWhole) return order === 'ASC'
  }
  return false
}

interface ForeignKey {
  id: number
  parent: string
  from: string
  to: string
  on_delete: string
}

/** Removes references to lost rows: the reference if it may be null, else its row, and what refers to that. */
function removeOrphans(database: Database, tables: readonly Table[]): void {
  const statements = tables.flatMap(({ name }) => orphanStatements(database, name))
  while (statements.reduce((changes, statement) => changes + statement.run().changes, 0) > 0) {
    // A removed row can be the parent of others.
  }
}

function orphanStatements(database: Database, table: string): Statement[] {
  const parts = database
    .prepare('SELECT id, "table" AS parent, "from", "to", on_delete FROM pragma_foreign_key_list(?)')
    .all(table) as ForeignKey[]
  return Object.values(Object.groupBy(parts, ({ id }) => id)).map((columns = []) => {
    const [{ parent, on_delete } = { parent: '', on_delete: '' }] = columns
    const isOrphan = `${columns.map(({ from }) => `child."${from}" IS NOT NULL`).join(' AND ')} AND NOT EXISTS (
      SELECT 1 FROM "${parent}" AS parent WHERE ${columns.map(({ from, to }) => `parent."${to}" = child."${from}"`).join(' AND ')})`
    return database.prepare(
      on_delete === 'SET NULL'
        ? `UPDATE "${table}" AS child SET ${columns.map(({ from }) => `"${from}" = NULL`)} WHERE ${isOrphan}`
        : `DELETE FROM "${table}" AS child WHERE ${isOrphan}`,
    )
  })
}
