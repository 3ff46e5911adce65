import { type Compilable, type Insertable, type SelectQueryBuilder, type SqlBool, sql, type Updateable } from 'kysely'
import type { VideoFilter, VideoSort } from '../../shared/contract/video-query.ts'
import { RushesError } from '../../shared/errors.ts'
import { statedAsGenerated } from '../../shared/generation/ai-evidence.ts'
import { reversed, type SortOrder } from '../../shared/sort-order.ts'
import { absolute } from './caches/cache-state.ts'
import type { Db, WritableDb } from './connection/connection.ts'
import { countRows, listOf, type Page } from './connection/query-parts.ts'
import { overwrittenPath, overwrittenPaths } from './contents/locations.ts'
import type { FacetThread } from './facets/facet-thread.ts'
import type { Tables, VideoRow } from './tables.ts'
import { findCount, startOf } from './videos/counts.ts'
import { cursorOf, type Segment, segmentsAfter } from './videos/cursor.ts'
import { conditionOf, isOfWords, isSearch, isSortedByKey, orderOf, partsOf, rowidOf } from './videos/filter.ts'
import { knownRating } from './videos/ratings.ts'

/** A video with its tags and the state of the location that it plays from. */
export type ListedVideo = Omit<VideoRow, 'metadata'> & {
  missing_since: string | null
  overwritten_path: string | null
  ai_evidence: string | null
  provider: string | null
  model: string | null
  seed: string | null
  prompt: string | null
  workflow: string | null
  tags: string[]
  media_status: number | null
}

export interface VideoPage extends Page {
  sort: VideoSort
  order: SortOrder
  /** Cursor in place of the offset: the id of the last video of the page before. */
  after?: string | undefined
}

const columns = [
  'videos.id',
  'videos.name',
  'videos.file_path',
  'videos.file_hash',
  'videos.size_bytes',
  'videos.duration_seconds',
  'videos.resolution',
  'videos.width',
  'videos.height',
  'videos.aspect_ratio',
  'videos.codec',
  'videos.fps',
  'videos.frame_rate',
  'videos.frame_count',
  'videos.bit_rate',
  'videos.audio_codec',
  'videos.rotation',
  'videos.container',
  'videos.source_type',
  'videos.created_at',
  // Another program may have spelled the column in capitals.
  'videos.rating as rating',
] as const

/**
 * [Note: look-ups instead of joins] SQLite evaluates a look-up for the returned rows only, a join also for the rows
 * that `OFFSET` skips.
 */
const lookUps = [
  sql<string | null>`(SELECT missing_since FROM locations WHERE path = ${absolute(sql`videos.file_path`)})`.as(
    'missing_since',
  ),
  sql<string | null>`coalesce(
    (SELECT ai_evidence FROM embedded_readings WHERE embedded_readings.file_hash = videos.file_hash),
    iif(source_type = 'generated', ${sql.lit(statedAsGenerated)}, NULL))`.as('ai_evidence'),
  // One look-up for all of them.
  sql<string | null>`(SELECT json_array(CAST(provider AS TEXT), CAST(model AS TEXT), CAST(json_extract(
      CASE WHEN json_valid(generation_params) THEN generation_params END, '$.seed') AS TEXT), CAST(prompt AS TEXT))
    FROM video_generation WHERE video_id = videos.id)`.as('generation'),
  sql<string | null>`(SELECT workflow FROM video_sort_keys WHERE video_rowid = videos.rowid)`.as('workflow'),
  // The primary key yields them in order. As JSON, since a tag can contain any character.
  sql<string>`(SELECT json_group_array(tag) FROM tagged_videos WHERE video_id = videos.id)`.as('tags'),
  sql<number | null>`(SELECT CAST(MediaStatus AS INTEGER) FROM media WHERE media.file_hash = videos.file_hash)`.as(
    'media_status',
  ),
] as const

function selectListed(db: Db) {
  return db.selectFrom('videos').select(columns).select(lookUps)
}

const numbers = ['duration_seconds', 'width', 'height', 'fps', 'frame_count', 'bit_rate', 'rotation'] as const
const texts = ['resolution', 'aspect_ratio', 'codec', 'frame_rate', 'audio_codec', 'container', 'created_at'] as const

type Generated = 'provider' | 'model' | 'seed' | 'prompt'
type SelectedVideo = Omit<ListedVideo, 'tags' | 'overwritten_path' | Generated> & {
  tags: string
  generation: string | null
}

/** Replaces values of other types, see [Note: foreign values]. */
function withKnownTypes({ generation, ...row }: SelectedVideo): ListedVideo {
  const [provider = null, model = null, seed = null, prompt = null] = JSON.parse(generation ?? '[]') as (
    | string
    | null
  )[]
  const known = {
    ...row,
    provider,
    model,
    seed,
    prompt,
    name: String(row.name),
    size_bytes: Number(row.size_bytes) || 0,
    rating: knownRating(row.rating),
    overwritten_path: overwrittenPath(row.file_path, row.file_hash),
    tags: JSON.parse(row.tags) as string[],
  }
  for (const column of numbers) if (typeof known[column] !== 'number') known[column] = null
  for (const column of texts) if (known[column] !== null) known[column] = String(known[column])
  return known
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
function isIndexed(filter: VideoFilter, sort: VideoSort): boolean {
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
  return selectPage(db, filter, page, segment).select(columns).select(lookUps)
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
  const rows: Row[] = []
  for (const segment of segmentsAfter(await cursorOf(db, after, sort), filter, page)) {
    const rest = { ...page, offset: 0, limit: limit - rows.length }
    if (rest.limit > 0) rows.push(...(await read(rest, segment)))
  }
  return rows
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
const longOffset = 2000

/**
 * Counts the videos that match `filter`: by triggers or the index in memory where possible.
 * @throws RushesError CANCELLED by `signal`
 */
export async function countVideos(
  { db, facets }: { db: Db; facets: FacetThread },
  filter: VideoFilter,
  signal?: AbortSignal,
): Promise<number> {
  const counted = await findCount(db, filter)
  if (counted !== undefined) return counted
  // A command of the terminal ends before the index would be read.
  if (facets.decides(filter)) return await facets.count(filter, signal)
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
  if (!video) throw new RushesError('NOT_FOUND', `Video not found: ${id}.`)
  return video
}

/** Returns those of `ids` that are in the library. */
export async function listIdsAmong(db: Db, ids: readonly string[]): Promise<string[]> {
  const rows = await db.selectFrom('videos').select('id').where('id', 'in', listOf(ids)).execute()
  return rows.map(({ id }) => id)
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

/** Lists the videos with this content, the oldest first: another program may have stored a content several times. */
export async function listVideosByHash(db: Db, fileHash: string): Promise<ListedVideo[]> {
  const rows = await selectListed(db).where('videos.file_hash', '=', fileHash).orderBy(sql`videos.rowid`).execute()
  return rows.map(withKnownTypes)
}

/** Returns the video that plays from `path`, or undefined. */
export async function findVideoByPath(db: Db, path: string): Promise<ListedVideo | undefined> {
  const row = await selectListed(db).where('videos.file_path', '=', path).executeTakeFirst()
  return row && withKnownTypes(row)
}

/** Returns the video whose file at `path` was overwritten last, unless a new version of it is known. */
export async function findVideoOverwrittenAt(db: Db, path: string): Promise<ListedVideo | undefined> {
  const { from, to } = overwrittenPaths(path)
  const row = await selectListed(db)
    .where('videos.file_path', '>=', from)
    .where('videos.file_path', '<', to)
    .where(sql<SqlBool>`NOT EXISTS (SELECT 1 FROM video_versions WHERE previous_id = videos.id)`)
    .orderBy('missing_since', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && withKnownTypes(row)
}

/** Returns the text that another program wrote into the `metadata` of a video, or null. */
export async function readMetadata(db: Db, id: string): Promise<string | null> {
  const row = await db.selectFrom('videos').select('metadata').where('id', '=', id).executeTakeFirst()
  return row?.metadata ?? null
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
