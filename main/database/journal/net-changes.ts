import { sql } from 'kysely'
import type { Db } from '../connection/connection.ts'

type Values = Record<string, unknown>

/** The sum of several changes of one row. */
export interface NetChange {
  tbl: string
  subject: unknown
  /** The other columns of its primary key. */
  key: unknown[]
  /** True if the row existed before them; `exists`, after them. */
  existed: boolean
  exists: boolean
  /** By the names of the journal: `name`, `#name` for the length of a text, `?name` for a blob, which is not kept. */
  old: Values
  new: Values
}

/** A row of `journal_rows`. */
export interface JournalRow {
  seq: number
  tbl: string
  op: 'insert' | 'update' | 'delete' | 'replace' | 'note'
  subject: unknown
  key: string | null
  old: string | null
  new: string | null
}

/** Reads the rows of an entry, in the order of the changes; at most `limit`. */
export async function readRows(db: Db, entry: number, limit = -1): Promise<JournalRow[]> {
  const { rows } = await sql<JournalRow>`
    SELECT row.seq, row.tbl, row.op, row.subject, row.key, row.old, row.new
    FROM journal_parts AS part JOIN journal_rows AS row ON row.seq BETWEEN part.first_seq AND part.last_seq
    WHERE part.entry_id = ${entry} ORDER BY row.seq LIMIT ${limit}`.execute(db)
  return rows
}

/** Sums changes up by row, in the order of their first one. Leaves out rows that end as they began. */
export function sumUp(rows: readonly JournalRow[]): NetChange[] {
  return sumUpAll(rows).filter(({ existed, exists, old, new: after }) => {
    if (existed !== exists) return true
    return existed && !isSame(old, after)
  })
}

/** Sums changes up by row, in the order of their first one. */
export function sumUpAll(rows: readonly JournalRow[]): NetChange[] {
  const nets = new Map<string, NetChange>()
  for (const [index, row] of rows.entries()) {
    if (row.op === 'note') continue
    if (row.op === 'replace' && !isReplacing(row, rows[index + 1])) continue
    const { tbl, subject, key } = row
    const name = JSON.stringify([tbl, subject, key])
    const net = nets.get(name) ?? startOf(row)
    nets.set(name, net)
    addChange(net, row)
  }
  return [...nets.values()]
}

function isReplacing(row: JournalRow, next: JournalRow | undefined): boolean {
  return next?.op === 'insert' && next.tbl === row.tbl && next.subject === row.subject && next.key === row.key
}

function startOf({ tbl, subject, key, op }: JournalRow): NetChange {
  const existed = op !== 'insert'
  return { tbl, subject, key: key === null ? [] : JSON.parse(key), existed, exists: existed, old: {}, new: {} }
}

function addChange(net: NetChange, { op, ...row }: JournalRow): void {
  const before: Values = row.old === null ? {} : JSON.parse(row.old)
  const after: Values = row.new === null ? {} : JSON.parse(row.new)
  if (net.existed) net.old = { ...withoutNames(before, net.old), ...net.old }
  if (op === 'update') net.new = { ...withoutNames(net.new, after), ...after }
  else net.new = after
  net.exists = op === 'insert' || op === 'update'
}

/** The column of a name in the journal. */
export function columnOf(name: string): string {
  return name.replace(/^[#?]/, '')
}

/** Returns those of `values` whose columns `others` does not have. */
function withoutNames(values: Values, others: Values): Values {
  const columns = new Set(Object.keys(others).map(columnOf))
  return Object.fromEntries(Object.entries(values).filter(([name]) => !columns.has(columnOf(name))))
}

/** Returns whether values are known to agree; a length alone does not tell. */
function isSame(one: Values, other: Values): boolean {
  const names = Object.keys(one)
  return names.length === Object.keys(other).length && names.every((name) => name in other && one[name] === other[name])
}
