import { type RawBuilder, sql } from 'kysely'
import type { BundleChoice, BundleConflict } from '../../../shared/contract/bundles.ts'
import type { Row } from '../adopt/columns.ts'
import type { Report } from '../adopt/report.ts'
import { reasonOf } from '../adopt/report.ts'
import type { Db, WritableDb } from '../connection/connection.ts'
import { eachOf } from '../connection/query-parts.ts'
import type { BundledTable } from './bundled-tables.ts'

/** Decides a conflict; undefined if nobody has decided it. */
export type Decide = (conflict: BundleConflict) => BundleChoice | undefined

/** Changes that bring rows of a bundle into a table. */
export interface MergePlan {
  added: Row[]
  /** Rows that are here, with the columns to change. */
  changed: { row: Row; columns: string[]; kind: 'known' | 'replaced' }[]
  known: number
  conflicts: BundleConflict[]
}

/**
 * Compares rows of a bundle, of which no two have the same key, with those here. A value that only one side has stays;
 * of two values `decide` says which, and without a decision that of the library stays.
 */
export async function planRows(db: Db, table: BundledTable, rows: readonly Row[], decide: Decide): Promise<MergePlan> {
  const plan: MergePlan = { added: [], changed: [], known: 0, conflicts: [] }
  const present = await findPresent(db, table, rows)
  rows.forEach((row, index) => {
    const here = present.get(index)
    if (!here) plan.added.push(row)
    else planKnown(plan, table, { row, here }, decide)
  })
  return plan
}

function planKnown(plan: MergePlan, table: BundledTable, { row, here }: { row: Row; here: Row }, decide: Decide): void {
  const { newer } = table
  if (newer !== undefined) {
    const isNewer = Number(row[newer] ?? 0) > Number(here[newer] ?? 0)
    const columns = Object.keys(row).filter((column) => !table.key.includes(column))
    if (isNewer) plan.changed.push({ row, columns, kind: 'replaced' })
    else plan.known++
    return
  }
  const columns: string[] = []
  let isReplaced = false
  for (const column of table.asks ?? []) {
    const [ours, theirs] = [here[column] ?? null, row[column] ?? null]
    if (isEmpty(theirs) || ours === theirs) continue
    if (isEmpty(ours)) columns.push(column)
    else {
      const conflict = conflictOf(table, { row, here }, column)
      plan.conflicts.push(conflict)
      if (decide(conflict) !== 'replace') continue
      columns.push(column)
      isReplaced = true
    }
  }
  if (columns.length > 0) plan.changed.push({ row, columns, kind: isReplaced ? 'replaced' : 'known' })
  else plan.known++
}

function isEmpty(value: unknown): boolean {
  return value === null || value === ''
}

function conflictOf(table: BundledTable, { row, here }: { row: Row; here: Row }, column: string): BundleConflict {
  const key = table.key.map((name) => row[name])
  const title = table.title === undefined ? undefined : here[table.title]
  return {
    id: JSON.stringify([table.name, ...key, column]),
    table: table.name,
    name: typeof title === 'string' && title !== '' ? title : key.join(' · '),
    column,
    here: shownValue(here[column]),
    there: shownValue(row[column]),
  }
}

function shownValue(value: unknown): string | number | null {
  return typeof value === 'number' || value === null ? value : String(value)
}

/** Finds the rows here that have the keys of `rows`, by their index. */
async function findPresent(db: Db, table: BundledTable, rows: readonly Row[]): Promise<Map<number, Row>> {
  const keys = rows.map((row) => table.key.map((column) => row[column] ?? null))
  // The first column has an index and is never null.
  const same = table.key.map((column, index) => {
    const value = sql`(asked.value ->> ${sql.lit(index)})`
    return index === 0 ? sql`present.${sql.ref(column)} = ${value}` : sql`present.${sql.ref(column)} IS ${value}`
  })
  const { rows: found } = await sql<Row>`
    SELECT asked.key AS "#index", present.* FROM ${eachOf(keys)} AS asked
    JOIN ${sql.table(table.name)} AS present ON ${sql.join(same, sql` AND `)}`.execute(db)
  return new Map(found.map((row) => [Number(row['#index']), row]))
}

/** Writes a plan. A row that a constraint refuses is left out and reported. */
export async function writePlan(db: WritableDb, table: BundledTable, plan: MergePlan, report: Report): Promise<void> {
  for (const batch of batchesOf(plan.added)) await insertBatch(db, table, batch, report)
  for (const { row, columns, kind } of plan.changed) {
    await updateRow(db, table, row, columns).then(
      () => report.count(kind),
      (error) => report.leaveOut(reasonOf(error)),
    )
  }
  report.count('known', plan.known)
}

async function insertBatch(db: WritableDb, table: BundledTable, rows: readonly Row[], report: Report): Promise<void> {
  try {
    await insertRows(db, table, rows)
    report.count('taken', rows.length)
  } catch (error) {
    const reason = reasonOf(error)
    if (rows.length === 1) return report.leaveOut(reason)
    for (const row of rows) await insertBatch(db, table, [row], report)
  }
}

/** Groups rows that have the same columns. */
function batchesOf(rows: readonly Row[]): Row[][] {
  const batches = new Map<string, Row[]>()
  for (const row of rows) {
    const name = Object.keys(row).join()
    const batch = batches.get(name)
    if (batch) batch.push(row)
    else batches.set(name, [row])
  }
  return [...batches.values()]
}

async function insertRows(db: WritableDb, table: BundledTable, rows: readonly Row[]): Promise<void> {
  if (table.name === 'timelines') await insertTimelines(db, rows)
  else await insertAll(db, table.name, rows)
}

async function insertAll(db: WritableDb, table: BundledTable['name'], rows: readonly Row[]): Promise<void> {
  const columns = Object.keys(rows[0] ?? {})
  const names = sql.join(columns.map((column) => sql.ref(column)))
  const values = sql.join(columns.map((column) => valueIn(rows, column)))
  // The trigger of runs has written which definition each ran: that of the workflow now.
  const verb = table === 'executed_definitions' ? sql`REPLACE` : sql`INSERT`
  await sql`${verb} INTO ${sql.table(table)} (${names}) SELECT ${values} FROM ${eachOf(rows)} AS row`.execute(db)
}

/**
 * Inserts timelines as removed ones, and restores them: that is the change of a timeline that the history follows, so
 * undoing the import removes them.
 */
async function insertTimelines(db: WritableDb, rows: readonly Row[]): Promise<void> {
  const {
    rows: [clock],
  } = await sql<{ now: string }>`SELECT CURRENT_TIMESTAMP AS now`.execute(db)
  const removed = rows.map((row) => ({ ...row, removed_at: clock?.now ?? '' }))
  await insertAll(db, 'timelines', removed)
  const ids = rows.map(({ id }) => String(id))
  await db.updateTable('timelines').set({ removed_at: null }).where('id', 'in', ids).execute()
}

/** Returns the value of a column in a row of JSON, where a blob is `{"hex": "…"}`. */
function valueIn(rows: readonly Row[], column: string): RawBuilder<unknown> {
  const path = sql.lit(`$."${column}"`)
  const hex = sql.lit(`$."${column}".hex`)
  const hasBlobs = rows.some((row) => typeof row[column] === 'object' && row[column] !== null)
  if (!hasBlobs) return sql`row.value ->> ${path}`
  return sql`CASE json_type(row.value, ${path}) WHEN 'object' THEN unhex(row.value ->> ${hex}) ELSE row.value ->> ${path} END`
}

async function updateRow(db: WritableDb, table: BundledTable, row: Row, columns: readonly string[]): Promise<void> {
  const values = sql.join(columns.map((column) => sql`${sql.ref(column)} = ${row[column] ?? null}`))
  const key = table.key.map((column) => sql`${sql.ref(column)} IS ${row[column] ?? null}`)
  await sql`UPDATE ${sql.table(table.name)} SET ${values} WHERE ${sql.join(key, sql` AND `)}`.execute(db)
}
