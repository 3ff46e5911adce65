import type { VideoFilter, VideoSort } from '../../../shared/contract/video-query.ts'
import type { Neighbours } from '../../../shared/contract/videos.ts'
import { reversed, type SortOrder } from '../../../shared/sort-order.ts'
import type { Db } from '../connection/connection.ts'
import { type Cursor, segmentsAfter } from '../connection/keyset.ts'
import { countRows } from '../connection/query-parts.ts'
import type { FacetThread } from '../facets/facet-thread.ts'
import { countVideos, listVideoIds, selectRows, selectVideos } from '../videos.ts'
import { countBlocksBefore, isInBlocks } from './counts.ts'
import { cursorOf, orderedBy } from './cursor.ts'

interface List {
  filter: VideoFilter
  sort: VideoSort
  order: SortOrder
}

/**
 * Returns the place of a video in a list, and the videos before and after it. Counts the rows before it by an index.
 * @throws RushesError NOT_FOUND; CANCELLED by `signal`
 */
export async function findNeighbours(
  { db, facets }: { db: Db; facets: FacetThread },
  list: List,
  id: string,
  signal?: AbortSignal,
): Promise<Neighbours> {
  const { filter, sort, order } = list
  const cursor = await cursorOf(db, id, filter, sort)
  const total = await countVideos({ db, facets }, filter, signal)
  const isListed = await selectVideos(db, filter).select('videos.id').where('videos.id', '=', id).executeTakeFirst()
  if (!isListed) return { position: null, total, previous: null, next: null }
  const one = { sort, offset: 0, limit: 1, after: id }
  const [previous = null] = await listVideoIds(db, filter, { ...one, order: reversed(order) })
  const [next = null] = await listVideoIds(db, filter, { ...one, order })
  return { position: (await countBefore(db, list, cursor, signal)) + 1, total, previous, next }
}

async function countBefore(
  db: Db,
  { filter, sort, order }: List,
  cursor: Cursor,
  signal: AbortSignal | undefined,
): Promise<number> {
  if (isInBlocks(filter, sort)) {
    const { count, rest } = await countBlocksBefore(db, order, Number(cursor.last))
    return count + (await countRows(selectVideos(db, filter).where(rest), signal))
  }
  let count = 0
  for (const { condition } of segmentsAfter(cursor, orderedBy(filter, { sort, order: reversed(order) }))) {
    count += await countRows(selectRows(db, filter, sort).where(condition), signal)
  }
  return count
}
