import { sql } from 'kysely'
import type { Db } from '../connection/connection.ts'
import { listOf } from '../connection/query-parts.ts'
import type { FacetThread } from '../facets/facet-thread.ts'
import type { OrderThread } from '../orders/order-thread.ts'
import { isIndexed, listVideoIds, listVideos, listVideosByRowid, longOffset, type VideoPage } from '../videos.ts'
import { isSearch, partsOf, type ResolvedFilter } from './filter.ts'
import type { ListedVideo } from './listed-video.ts'

interface Sources {
  db: Db
  facets: FacetThread
  orders: OrderThread
}

/** Lists a page of videos like `listVideos`, by the index or the order in memory where these decide it. */
export async function listPage(
  sources: Sources,
  filter: ResolvedFilter,
  page: VideoPage,
  signal?: AbortSignal,
): Promise<ListedVideo[]> {
  const { db } = sources
  const rowids = await findRowids(sources, filter, page, signal)
  if (!rowids) return await listVideos(db, filter, page)
  const videos = await listVideosByRowid(db, rowids)
  return rowids.flatMap((rowid) => videos.get(rowid) ?? [])
}

/** Lists the ids of the same page. */
export async function listPageIds(
  sources: Sources,
  filter: ResolvedFilter,
  page: VideoPage,
  signal?: AbortSignal,
): Promise<string[]> {
  const { db } = sources
  const rowids = await findRowids(sources, filter, page, signal)
  if (!rowids) return await listVideoIds(db, filter, page)
  const { rows } = await sql<{ rowid: number; id: string }>`
    SELECT rowid, id FROM videos WHERE rowid IN ${listOf(rowids)}`.execute(db)
  const ids = new Map(rows.map(({ rowid, id }) => [rowid, id]))
  return rowids.flatMap((rowid) => ids.get(rowid) ?? [])
}

async function findRowids(
  { facets, orders }: Sources,
  filter: ResolvedFilter,
  { sort, order, offset, limit, after }: VideoPage,
  signal: AbortSignal | undefined,
): Promise<number[] | undefined> {
  // A command of the terminal ends before either would be read.
  if (after !== undefined || !facets.isReady) return undefined
  const page = { order, offset, limit }
  const isOfAll = partsOf(filter).length === 0
  if (sort === 'added') {
    const isForIndex = !isOfAll && !isIndexed(filter, sort) && (isSearch(filter) || filter.query !== undefined)
    return isForIndex ? await facets.findPage(filter, page, signal) : undefined
  }
  return isOfAll && sort !== 'collection' && offset >= longOffset
    ? await orders.findPage(sort, page, signal)
    : undefined
}
