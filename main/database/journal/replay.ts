import { type SqlBool, sql } from 'kysely'
import type { Db } from '../connection/connection.ts'
import { eachOf } from '../connection/query-parts.ts'
import { keysOfTables } from './followed-tables.ts'
import { type JournalRow, type NetChange, sumUpAll } from './net-changes.ts'
import { findChangedSince } from './reverse.ts'
import { followedPart } from './unfollowed.ts'

/** Lists a page of what the journal has rows of, in order, from after `last` on. */
export async function listJournalSubjects(db: Db, last: unknown, limit: number): Promise<unknown[]> {
  const after = last === undefined ? sql<SqlBool>`1` : sql<SqlBool>`subject > ${last}`
  const { rows } = await sql<{ subject: unknown }>`
    SELECT DISTINCT subject FROM journal_rows WHERE subject IS NOT NULL AND ${after} ORDER BY subject LIMIT ${limit}`.execute(
    db,
  )
  return rows.map(({ subject }) => subject)
}

/**
 * Replays the journal of some subjects, and compares its end with their rows. Returns a row that differs, or undefined.
 */
export async function findUnlikeJournal(db: Db, subjects: readonly unknown[]): Promise<NetChange | undefined> {
  const { rows } = await sql<JournalRow>`
    SELECT seq, tbl, op, subject, key, old, new FROM journal_rows
    WHERE subject IN (SELECT value FROM ${eachOf(subjects)}) ORDER BY seq`.execute(db)
  return await findChangedSince(
    db,
    sumUpAll(rows).flatMap((net) => (net.tbl in keysOfTables ? (followedPart(net) ?? []) : [])),
  )
}
