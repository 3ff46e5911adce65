import { type RawBuilder, type SelectQueryBuilder, type SqlBool, sql } from 'kysely'
import { RushesError } from '../../../shared/errors.ts'
import type { SortOrder } from '../../../shared/sort-order.ts'
import type { Db } from './connection.ts'
import type { Page } from './query-parts.ts'

/** The order of a list. */
export interface ListOrder {
  /** The value that rows are sorted by, which may be null; undefined if `last` decides alone. */
  key?: RawBuilder<unknown> | undefined
  /** The value that orders rows with equal keys; unique and never null. */
  last: RawBuilder<unknown>
  order: SortOrder
}

/** A list that continues after a row. */
export interface KeyedList extends ListOrder {
  /** Returns the table and the condition of the row that a caller names. */
  row(after: string): RawBuilder<unknown>
}

/** A position in a list: the values of a row that decide the order. */
export interface Cursor {
  /** Null too if the list has no key. */
  key: unknown
  last: unknown
}

/** A range of a list that one index yields in order. */
export interface Segment {
  condition: RawBuilder<SqlBool>
  order: RawBuilder<unknown>
}

/** Returns the segment that is all of a list. */
export function wholeList({ key, last, order }: ListOrder): Segment {
  const direction = order === 'asc' ? sql`ASC` : sql`DESC`
  return {
    condition: sql`true`,
    order: key ? sql`${key} ${direction}, ${last} ${direction}` : sql`${last} ${direction}`,
  }
}

/**
 * Returns the segments of a list after a cursor, to read one after the other until there are enough rows: the rows with
 * an equal key, then those beyond it. As in SQLite, nulls come first in ascending order and last in descending order.
 * No index could serve one condition for all of them.
 */
export function segmentsAfter(cursor: Cursor, list: ListOrder): Segment[] {
  const { key, last, order } = list
  const beyond = order === 'asc' ? sql`>` : sql`<`
  const later = sql<SqlBool>`${last} ${beyond} ${cursor.last}`
  const byLast = wholeList({ last, order }).order
  if (!key) return [{ condition: later, order: byLast }]
  const byKey = wholeList(list).order
  const same = cursor.key === null ? sql`IS NULL` : sql`= ${cursor.key}`
  const equal = { condition: sql<SqlBool>`${key} ${same} AND ${later}`, order: byLast }
  const known = { condition: sql<SqlBool>`${key} ${beyond} ${cursor.key}`, order: byKey }
  if (cursor.key !== null) {
    return order === 'asc' ? [equal, known] : [equal, known, { condition: sql`${key} IS NULL`, order: byLast }]
  }
  return order === 'asc' ? [equal, { condition: sql`${key} IS NOT NULL`, order: byKey }] : [equal]
}

/** The rows that a page of a list is chosen from. */
interface Choice {
  id: RawBuilder<unknown>
  /** The tables that the condition and the sort key need. */
  from: RawBuilder<unknown>
  where: RawBuilder<SqlBool>
  /** True if an index has the rows in order. */
  isIndexed: boolean
}

/**
 * Restricts a query to a page of a segment. Without an index for the order, the page is chosen by its ids first;
 * otherwise all that the query selects would be computed for all rows that are sorted.
 */
export function choosePage<DB, TB extends keyof DB, Row>(
  query: SelectQueryBuilder<DB, TB, Row>,
  { id, from, where, isIndexed }: Choice,
  { condition, order }: Segment,
  { limit, offset }: Page,
): SelectQueryBuilder<DB, TB, Row> {
  const ordered = query.orderBy(order)
  if (isIndexed) return ordered.where(where).where(condition).limit(limit).offset(offset)
  return ordered.where(sql<SqlBool>`${id} IN (
    SELECT ${id} FROM ${from} WHERE ${where} AND ${condition} ORDER BY ${order} LIMIT ${limit} OFFSET ${offset})`)
}

/** Reads segments one after the other until there are `limit` rows. */
export async function readSegments<Row>(
  segments: readonly Segment[],
  limit: number,
  read: (segment: Segment, page: Page) => Promise<Row[]>,
): Promise<Row[]> {
  const rows: Row[] = []
  for (const segment of segments) {
    if (rows.length < limit) rows.push(...(await read(segment, { offset: 0, limit: limit - rows.length })))
  }
  return rows
}

/** Reads a page: after the row that it names, otherwise at its offset. @throws RushesError NOT_FOUND for that row */
export async function readPage<Row>(
  db: Db,
  list: KeyedList,
  { after, offset, limit }: Page,
  read: (segment: Segment, page: Page) => Promise<Row[]>,
): Promise<Row[]> {
  if (after === undefined) return await read(wholeList(list), { offset, limit })
  return await readSegments(segmentsAfter(await requireCursor(db, list, after), list), limit, read)
}

/** Returns the position of the row that a caller names. @throws RushesError NOT_FOUND */
export async function requireCursor(db: Db, { key, last, row }: KeyedList, after: string): Promise<Cursor> {
  const { rows } = await sql<Cursor>`SELECT ${key ?? sql`NULL`} AS key, ${last} AS last FROM ${row(after)}`.execute(db)
  if (!rows[0]) throw endsThere(after)
  return rows[0]
}

/** Returns the error for a list that is to continue after a row that is gone. */
export function endsThere(after: string): RushesError {
  return new RushesError('NOT_FOUND', `The list can’t continue after “${after}”, which is gone. Load the list again.`)
}
