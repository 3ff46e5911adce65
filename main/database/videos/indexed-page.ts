import { sql } from 'kysely'
import type { Db } from '../connection/connection.ts'
import { listOf } from '../connection/query-parts.ts'
import type { FacetThread } from '../facets/facet-thread.ts'
import { listVideoIds, listVideos, listVideosByRowid, type VideoPage } from '../videos.ts'
import type { ResolvedFilter } from './filter.ts'
import type { ListedVideo } from './listed-video.ts'

interface Sources {
  db: Db
  facets: FacetThread
}

/** Lists a page of videos like `listVideos`, by the index in memory where it decides the query. */
export async function listPage(
  { db, facets }: Sources,
  filter: ResolvedFilter,
  page: VideoPage,
  signal?: AbortSignal,
): Promise<ListedVideo[]> {
  const rowids = await findRowids(facets, filter, page, signal)
  if (!rowids) return await listVideos(db, filter, page)
  const videos = await listVideosByRowid(db, rowids)
  return rowids.flatMap((rowid) => videos.get(rowid) ?? [])
}

/** Lists the ids of the same page. */
export async function listPageIds(
  { db, facets }: Sources,
  filter: ResolvedFilter,
  page: VideoPage,
  signal?: AbortSignal,
): Promise<string[]> {
  const rowids = await findRowids(facets, filter, page, signal)
  if (!rowids) return await listVideoIds(db, filter, page)
  const { rows } = await sql<{ rowid: number; id: string }>`
    SELECT rowid, id FROM videos WHERE rowid IN ${listOf(rowids)}`.execute(db)
  const ids = new Map(rows.map(({ rowid, id }) => [rowid, id]))
  return rowids.flatMap((rowid) => ids.get(rowid) ?? [])
}

async function findRowids(
  facets: FacetThread,
  filter: ResolvedFilter,
  { sort, order, offset, limit, after }: VideoPage,
  signal: AbortSignal | undefined,
): Promise<number[] | undefined> {
  if (sort !== 'added' || after !== undefined || !filter.query?.trim()) return undefined
  return await facets.findPage(filter, { order, offset, limit }, signal)
}
