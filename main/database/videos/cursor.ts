import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { VideoSort } from '../../../shared/contract/video-query.ts'
import { RushesError } from '../../../shared/errors.ts'
import type { SortOrder } from '../../../shared/sort-order.ts'
import type { Db } from '../connection/connection.ts'
import { orderOf, type ResolvedFilter, rowidOf, sortKeyOf } from './filter.ts'

/** A position in a list of videos: the values of a row that decide the order. */
export interface Cursor {
  /** Undefined if the list is in the order of the rowids. */
  key: unknown
  rowid: number
}

/** Returns the position of a video in a list with this order. @throws RushesError NOT_FOUND */
export async function cursorOf(db: Db, id: string, filter: ResolvedFilter, sort: VideoSort): Promise<Cursor> {
  const key = sortKeyOf(filter, sort)
  const row = await db
    .selectFrom('videos')
    .leftJoin('video_sort_keys', (join) => join.on(sql<SqlBool>`video_sort_keys.video_rowid = videos.rowid`))
    .select([(key ?? sql`NULL`).as('key'), sql<number>`videos.rowid`.as('rowid')])
    .where('videos.id', '=', id)
    .executeTakeFirst()
  if (!row)
    throw new RushesError(
      'NOT_FOUND',
      `The list can’t continue after the video ${id}: it is no longer in the library. Load the list again.`,
    )
  return { key: key && row.key, rowid: row.rowid }
}

/** A range of a list that one index yields in order. */
export interface Segment {
  condition: RawBuilder<SqlBool>
  order: RawBuilder<unknown>
}

/**
 * Returns the segments of a list after a cursor, to read one after the other until there are enough rows: the rows with
 * an equal key, then those beyond it. As in SQLite, nulls come first in ascending order and last in descending order.
 * No index could serve one condition for all of them.
 */
export function segmentsAfter(
  cursor: Cursor,
  filter: ResolvedFilter,
  { sort, order }: { sort: VideoSort; order: SortOrder },
): Segment[] {
  const [key, rowid] = [sortKeyOf(filter, sort), rowidOf(filter, sort)]
  const [beyond, direction] = order === 'asc' ? [sql`>`, sql`ASC`] : [sql`<`, sql`DESC`]
  const later = sql<SqlBool>`${rowid} ${beyond} ${cursor.rowid}`
  const byRowid = sql`${rowid} ${direction}`
  if (!key) return [{ condition: later, order: byRowid }]
  const byKey = orderOf(filter, sort, order)
  const same = cursor.key === null ? sql`IS NULL` : sql`= ${cursor.key}`
  const equal = { condition: sql<SqlBool>`${key} ${same} AND ${later}`, order: byRowid }
  const known = { condition: sql<SqlBool>`${key} ${beyond} ${cursor.key}`, order: byKey }
  if (cursor.key !== null) {
    return order === 'asc' ? [equal, known] : [equal, known, { condition: sql`${key} IS NULL`, order: byRowid }]
  }
  return order === 'asc' ? [equal, { condition: sql`${key} IS NOT NULL`, order: byKey }] : [equal]
}
