import { type Insertable, type SqlBool, sql } from 'kysely'
import type { Db, WritableDb } from '../connection/connection.ts'
import { type KeyedList, readPage } from '../connection/keyset.ts'
import { countRows, eachOf, type Page } from '../connection/query-parts.ts'
import type { DuplicateDecisionRow, Tables } from '../tables.ts'

/** Two contents, in the order of their hashes. */
export interface ContentPair {
  first_hash: string
  second_hash: string
}

/** Returns the pair of two contents; undefined if they are the same. */
export function pairOf(a: string, b: string): ContentPair | undefined {
  if (a === b) return undefined
  return a < b ? { first_hash: a, second_hash: b } : { first_hash: b, second_hash: a }
}

/** Returns the decision about a pair, or undefined. */
export async function findDecision(
  db: Db,
  { first_hash, second_hash }: ContentPair,
): Promise<DuplicateDecisionRow | undefined> {
  return await db
    .selectFrom('duplicate_decisions')
    .selectAll()
    .where('first_hash', '=', first_hash)
    .where('second_hash', '=', second_hash)
    .executeTakeFirst()
}

/** Lists up to two decisions about contents whose hashes begin with `a` and `b`, in either order. */
export async function listDecisionsBetween(db: Db, a: string, b: string): Promise<DuplicateDecisionRow[]> {
  const begins = (column: keyof ContentPair, start: string) =>
    sql<SqlBool>`${sql.ref(column)} >= ${start} AND ${sql.ref(column)} < ${`${start}g`}`
  return await db
    .selectFrom('duplicate_decisions')
    .selectAll()
    .where((of) =>
      of.or([
        of.and([begins('first_hash', a), begins('second_hash', b)]),
        of.and([begins('first_hash', b), begins('second_hash', a)]),
      ]),
    )
    .limit(2)
    .execute()
}

/** Returns the query of `listTrashed`. */
export function trashedQuery(db: Db, pairs: readonly ContentPair[]) {
  const values = eachOf(pairs.map(({ first_hash, second_hash }) => [first_hash, second_hash]))
  return db
    .selectFrom('duplicate_decisions')
    .select(['first_hash', 'second_hash', 'trashed_hash'])
    .where(sql<SqlBool>`(first_hash, second_hash) IN (SELECT value ->> 0, value ->> 1 FROM ${values})`)
    .where('trashed_hash', 'is not', null)
}

/** Lists those of the pairs of which one content went to the trash. */
export async function listTrashed(db: Db, pairs: readonly ContentPair[]) {
  return await trashedQuery(db, pairs).execute()
}

/** Upserts the decision about a pair. */
export async function upsertDecision(
  db: WritableDb,
  decision: Insertable<Tables['duplicate_decisions']>,
): Promise<void> {
  await db.replaceInto('duplicate_decisions').values(decision).execute()
}

/** Deletes the decision about a pair. */
export async function deleteDecision(db: WritableDb, { first_hash, second_hash }: ContentPair): Promise<void> {
  await db
    .deleteFrom('duplicate_decisions')
    .where('first_hash', '=', first_hash)
    .where('second_hash', '=', second_hash)
    .execute()
}

/** Returns the query of `listDecisions` and `countDecisions`. */
export function decisionsQuery(db: Db, fileHash: string | undefined) {
  const query = db.selectFrom('duplicate_decisions')
  if (fileHash === undefined) return query
  return query.where((of) => of.or([of('first_hash', '=', fileHash), of('second_hash', '=', fileHash)]))
}

const newestFirst: KeyedList = {
  ...{ last: sql`rowid`, order: 'desc' },
  row: (pair) => sql`duplicate_decisions
    WHERE first_hash = ${pair.split('+')[0]} AND second_hash = ${pair.split('+')[1] ?? ''}`,
}

/** Lists a page of the decisions about one content or all, newest first, with the names of both videos if known. */
export async function listDecisions(db: Db, fileHash: string | undefined, page: Page) {
  const rows = await readPage(db, newestFirst, page, ({ condition, order }, { offset, limit }) =>
    decisionsQuery(db, fileHash)
      .selectAll()
      .select([
        idOf('first_hash').as('first_id'),
        idOf('second_hash').as('second_id'),
        nameOf('first_hash').as('first_name'),
        nameOf('second_hash').as('second_name'),
      ])
      .where(condition)
      .orderBy(order)
      .limit(limit)
      .offset(offset)
      .execute(),
  )
  return rows.map(({ first_id, second_id, first_name, second_name, ...decision }) => ({
    ...decision,
    first: { id: first_id, name: first_name },
    second: { id: second_id, name: second_name },
  }))
}

/** Counts the decisions about one content or all. */
export async function countDecisions(db: Db, fileHash: string | undefined): Promise<number> {
  return await countRows(decisionsQuery(db, fileHash))
}

function idOf(column: keyof ContentPair) {
  return sql<string | null>`(SELECT id FROM videos WHERE file_hash = ${sql.ref(column)} ORDER BY rowid LIMIT 1)`
}

function nameOf(column: keyof ContentPair) {
  const hash = sql.ref(column)
  return sql<string | null>`coalesce(
    (SELECT name FROM videos WHERE file_hash = ${hash} ORDER BY rowid LIMIT 1),
    (SELECT video ->> 'name' FROM removed_videos WHERE file_hash = ${hash} ORDER BY rowid DESC LIMIT 1))`
}
