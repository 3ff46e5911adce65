import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { HistoryFilter, StoredEntry } from '../../../shared/contract/history.ts'
import type { Db } from '../connection/connection.ts'

interface Row extends Omit<StoredEntry, 'changes'> {
  changes: string
}

const columns = sql.raw('id, at, step, author, user_id, action, title, changes, undoes, undone_by')

function entryOf({ changes, ...row }: Row): StoredEntry {
  return { ...row, changes: JSON.parse(changes) }
}

function conditionOf({ video_id, author, user_id, since, until, order, after }: HistoryFilter): RawBuilder<unknown> {
  const conditions: RawBuilder<SqlBool>[] = []
  if (after !== undefined) conditions.push(order === 'asc' ? sql`id > ${Number(after)}` : sql`id < ${Number(after)}`)
  if (author !== undefined) conditions.push(sql`author = ${author}`)
  if (user_id !== undefined) conditions.push(sql`user_id = ${user_id}`)
  if (since !== undefined) conditions.push(sql`at >= ${since}`)
  if (until !== undefined) conditions.push(sql`at < ${until}`)
  if (video_id !== undefined)
    conditions.push(sql`id IN (
      SELECT (SELECT entry_id FROM journal_parts WHERE first_seq <= row.seq ORDER BY first_seq DESC LIMIT 1)
      FROM journal_rows AS row WHERE row.subject = ${video_id})`)
  return conditions.length === 0 ? sql`` : sql`WHERE ${sql.join(conditions, sql` AND `)}`
}

/** Selects a page of the journal, newest first by default. */
export function entriesQuery(filter: HistoryFilter, limit: number) {
  const direction = sql.raw(filter.order === 'asc' ? 'ASC' : 'DESC')
  return sql<Row>`SELECT ${columns} FROM journal ${conditionOf(filter)} ORDER BY id ${direction} LIMIT ${limit}`
}

/** Lists a page of the journal, newest first by default. */
export async function listEntries(db: Db, filter: HistoryFilter, limit: number): Promise<StoredEntry[]> {
  const { rows } = await entriesQuery(filter, limit).execute(db)
  return rows.map(entryOf)
}

/** Lists the authors of the journal. */
export async function listAuthors(db: Db): Promise<{ author: string; user_id: string | null }[]> {
  const { rows } = await sql<{ author: string; user_id: string | null }>`
    SELECT DISTINCT author, user_id FROM journal ORDER BY author, user_id`.execute(db)
  return rows
}

/** Returns an entry, or undefined. */
export async function findEntry(db: Db, id: number): Promise<StoredEntry | undefined> {
  const { rows } = await sql<Row>`SELECT ${columns} FROM journal WHERE id = ${id}`.execute(db)
  return rows[0] && entryOf(rows[0])
}

/** Returns the newest entry of a step, or undefined. */
export async function findEntryOfStep(db: Db, step: string): Promise<StoredEntry | undefined> {
  const { rows } = await sql<Row>`
    SELECT ${columns} FROM journal WHERE step = ${step} ORDER BY id DESC LIMIT 1`.execute(db)
  return rows[0] && entryOf(rows[0])
}

interface Author {
  author: string
  user_id: string | null
}

const isOf = ({ author, user_id }: Author) => sql<SqlBool>`author = ${author} AND user_id IS ${user_id}`

/** Returns the last step of an author that is neither undone nor an undo. */
export async function findLastStep(db: Db, author: Author): Promise<StoredEntry | undefined> {
  const { rows } = await sql<Row>`
    SELECT ${columns} FROM journal WHERE ${isOf(author)} AND undoes IS NULL AND undone_by IS NULL
    ORDER BY id DESC LIMIT 1`.execute(db)
  return rows[0] && entryOf(rows[0])
}

/** Returns the last undo of an author that can be redone: none after which the author took another step. */
export async function findLastUndo(db: Db, author: Author): Promise<StoredEntry | undefined> {
  const { rows } = await sql<Row>`
    SELECT ${columns} FROM journal
    WHERE ${isOf(author)} AND action = 'history.undo' AND undone_by IS NULL
      AND id > ifnull((SELECT max(id) FROM journal WHERE ${isOf(author)} AND undoes IS NULL), 0)
    ORDER BY id DESC LIMIT 1`.execute(db)
  return rows[0] && entryOf(rows[0])
}

/** Returns whether the journal has rows that no entry has yet: those of other programs. */
export async function hasUnclaimedRows(db: Db): Promise<boolean> {
  const { rows } = await sql<{ last: number | null; claimed: number | null }>`
    SELECT (SELECT max(seq) FROM journal_rows) AS last,
      (SELECT last_seq FROM journal_parts ORDER BY first_seq DESC LIMIT 1) AS claimed`.execute(db)
  return (rows[0]?.last ?? 0) > (rows[0]?.claimed ?? 0)
}
