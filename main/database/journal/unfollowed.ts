import { sql } from 'kysely'
import type { WritableDb } from '../connection/connection.ts'
import { eachOf } from '../connection/query-parts.ts'
import { columnOf, type NetChange } from './net-changes.ts'

/**
 * Tables with the key `path` that have no triggers, because most of their rows follow from files, with the columns that
 * are kept of a deleted row. Code that changes them by a person’s decision records it here.
 */
const unfollowedTables = {
  locations: ['file_hash', 'size_bytes', 'mtime_ms', 'sample_hash', 'seen_at', 'verified_at', 'missing_since'],
  watched_folders: ['paused', 'added_at'],
  dismissed_files: ['size_bytes', 'mtime_ms'],
} as const

type UnfollowedTable = keyof typeof unfollowedTables

const isUnfollowedTable = (tbl: string): tbl is UnfollowedTable => tbl in unfollowedTables

/**
 * Caches, of which only what a person removes, restores or corrects is recorded; tombstones keep the removed rows.
 */
const cacheTables = ['analysis_jobs', 'processing_jobs']

/** Columns of followed tables that have no triggers. */
const pathColumns = { videos: 'file_path', media: 'Path' } as const

const pathColumnOf = (tbl: string): string | undefined => pathColumns[tbl as keyof typeof pathColumns]

/** Returns a change without what has no triggers; undefined if nothing is left. */
export function followedPart(net: NetChange): NetChange | undefined {
  if (isUnfollowedTable(net.tbl) || cacheTables.includes(net.tbl)) return undefined
  const isFollowed = ([name]: [string, unknown]) => columnOf(name) !== pathColumnOf(net.tbl)
  const part = (values: NetChange['old']) => Object.fromEntries(Object.entries(values).filter(isFollowed))
  return { ...net, old: part(net.old), new: part(net.new) }
}

/** Records rows that are about to be deleted. */
export async function recordDeletes(db: WritableDb, tbl: UnfollowedTable, paths: readonly string[]): Promise<void> {
  const values = unfollowedTables[tbl].flatMap((column) => [sql.lit(column), sql.ref(column)])
  await sql`
    INSERT INTO journal_rows (tbl, op, subject, old)
    SELECT ${tbl}, 'delete', path, json_object(${sql.join(values)}) FROM ${sql.table(tbl)}
    WHERE path IN (SELECT value FROM ${eachOf(paths)})`.execute(db)
}

/** Records inserted rows. An undo needs the content of a location to be the same; facts about it may change. */
export async function recordInserts(db: WritableDb, tbl: UnfollowedTable, paths: readonly string[]): Promise<void> {
  const values = tbl === 'locations' ? sql`'file_hash', file_hash` : sql``
  await sql`
    INSERT INTO journal_rows (tbl, op, subject, new)
    SELECT ${tbl}, 'insert', path, json_object(${values}) FROM ${sql.table(tbl)}
    WHERE path IN (SELECT value FROM ${eachOf(paths)})`.execute(db)
}

/** Records that a video or an image plays from another path. */
export async function recordPath(
  db: WritableDb,
  tbl: keyof typeof pathColumns,
  { id, from, to }: { id: string; from: string; to: string },
): Promise<void> {
  const image = (path: string) => JSON.stringify({ [pathColumns[tbl]]: path })
  const row = { tbl, op: 'update', subject: id, key: null, old: image(from), new: image(to) } as const
  await db.insertInto('journal_rows').values(row).execute()
}

/** Records the reversal of changes that have no triggers, around the statements of `reverse`. */
export async function recordReversal(
  db: WritableDb,
  nets: readonly NetChange[],
  reverse: () => Promise<void>,
): Promise<void> {
  const pathsOf = (table: UnfollowedTable, isPresent: (net: NetChange) => boolean) =>
    nets.filter((net) => net.tbl === table && isPresent(net)).map(({ subject }) => String(subject))
  const tables = Object.keys(unfollowedTables) as UnfollowedTable[]
  for (const table of tables)
    await recordDeletes(
      db,
      table,
      pathsOf(table, ({ exists }) => exists),
    )
  await reverse()
  for (const table of tables)
    await recordInserts(
      db,
      table,
      pathsOf(table, ({ existed }) => existed),
    )
  for (const { tbl, subject, old, new: after } of nets) {
    const column = pathColumnOf(tbl)
    if (column === undefined || !(column in old)) continue
    const paths = { from: String(after[column]), to: String(old[column]) }
    await recordPath(db, tbl as keyof typeof pathColumns, { id: String(subject), ...paths })
  }
}
