import { type SqlBool, sql } from 'kysely'
import type { VideoSort } from '../../../shared/contract/video-query.ts'
import type { SortOrder } from '../../../shared/sort-order.ts'
import type { Db } from '../connection/connection.ts'
import { type Cursor, endsThere, type ListOrder } from '../connection/keyset.ts'
import { type ResolvedFilter, rowidOf, sortKeyOf } from './filter.ts'

/** Returns the order of a list of videos. */
export function orderedBy(filter: ResolvedFilter, { sort, order }: { sort: VideoSort; order: SortOrder }): ListOrder {
  return { key: sortKeyOf(filter, sort), last: rowidOf(filter, sort), order }
}

/** Returns the position of a video in a list with this order. @throws RushesError NOT_FOUND */
export async function cursorOf(db: Db, id: string, filter: ResolvedFilter, sort: VideoSort): Promise<Cursor> {
  const row = await db
    .selectFrom('videos')
    .leftJoin('video_sort_keys', (join) => join.on(sql<SqlBool>`video_sort_keys.video_rowid = videos.rowid`))
    .select([(sortKeyOf(filter, sort) ?? sql`NULL`).as('key'), sql<number>`videos.rowid`.as('last')])
    .where('videos.id', '=', id)
    .executeTakeFirst()
  if (!row) throw endsThere(id)
  return row
}
