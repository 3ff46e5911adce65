import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { VideoFilter, VideoSort } from '../../shared/contract/video-query.ts'
import { RushesError } from '../../shared/errors.ts'
import type { Db } from './connection.ts'
import { orderOf, rowidOf, sortKeyOf } from './video-filter.ts'

/** A video's place in a list: what the list is sorted by, and what decides between equals. */
export interface Place {
  /** Undefined where the list is in the order of the table. */
  key: unknown
  rowid: number
}

/** The place of a video in a list with this order. @throws RushesError NOT_FOUND where the video is gone. */
export async function placeOf(db: Db, id: string, sort: VideoSort): Promise<Place> {
  const key = sortKeyOf(sort)
  const row = await db
    .selectFrom('videos')
    .select([(key ?? sql`NULL`).as('key'), sql<number>`videos.rowid`.as('rowid')])
    .where('videos.id', '=', id)
    .executeTakeFirst()
  if (!row)
    throw new RushesError('NOT_FOUND', `The video ${id}, behind which the list was to go on, is not there any more.`)
  return { key: key && row.key, rowid: row.rowid }
}

/** A part of a list whose rows are found by an index and come out of it in order. */
export interface Part {
  condition: RawBuilder<SqlBool>
  order: RawBuilder<unknown>
}

/**
 * What comes behind a place, in parts to be read one after the other until there are enough rows: those that are equal by the key,
 * then those beyond it. Unknown keys come first upwards and last downwards, as SQLite has it. One condition for all of them would
 * not be found by an index.
 */
export function behind(
  place: Place,
  filter: VideoFilter,
  { sort, order }: { sort: VideoSort; order: 'asc' | 'desc' },
): Part[] {
  const [key, rowid] = [sortKeyOf(sort), rowidOf(filter)]
  const [beyond, direction] = order === 'asc' ? [sql`>`, sql`ASC`] : [sql`<`, sql`DESC`]
  const later = sql<SqlBool>`${rowid} ${beyond} ${place.rowid}`
  const byRowid = sql`${rowid} ${direction}`
  if (!key) return [{ condition: later, order: byRowid }]
  const byKey = orderOf(filter, sort, order)
  const same = place.key === null ? sql`IS NULL` : sql`= ${place.key}`
  const equal = { condition: sql<SqlBool>`${key} ${same} AND ${later}`, order: byRowid }
  const known = { condition: sql<SqlBool>`${key} ${beyond} ${place.key}`, order: byKey }
  if (place.key !== null) {
    return order === 'asc' ? [equal, known] : [equal, known, { condition: sql`${key} IS NULL`, order: byRowid }]
  }
  return order === 'asc' ? [equal, { condition: sql`${key} IS NOT NULL`, order: byKey }] : [equal]
}
