import { sql } from 'kysely'
import { columnsOf, type TableChange } from '../../../shared/history.ts'
import type { WritableDb } from '../connection/connection.ts'
import type { Step } from './current-step.ts'

/** Changes of other programs that are less apart are one entry. */
const pauseSeconds = 10

/** Author of rows that no transaction of Rushes wrote. */
export const otherProgram = 'other'

/**
 * Returns the number of the last recorded row. Rows that no entry has were written by other programs, or by versions of
 * Rushes without a journal, and get entries first.
 */
export async function endOfJournal(db: WritableDb): Promise<number> {
  const { rows } = await sql<{ last: number; claimed: number }>`
    SELECT ifnull((SELECT max(seq) FROM journal_rows), 0) AS last,
      ifnull((SELECT last_seq FROM journal_parts ORDER BY first_seq DESC LIMIT 1), 0) AS claimed`.execute(db)
  const { last = 0, claimed = 0 } = rows[0] ?? {}
  if (last > claimed) await recordOthers(db, claimed)
  return last
}

/** Returns the number of the last row after `end`; null if there is none. */
async function lastRowAfter(db: WritableDb, end: number): Promise<number | null> {
  const { rows } = await sql<{ last: number | null }>`
    SELECT max(seq) AS last FROM journal_rows WHERE seq > ${end}`.execute(db)
  return rows[0]?.last ?? null
}

async function recordOthers(db: WritableDb, claimed: number): Promise<void> {
  const { rows } = await sql<{ seq: number; at: string }>`
    SELECT seq, datetime(at, 'unixepoch') AS at
    FROM (SELECT seq, at, lag(at) OVER (ORDER BY seq) AS previous FROM journal_rows WHERE seq > ${claimed})
    WHERE previous IS NULL OR abs(at - previous) > ${pauseSeconds}`.execute(db)
  for (const [index, { seq, at }] of rows.entries()) {
    const next = rows[index + 1]?.seq
    const { rows: ends } = await sql<{ last: number }>`
      SELECT max(seq) AS last FROM journal_rows ${next === undefined ? sql`` : sql`WHERE seq < ${next}`}`.execute(db)
    const entry = await db
      .insertInto('journal')
      .values({
        at,
        step: `other-${seq}`,
        author: otherProgram,
        user_id: null,
        action: null,
        title: null,
        undoes: null,
        undone_by: null,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await addPart(db, entry.id, seq, ends[0]?.last ?? seq)
  }
}

/**
 * Gives the rows after `end` to the entry of a step, which is added with its first rows. Returns the id of the entry;
 * undefined if there are none.
 */
export async function recordEntry(db: WritableDb, step: Step, end: number, now: string): Promise<number | undefined> {
  if ((await lastRowAfter(db, end)) === null) return undefined
  // Those of inserts that were ignored or became updates.
  await sql`
    DELETE FROM journal_rows AS row WHERE seq > ${end} AND op = 'replace' AND NOT EXISTS (
      SELECT 1 FROM journal_rows AS next WHERE next.seq = row.seq + 1 AND next.op = 'insert'
        AND next.tbl = row.tbl AND next.subject IS row.subject AND next.key IS row.key)`.execute(db)
  const last = await lastRowAfter(db, end)
  if (last === null) return undefined
  const id = (await findEntry(db, step)) ?? (await insertEntry(db, step, now))
  await addPart(db, id, end + 1, last)
  return id
}

async function findEntry(db: WritableDb, { id, author, user_id }: Step): Promise<number | undefined> {
  const row = await db
    .selectFrom('journal')
    .select('id')
    .where('step', '=', id)
    .where('author', '=', author)
    .where('user_id', 'is', user_id)
    .where('undone_by', 'is', null)
    .executeTakeFirst()
  return row?.id
}

async function insertEntry(db: WritableDb, step: Step, now: string): Promise<number> {
  const { id, author, user_id, action, title = null, undoes = null } = step
  const entry = await db
    .insertInto('journal')
    .values({ at: now, step: id, author, user_id, action, title, undoes, undone_by: null })
    .returning('id')
    .executeTakeFirstOrThrow()
  if (undoes !== null) await markReversed(db, undoes, entry.id)
  return entry.id
}

/** Notes that `by` reversed an entry. If that was an undo itself, the entry that it undid is in effect again. */
async function markReversed(db: WritableDb, reversed: number, by: number): Promise<void> {
  await sql`UPDATE journal SET undone_by = NULL WHERE id = (SELECT undoes FROM journal WHERE id = ${reversed})`.execute(
    db,
  )
  await sql`UPDATE journal SET undone_by = ${by} WHERE id = ${reversed}`.execute(db)
}

/** Adds rows to an entry: to its last part if they follow it. */
async function addPart(db: WritableDb, entry: number, first: number, last: number): Promise<void> {
  const changes = await summarize(db, first, last)
  const { changes: before } = await db
    .selectFrom('journal')
    .select('changes')
    .where('id', '=', entry)
    .executeTakeFirstOrThrow()
  await db
    .updateTable('journal')
    .set({ changes: JSON.stringify(addChanges(JSON.parse(before), changes)) })
    .where('id', '=', entry)
    .execute()
  const extended = await db
    .updateTable('journal_parts')
    .set({ last_seq: last })
    .where('entry_id', '=', entry)
    .where('last_seq', '=', first - 1)
    .executeTakeFirst()
  if (extended.numUpdatedRows > 0n) return
  await db.insertInto('journal_parts').values({ first_seq: first, last_seq: last, entry_id: entry }).execute()
}

const longestSample = 200

/** Counts changed rows by table and kind of change; `old` and `new` are those of all rows if they agree. */
async function summarize(db: WritableDb, first: number, last: number): Promise<TableChange[]> {
  const { rows } = await sql<TableChange>`
    SELECT tbl, op, count(*) AS rows, count(DISTINCT subject) AS subjects,
      CASE WHEN min(old) = max(old) AND length(min(old)) <= ${longestSample} THEN min(old) END AS old,
      CASE WHEN min(new) = max(new) AND length(min(new)) <= ${longestSample} THEN min(new) END AS new
    FROM journal_rows WHERE seq BETWEEN ${first} AND ${last} AND op <> 'replace' GROUP BY tbl, op ORDER BY min(seq)`.execute(
    db,
  )
  const changes: TableChange[] = []
  for (const change of rows) {
    const isOfSeveralValues = change.op === 'update' && change.new === null
    changes.push(isOfSeveralValues ? { ...change, columns: await changedColumns(db, change.tbl, first, last) } : change)
  }
  return changes
}

/** Lists the columns that updates changed, by the names of the journal. */
async function changedColumns(db: WritableDb, tbl: string, first: number, last: number): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    SELECT DISTINCT name.key AS name FROM journal_rows AS row, json_each(row.new) AS name
    WHERE row.seq BETWEEN ${first} AND ${last} AND row.tbl = ${tbl} AND row.op = 'update' ORDER BY 1`.execute(db)
  return rows.map(({ name }) => name)
}

/** Adds counts of further transactions of a step, which mostly change other videos. */
function addChanges(before: readonly TableChange[], added: readonly TableChange[]): TableChange[] {
  const sum = [...before]
  for (const change of added) {
    const at = sum.findIndex(({ tbl, op }) => tbl === change.tbl && op === change.op)
    const same = sum[at]
    if (!same) sum.push(change)
    else
      sum[at] = {
        ...same,
        rows: same.rows + change.rows,
        subjects: same.subjects + change.subjects,
        old: same.old === change.old ? same.old : null,
        new: same.new === change.new ? same.new : null,
        ...(change.op === 'update' && same.new !== change.new && { columns: joinColumns(same, change) }),
      }
  }
  return sum
}

function joinColumns(...changes: readonly TableChange[]): string[] {
  return [...new Set(changes.flatMap(columnsOf))].sort()
}
