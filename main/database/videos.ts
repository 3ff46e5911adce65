import { type Compilable, type Insertable, type SelectQueryBuilder, type SqlBool, sql, type Updateable } from 'kysely'
import type { VideoFilter, VideoSort } from '../../shared/contract/video-query.ts'
import { RushesError } from '../../shared/errors.ts'
import { reversed, type SortOrder } from '../../shared/sort-order.ts'
import type { Db, WritableDb } from './connection/connection.ts'
import { readSegments, type Segment, segmentsAfter } from './connection/keyset.ts'
import { countRows, listOf, type Page } from './connection/query-parts.ts'
import type { FacetThread } from './facets/facet-thread.ts'
import type { LocationRow, Tables } from './tables.ts'
import { findCount, startOf } from './videos/counts.ts'
import { cursorOf, orderedBy } from './videos/cursor.ts'
import { conditionOf, isOfWords, isSearch, isSortedByKey, orderOf, partsOf, rowidOf } from './videos/filter.ts'
import { type ListedVideo, listedColumns, lookUps, withKnownTypes } from './videos/listed-video.ts'

export interface VideoPage extends Page {
  sort: VideoSort
  order: SortOrder
}

function selectListed(db: Db) {
  return db.selectFrom('videos').select(listedColumns).select(lookUps)
}

type VideoSelection = SelectQueryBuilder<Tables, 'videos', object>

/**
 * Types a query over `videos`, or over an index with a row for each video, as one over `videos`: which tables it joins
 * depends on the filter and the order, so that Kysely cannot infer them. Conditions name their tables in SQL.
 */
function asSelection(query: Compilable): VideoSelection {
  return query as VideoSelection
}

/** Selects the videos of a page by their rowids, so that an index alone decides which rows an offset skips. */
function selectPage(db: Db, filter: VideoFilter, { sort, order, limit, offset }: VideoPage, segment?: Segment) {
  const rowids = selectRows(db, filter, sort)
    .select(sql<number>`${rowidOf(filter, sort)}`.as('rowid'))
    .where(segment?.condition ?? sql<SqlBool>`true`)
    .orderBy(segment?.order ?? orderOf(filter, sort, order))
    .limit(limit)
    .offset(offset)
  const page = db.selectFrom(rowids.as('page')).crossJoin('videos')
  return asSelection(page.where(sql<SqlBool>`videos.rowid = page.rowid`))
}

/** Selects the rows that match `filter`, to be sorted by `sort`, from an index alone where one has all that decides. */
export function selectRows(db: Db, filter: VideoFilter, sort: VideoSort): VideoSelection {
  if (!isIndexed(filter, sort)) return selectVideos(db, filter, sort)
  return asSelection(db.selectFrom(isSearch(filter) ? 'video_search' : 'video_sort_keys').where(conditionOf(filter)))
}

/**
 * Tests whether one index has all that decides a list: the search index, which is in the order of the rowids, or the
 * sort keys. Both have one row for each video.
 */
export function isIndexed(filter: VideoFilter, sort: VideoSort): boolean {
  const parts = partsOf(filter)
  if (parts.length === 0) return isSortedByKey(sort)
  return parts.every((part) => part === 'search' || isOfWords(filter, part)) && isSearch(filter) && sort === 'added'
}

/**
 * Selects the videos that match `filter`, to be sorted by `sort`. A search starts from its index, which has the same
 * order of rows; `CROSS JOIN` makes SQLite keep that order.
 */
export function selectVideos(db: Db, filter: VideoFilter, sort: VideoSort = 'added'): VideoSelection {
  const all = db.selectFrom('videos')
  const matching = isSearch(filter)
    ? asSelection(
        db.selectFrom('video_search').crossJoin('videos').where(sql<SqlBool>`videos.rowid = video_search.rowid`),
      )
    : all
  const sortable = isSortedByKey(sort)
    ? asSelection(
        matching.innerJoin('video_sort_keys', (join) =>
          join.on(sql<SqlBool>`video_sort_keys.video_rowid = videos.rowid`),
        ),
      )
    : matching
  return sortable.where(conditionOf(filter))
}

/** Returns the query of `listVideos`, or of one segment of a page after a cursor. */
export function videosQuery(db: Db, filter: VideoFilter, page: VideoPage, segment?: Segment) {
  return selectPage(db, filter, page, segment).select(listedColumns).select(lookUps)
}

/** Lists a page of the videos that match `filter`. @throws RushesError NOT_FOUND if the video of the cursor is gone. */
export async function listVideos(db: Db, filter: VideoFilter, page: VideoPage): Promise<ListedVideo[]> {
  const rows = await readPage(db, filter, page, (rest, segment) => videosQuery(db, filter, rest, segment).execute())
  return rows.map(withKnownTypes)
}

/** Lists the ids of the same page. @throws RushesError NOT_FOUND if the video of the cursor is gone. */
export async function listVideoIds(db: Db, filter: VideoFilter, page: VideoPage): Promise<string[]> {
  const rows = await readPage(db, filter, page, (rest, segment) =>
    selectPage(db, filter, rest, segment).select('videos.id').execute(),
  )
  return rows.map((row) => row.id)
}

/** Reads a page: after a cursor segment by segment, otherwise at its offset. */
async function readPage<Row>(db: Db, filter: VideoFilter, page: VideoPage, read: ReadRows<Row>): Promise<Row[]> {
  const { after, sort, limit } = page
  if (after === undefined) return await readAtOffset(db, filter, page, read)
  const segments = segmentsAfter(await cursorOf(db, after, filter, sort), orderedBy(filter, page))
  return await readSegments(segments, limit, (segment, rest) => read({ ...page, ...rest }, segment))
}

type ReadRows<Row> = (page: VideoPage, segment?: Segment) => Promise<Row[]>

/** Reads a page from the nearer end of the list, if its length is known: SQLite reads all rows that an offset skips. */
async function readAtOffset<Row>(db: Db, filter: VideoFilter, page: VideoPage, read: ReadRows<Row>): Promise<Row[]> {
  const { order, offset } = page
  const count = offset < longOffset ? undefined : await findCount(db, filter)
  if (count === undefined) return await read(page)
  const limit = Math.min(page.limit, count - offset)
  if (limit <= 0) return []
  const isNearEnd = offset > (count - limit) / 2
  const near = isNearEnd ? { ...page, order: reversed(order), offset: count - limit - offset } : page
  const start = await startOf(db, filter, near)
  const rows = await read({ ...near, limit, offset: start.offset }, start.segment)
  return isNearEnd ? rows.reverse() : rows
}

/** The offset from which looking for a shorter way costs less than it saves. */
export const longOffset = 2000

/**
 * Counts the videos that match `filter`: by triggers, the search index alone or the index in memory where possible.
 * @throws RushesError CANCELLED by `signal`
 */
export async function countVideos(
  { db, facets }: { db: Db; facets: FacetThread },
  filter: VideoFilter,
  signal?: AbortSignal,
): Promise<number> {
  const counted = await findCount(db, filter)
  if (counted !== undefined) return counted
  // A command of the terminal ends before the index in memory would be read, which also lists what words find.
  if (!isIndexed(filter, 'added') && facets.decides(filter)) return await facets.count(filter, signal)
  return await countRows(selectRows(db, filter, 'added'), signal)
}

/** Returns the video with this id, or undefined. */
export async function findVideo(db: Db, id: string): Promise<ListedVideo | undefined> {
  const row = await selectListed(db).where('videos.id', '=', id).executeTakeFirst()
  return row && withKnownTypes(row)
}

/** Returns the video with this id. @throws RushesError NOT_FOUND */
export async function requireVideo(db: Db, id: string): Promise<ListedVideo> {
  const video = await findVideo(db, id)
  if (!video) throw videoNotFound(id)
  return video
}

/** A video with the rows that its details show. */
export interface VideoRecord {
  video: ListedVideo
  /** The text that another program wrote; null if there is none. */
  metadata: string | null
  /** All locations of its content, present and missing, by path. */
  locations: LocationRow[]
  /** The paths of all watched folders, which tell whether a location is offline. */
  watched: string[]
}

/** Returns the video with this id and its record, in one statement. @throws RushesError NOT_FOUND */
export async function requireVideoRecord(db: Db, id: string): Promise<VideoRecord> {
  const row = await videoRecordQuery(db, id).executeTakeFirst()
  if (!row) throw videoNotFound(id)
  const { metadata, locations, watched, ...listed } = row
  return {
    video: withKnownTypes(listed),
    metadata: metadata ?? null,
    locations: JSON.parse(locations),
    watched: JSON.parse(watched),
  }
}

/** Returns the query of `requireVideoRecord`. */
export function videoRecordQuery(db: Db, id: string) {
  const locations = sql`SELECT * FROM locations WHERE file_hash = videos.file_hash ORDER BY path`
  const columns = [
    'path',
    'file_hash',
    'size_bytes',
    'mtime_ms',
    'sample_hash',
    'seen_at',
    'verified_at',
    'missing_since',
  ] as const satisfies (keyof LocationRow)[]
  const fields = sql.join(columns.flatMap((column) => [sql.lit(column), sql.ref(column)]))
  return selectListed(db)
    .select([
      'videos.metadata',
      sql<string>`(SELECT json_group_array(json_object(${fields})) FROM (${locations}))`.as('locations'),
      sql<string>`(SELECT json_group_array(path) FROM watched_folders)`.as('watched'),
    ])
    .where('videos.id', '=', id)
}

function videoNotFound(id: string): RushesError {
  return new RushesError('NOT_FOUND', `Video not found: ${id}.`)
}

/** Returns those of `ids` that are in the library. */
export async function listIdsAmong(db: Db, ids: readonly string[]): Promise<string[]> {
  const rows = await db.selectFrom('videos').select('id').where('id', 'in', listOf(ids)).execute()
  return rows.map(({ id }) => id)
}

/** Returns the rowid of a video, or undefined. */
export async function findVideoRowid(db: Db, id: string): Promise<number | undefined> {
  const { rows } = await sql<{ rowid: number }>`SELECT rowid FROM videos WHERE id = ${id}`.execute(db)
  return rows[0]?.rowid
}

/** Returns videos by their rowids, without those that do not exist. */
export async function listVideosByRowid(db: Db, rowids: readonly number[]): Promise<Map<number, ListedVideo>> {
  const rows = await selectListed(db)
    .select(sql<number>`videos.rowid`.as('rowid'))
    .where(sql<SqlBool>`videos.rowid IN ${listOf(rowids)}`)
    .execute()
  return new Map(rows.map(({ rowid, ...video }) => [rowid, withKnownTypes(video)]))
}

/** Returns the oldest video with this content, or undefined. */
export async function findVideoByHash(db: Db, fileHash: string): Promise<ListedVideo | undefined> {
  const row = await selectListed(db)
    .where('videos.file_hash', '=', fileHash)
    .orderBy(sql`videos.rowid`)
    .limit(1)
    .executeTakeFirst()
  return row && withKnownTypes(row)
}

/** Returns the video that plays from `path`, or undefined. */
export async function findVideoByPath(db: Db, path: string): Promise<ListedVideo | undefined> {
  const row = await selectListed(db).where('videos.file_path', '=', path).executeTakeFirst()
  return row && withKnownTypes(row)
}

/** Adds a video. */
export async function insertVideo(db: WritableDb, video: Insertable<Tables['videos']>): Promise<void> {
  await db.insertInto('videos').values(video).execute()
}

/** Changes columns of a video. @throws RushesError NOT_FOUND */
export async function updateVideo(db: WritableDb, id: string, changes: Updateable<Tables['videos']>): Promise<void> {
  const result = await db.updateTable('videos').set(changes).where('id', '=', id).executeTakeFirst()
  if (result.numUpdatedRows === 0n) await requireVideo(db, id)
}

/** The columns of a video that a person can edit. */
export interface GivenDescription {
  source_type?: string | undefined
  metadata?: Record<string, unknown> | null | undefined
}

/** Sets what is given of the description of a video. */
export async function describeVideo(
  db: WritableDb,
  id: string,
  { source_type, metadata }: GivenDescription,
): Promise<void> {
  const changes = {
    ...(source_type !== undefined && { source_type }),
    ...(metadata !== undefined && { metadata: metadata && JSON.stringify(metadata) }),
  }
  if (Object.keys(changes).length > 0) await updateVideo(db, id, changes)
}
