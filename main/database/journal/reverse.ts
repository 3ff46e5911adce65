import { type RawBuilder, sql } from 'kysely'
import type { Db, WritableDb } from '../connection/connection.ts'
import { keysOfTables } from './followed-tables.ts'
import { columnOf, type NetChange } from './net-changes.ts'

const rowsPerStatement = 1000

/** Rows that the same statement compares or writes: of one table, with the same columns. */
interface Batch {
  tbl: string
  names: string[]
  nets: NetChange[]
}

/** Splits changes by table and by the columns in `side`. */
function batchesOf(nets: readonly NetChange[], side: 'old' | 'new'): Batch[] {
  const batches = new Map<string, Batch>()
  const whole: Batch[] = []
  for (const net of nets) {
    const names = Object.keys(net[side])
    const name = JSON.stringify([net.tbl, ...names])
    let batch = batches.get(name)
    if (!batch || batch.nets.length === rowsPerStatement) {
      batch = { tbl: net.tbl, names, nets: [] }
      whole.push(batch)
    }
    batch.nets.push(net)
    batches.set(name, batch)
  }
  return whole
}

/** Returns `json_each` over the keys `k` and the values `v` of rows. */
function rowsOf({ nets }: Batch, side: 'old' | 'new'): RawBuilder<unknown> {
  const rows = nets.map(({ subject, key, [side]: values }) => ({ k: [subject, ...key], v: values }))
  return sql`json_each(${JSON.stringify(rows)})`
}

const jsonValue = (name: string) => sql`(row.value ->> ${sql.lit(`$.v."${name}"`)})`
const keyPart = (index: number) => sql`(row.value ->> ${sql.lit(`$.k[${index}]`)})`

function keyColumns(tbl: string): readonly string[] {
  const columns = keysOfTables[tbl]
  if (!columns) throw new Error(`The journal does not follow ${tbl}.`)
  return columns
}

function hasKey(tbl: string): RawBuilder<unknown> {
  const parts = keyColumns(tbl).map((column, index) => sql`present.${sql.ref(column)} = ${keyPart(index)}`)
  return sql.join(parts, sql` AND `)
}

function isValue(name: string): RawBuilder<unknown> {
  const column = sql`present.${sql.ref(columnOf(name))}`
  if (name.startsWith('?')) return sql`typeof(${column}) = 'blob'`
  return name.startsWith('#') ? sql`length(${column}) IS ${jsonValue(name)}` : sql`${column} IS ${jsonValue(name)}`
}

/** Returns a change after which the row was changed again; undefined if all rows are as the changes left them. */
export async function findChangedSince(db: Db, nets: readonly NetChange[]): Promise<NetChange | undefined> {
  for (const batch of batchesOf(nets, 'new')) {
    const { tbl, names, nets } = batch
    const isThere = sql.join(
      [sql`present.${sql.ref(keyColumns(tbl)[0] ?? '')} IS NOT NULL`, ...names.map(isValue)],
      sql` AND `,
    )
    const { rows } = await sql<{ index: number; is_there: number; is_same: number }>`
      SELECT row.key AS "index", present.${sql.ref(keyColumns(tbl)[0] ?? '')} IS NOT NULL AS is_there, (${isThere}) AS is_same
      FROM ${rowsOf(batch, 'new')} AS row LEFT JOIN ${sql.table(tbl)} AS present ON ${hasKey(tbl)}`.execute(db)
    const changed = rows.find(({ index, is_there, is_same }) => (nets[index]?.exists ? !is_same : is_there))
    if (changed) return nets[changed.index]
  }
  return undefined
}

/** Returns a change whose former values the journal lacks. */
export function findUnkept(nets: readonly NetChange[]): NetChange | undefined {
  return nets.find(({ existed, old }) => existed && Object.keys(old).some((name) => name !== columnOf(name)))
}

/** Gives all rows their state from before the changes. Foreign keys are checked when the transaction ends. */
export async function writeFormerRows(db: WritableDb, nets: readonly NetChange[]): Promise<void> {
  await sql`PRAGMA defer_foreign_keys = ON`.execute(db)
  for (const batch of batchesOf(
    nets.filter(({ existed, exists }) => exists && !existed),
    'old',
  )) {
    const { tbl } = batch
    const columns = sql.join(keyColumns(tbl).map((column) => sql.ref(column)))
    const keys = sql.join(keyColumns(tbl).map((_, index) => keyPart(index)))
    await sql`DELETE FROM ${sql.table(tbl)} WHERE (${columns}) IN (SELECT ${keys} FROM ${rowsOf(batch, 'old')} AS row)`.execute(
      db,
    )
  }
  for (const batch of batchesOf(
    nets.filter(({ existed, exists }) => exists && existed),
    'old',
  )) {
    const { tbl, names } = batch
    if (names.length === 0) continue
    const values = sql.join(names.map((name) => sql`${sql.ref(name)} = ${jsonValue(name)}`))
    await sql`
      UPDATE ${sql.table(tbl)} AS present SET ${values} FROM ${rowsOf(batch, 'old')} AS row WHERE ${hasKey(tbl)}`.execute(
      db,
    )
  }
  for (const batch of batchesOf(
    nets.filter(({ existed, exists }) => !exists && existed),
    'old',
  )) {
    const { tbl, names } = batch
    const columns = sql.join([...keyColumns(tbl), ...names].map((column) => sql.ref(column)))
    const values = sql.join([...keyColumns(tbl).map((_, index) => keyPart(index)), ...names.map(jsonValue)])
    await sql`
      INSERT INTO ${sql.table(tbl)} (${columns}) SELECT ${values} FROM ${rowsOf(batch, 'old')} AS row`.execute(db)
  }
}
