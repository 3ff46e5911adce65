import { type RawBuilder, sql } from 'kysely'
import type { VideoSort } from '../../../shared/contract/video-query.ts'
import { isSortedByKey, orderOf, rowidOf } from '../videos/filter.ts'

/** Returns the query of the rowids of all videos, ascending by a sort, as one text. */
export function allInOrderQuery(sort: VideoSort): RawBuilder<{ rowids: string | null }> {
  return sql`SELECT group_concat(rowid) AS rowids FROM (
    SELECT ${rowidOf({}, sort)} AS rowid FROM ${tableOf(sort)} ORDER BY ${orderOf({}, sort, 'asc')})`
}

/** Returns the query of those of `rowids`, a JSON array, that are videos, ascending by a sort. */
export function inOrderQuery(sort: VideoSort, rowids: string): RawBuilder<{ rowid: number }> {
  const rowid = rowidOf({}, sort)
  return sql`SELECT ${rowid} AS rowid FROM ${tableOf(sort)}
    WHERE ${rowid} IN (SELECT value FROM json_each(${rowids})) ORDER BY ${orderOf({}, sort, 'asc')}`
}

function tableOf(sort: VideoSort): RawBuilder<unknown> {
  return isSortedByKey(sort) ? sql`video_sort_keys` : sql`videos`
}
