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

async function recordOthers(db: WritableDb, claimed: number): Promise<void> {
  const { rows } = await sql<{ seq: number; at: string }>`
    SELECT seq, datetime(at, 'unixepoch') AS at
    FROM (SELECT seq, at, lag(at) OVER (ORDER BY seq) AS previous FROM journal_rows WHERE seq > ${claimed})
    WHERE previous IS NULL OR abs(at - previous) > ${pauseSeconds}`.execute(db)
  for (const [index, { seq, at }] of rows.entries()) {
    const changes = await summarize(db, seq, rows[index + 1]?.seq)
    const step = { id: `other-${seq}`, author: otherProgram, user_id: null, action: null }
    const id = await insertEntry(db, step, at, changes)
    await addPart(db, id, seq, lastOf(changes))
  }
}

/**
 * Gives the rows after `end` to the entry of a step, which is added with its first rows. Returns the id of the entry;
 * undefined if there are none. Each statement is a trip to the thread of the queries, which an import of many small
 * transactions notices.
 */
export async function recordEntry(db: WritableDb, step: Step, end: number, now: string): Promise<number | undefined> {
  const recorded = await summarize(db, end + 1)
  const changes = recorded.filter(isChange)
  if (changes.length < recorded.length) {
    // Those of inserts that were ignored or became updates. Any other is followed by its insert, so it is not the last.
    await sql`
      DELETE FROM journal_rows AS row WHERE seq > ${end} AND op = 'replace' AND NOT EXISTS (
        SELECT 1 FROM journal_rows AS next WHERE next.seq = row.seq + 1 AND next.op = 'insert'
          AND next.tbl = row.tbl AND next.subject IS row.subject AND next.key IS row.key)`.execute(db)
  }
  if (changes.length === 0) return undefined
  const [entry] = (await openEntryQuery(step).execute(db)).rows
  const id = entry?.id ?? (await insertEntry(db, step, now, changes))
  if (entry) await addToEntry(db, entry, changes)
  await addPart(db, id, end + 1, lastOf(changes))
  return id
}

type Entry = { id: number; changes: string }

/**
 * Returns the query of the entry of a step that is not undone. It names the index: statistics from before an author
 * wrote much say that the index by author leads to no row, and each change would read all entries of that author.
 */
export function openEntryQuery({ id, author, user_id }: Step) {
  return sql<Entry>`
    SELECT id, changes FROM journal INDEXED BY journal_by_step
    WHERE step = ${id} AND author = ${author} AND user_id IS ${user_id} AND undone_by IS NULL`
}

type NewEntry = Omit<Step, 'action'> & { action: string | null }

async function insertEntry(db: WritableDb, step: NewEntry, at: string, changes: readonly Summary[]): Promise<number> {
  const { id, author, user_id, action, title = null, undoes = null } = step
  const entry = await db
    .insertInto('journal')
    .values({ at, step: id, author, user_id, action, title, changes: textOf(changes), undoes, undone_by: null })
    .returning('id')
    .executeTakeFirstOrThrow()
  if (undoes !== null) await markReversed(db, undoes, entry.id)
  return entry.id
}

async function addToEntry(db: WritableDb, { id, changes: before }: Entry, changes: readonly Summary[]): Promise<void> {
  const sum = addChanges(JSON.parse(before), JSON.parse(textOf(changes)))
  await db
    .updateTable('journal')
    .set({ changes: JSON.stringify(sum) })
    .where('id', '=', id)
    .execute()
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
  await sql`
    INSERT INTO journal_parts (first_seq, last_seq, entry_id)
    VALUES (ifnull((SELECT first_seq FROM journal_parts WHERE entry_id = ${entry} AND last_seq = ${first} - 1), ${first}),
      ${last}, ${entry})
    ON CONFLICT (first_seq) DO UPDATE SET last_seq = excluded.last_seq`.execute(db)
}

const longestSample = 200

/** The changes of some rows to a table, and the last of these rows. `replace` is no change of its own. */
type Summary = Omit<TableChange, 'op'> & { op: TableChange['op'] | 'replace'; last: number }

const isChange = (change: Summary): change is Summary & TableChange => change.op !== 'replace'

const lastOf = (changes: readonly Summary[]) => Math.max(...changes.map(({ last }) => last))

/** Returns the changes of a summary in the form of the column. */
function textOf(changes: readonly Summary[]): string {
  return JSON.stringify(changes.filter(isChange).map(({ last: _, ...change }) => change))
}

/**
 * Counts changed rows from `first` to before `end` by table and kind of change; `old` and `new` are those of all rows
 * if they agree.
 */
async function summarize(db: WritableDb, first: number, end?: number): Promise<Summary[]> {
  const isBefore = end === undefined ? sql`` : sql`AND seq < ${end}`
  const { rows } = await sql<Summary>`
    SELECT tbl, op, count(*) AS rows, count(DISTINCT subject) AS subjects, max(seq) AS last,
      CASE WHEN min(old) = max(old) AND length(min(old)) <= ${longestSample} THEN min(old) END AS old,
      CASE WHEN min(new) = max(new) AND length(min(new)) <= ${longestSample} THEN min(new) END AS new
    FROM journal_rows WHERE seq >= ${first} ${isBefore} GROUP BY tbl, op ORDER BY min(seq)`.execute(db)
  const changes: Summary[] = []
  for (const change of rows) {
    const isOfSeveralValues = change.op === 'update' && change.new === null
    const columns = isOfSeveralValues && (await changedColumns(db, change.tbl, first, change.last))
    changes.push(columns ? { ...change, columns } : change)
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
