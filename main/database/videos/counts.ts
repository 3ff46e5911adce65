import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { VideoFilter, VideoSort } from '../../../shared/contract/video-query.ts'
import type { SortOrder } from '../../../shared/sort-order.ts'
import { tagKey } from '../../../shared/tags.ts'
import type { Db } from '../connection/connection.ts'
import type { Segment } from '../connection/keyset.ts'
import { orderOf, partsOf } from './filter.ts'

/** A facet of `video_counts`: all videos, or a column by whose values they are counted. */
export type CountedFacet = 'videos' | 'block' | CountedColumn | 'rating' | 'tag_key'

const countedColumns = [
  'source_type',
  'resolution',
  'aspect_ratio',
  'codec',
  'provider',
  'model',
  'node_type',
  'workflow_id',
] as const
type CountedColumn = (typeof countedColumns)[number]

/** Returns the number and the size of the videos of each source. */
export async function sumBySource(db: Db): Promise<{ source_type: string; count: number; size_bytes: number }[]> {
  const rows = await selectCounts(db, 'source_type').where('count', '>', 0).execute()
  return rows.map(({ value, count, size_bytes }) => ({ source_type: String(value), count, size_bytes }))
}

/** Returns how many videos match `filter` if triggers count them (`video_counts`); otherwise undefined. */
export async function findCount(db: Db, filter: VideoFilter): Promise<number | undefined> {
  const counted = countedBy(filter)
  if (!counted) return undefined
  const row = await selectCounts(db, counted.facet).where('value', '=', counted.value).executeTakeFirst()
  return row?.count ?? 0
}

/** Returns the query of the values and counts of a facet of all videos, the most frequent first. */
export function countsQuery(facet: CountedFacet, most: number): RawBuilder<unknown> {
  return sql`SELECT value, count FROM video_counts WHERE facet = ${facet} AND count > 0 ORDER BY 2 DESC, 1 LIMIT ${most}`
}

function selectCounts(db: Db, facet: CountedFacet) {
  return db.selectFrom('video_counts').select(['value', 'count', 'size_bytes']).where('facet', '=', facet)
}

/** Returns the one value that a filter requires, if it requires nothing else. */
function countedBy(filter: VideoFilter): { facet: CountedFacet; value: string } | undefined {
  const [part, ...others] = partsOf(filter)
  if (!part) return { facet: 'videos', value: '' }
  if (others.length > 0) return undefined
  const column = countedColumns.find((name) => name === part)
  if (column) return { facet: column, value: filter[column] ?? '' }
  const [tag, ...otherTags] = filter.tags ?? filter.any_tags ?? []
  return tag !== undefined && otherTags.length === 0 ? { facet: 'tag_key', value: tagKey(tag) } : undefined
}

/** Videos per block of rowids, as a power of two. */
const blockBits = 12

/** Tests whether a list has all videos in the order of their rowids, so that blocks of these lead to its rows. */
export function isInBlocks(filter: VideoFilter, sort: VideoSort): boolean {
  return sort === 'added' && partsOf(filter).length === 0
}

/**
 * Returns where the row at the offset of a page is found: in which segment, and at which offset in it. Blocks of rowids
 * of which the videos are counted lead to it, in a list that has them.
 */
export async function startOf(
  db: Db,
  filter: VideoFilter,
  { sort, order, offset }: { sort: VideoSort; order: SortOrder; offset: number },
): Promise<{ offset: number; segment?: Segment }> {
  if (!isInBlocks(filter, sort)) return { offset }
  const blocks = await blocksQuery(db, order).execute()
  let before = 0
  for (const { value, count } of blocks) {
    if (before + count > offset) {
      const first = Number(value) * 2 ** blockBits
      const condition =
        order === 'asc'
          ? sql<SqlBool>`videos.rowid >= ${first}`
          : sql<SqlBool>`videos.rowid < ${first + 2 ** blockBits}`
      return { offset: offset - before, segment: { condition, order: orderOf(filter, sort, order) } }
    }
    before += count
  }
  return { offset }
}

/**
 * Counts the videos before a rowid, in this order, block by block. Returns the rest to count too: a segment of the
 * rowid's own block.
 */
export async function countBlocksBefore(
  db: Db,
  order: SortOrder,
  rowid: number,
): Promise<{ count: number; rest: RawBuilder<SqlBool> }> {
  const own = Math.floor(rowid / 2 ** blockBits)
  const [first, end] = [own * 2 ** blockBits, (own + 1) * 2 ** blockBits]
  const blocks = await blocksQuery(db, order)
    .where('value', order === 'asc' ? '<' : '>', own)
    .execute()
  const rest =
    order === 'asc'
      ? sql<SqlBool>`videos.rowid >= ${first} AND videos.rowid < ${rowid}`
      : sql<SqlBool>`videos.rowid > ${rowid} AND videos.rowid < ${end}`
  return { count: blocks.reduce((sum, { count }) => sum + count, 0), rest }
}

/** Returns the query of the numbers of videos in each block of rowids. */
export function blocksQuery(db: Db, order: SortOrder) {
  return selectCounts(db, 'block').where('count', '>', 0).orderBy('value', order)
}
