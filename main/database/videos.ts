import { type Insertable, type SqlBool, sql, type Updateable } from 'kysely'
import type { VideoFilter, VideoSort } from '../../shared/contract/video-query.ts'
import { RushesError } from '../../shared/errors.ts'
import type { Db } from './connection.ts'
import { knownRating } from './ratings.ts'
import type { VideoRow, VideosTable } from './tables.ts'
import { conditionOf, isSearch, orderOf } from './video-filter.ts'
import { behind, type Part, placeOf } from './video-page.ts'

/** A video with its tags, and with what its playing location knows. */
export type ListedVideo = Omit<VideoRow, 'metadata'> & { missing_since: string | null; tags: string[] }

export interface Stretch {
  sort: VideoSort
  order: 'asc' | 'desc'
  offset: number
  limit: number
  /** The id of the video behind which the stretch begins, in place of an offset. */
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
  // A column that another program made may be spelled in capitals.
  'videos.rating as rating',
] as const

/** Look-ups for each row that is answered, not joins: those would be made for every row that `OFFSET` skips, too. */
const lookedUp = [
  sql<string | null>`(SELECT missing_since FROM locations WHERE path = videos.file_path)`.as('missing_since'),
  // Out of the key in its order; as JSON, for a tag may hold any sign.
  sql<string>`(SELECT json_group_array(tag) FROM tagged_videos WHERE video_id = videos.id)`.as('tags'),
] as const

function selectListed(db: Db) {
  return db.selectFrom('videos').select(columns).select(lookedUp)
}

const numbers = ['duration_seconds', 'width', 'height', 'fps', 'frame_count', 'bit_rate', 'rotation'] as const
const texts = ['resolution', 'aspect_ratio', 'codec', 'frame_rate', 'audio_codec', 'container', 'created_at'] as const

/** SQLite keeps what another program writes, whatever the type of the column: a fact that is no fact is unknown. */
function withKnownTypes(row: Omit<ListedVideo, 'tags'> & { tags: string }): ListedVideo {
  const known = {
    ...row,
    name: String(row.name),
    size_bytes: Number(row.size_bytes) || 0,
    rating: knownRating(row.rating),
    tags: JSON.parse(row.tags) as string[],
  }
  for (const column of numbers) if (typeof known[column] !== 'number') known[column] = null
  for (const column of texts) if (known[column] !== null) known[column] = String(known[column])
  return known
}

function stretchOf(db: Db, filter: VideoFilter, { sort, order, limit, offset }: Stretch, part?: Part) {
  const found = selectVideos(db, filter)
  return (part ? found.where(part.condition) : found)
    .orderBy(part?.order ?? orderOf(filter, sort, order))
    .limit(limit)
    .offset(offset)
}

/** The videos that pass `filter`. A search begins at its index, which holds the rows in the same order: `CROSS JOIN` keeps SQLite to that. */
export function selectVideos(db: Db, filter: VideoFilter) {
  const all = db.selectFrom('videos')
  const found = isSearch(filter)
    ? (db
        .selectFrom('video_search')
        .crossJoin('videos')
        .where(sql<SqlBool>`videos.rowid = video_search.rowid`) as unknown as typeof all)
    : all
  return found.where(conditionOf(filter))
}

/** The query behind `listVideos`, or behind a part of it; apart so that a test can look at its plan. */
export function videosQuery(db: Db, filter: VideoFilter, stretch: Stretch, part?: Part) {
  return stretchOf(db, filter, stretch, part).select(columns).select(lookedUp)
}

/** A stretch of the videos that pass `filter`. @throws RushesError NOT_FOUND where the video that it begins behind is gone. */
export async function listVideos(db: Db, filter: VideoFilter, stretch: Stretch): Promise<ListedVideo[]> {
  const rows = await readStretch(db, filter, stretch, (rest, part) => videosQuery(db, filter, rest, part).execute())
  return rows.map(withKnownTypes)
}

/** Only the ids of the same stretch. @throws RushesError NOT_FOUND where the video that it begins behind is gone. */
export async function listVideoIds(db: Db, filter: VideoFilter, stretch: Stretch): Promise<string[]> {
  const rows = await readStretch(db, filter, stretch, (rest, part) =>
    stretchOf(db, filter, rest, part).select('videos.id').execute(),
  )
  return rows.map((row) => row.id)
}

/** Reads a stretch; one that begins behind a video lies in parts, see `behind`. */
async function readStretch<Row>(
  db: Db,
  filter: VideoFilter,
  stretch: Stretch,
  read: (rest: Stretch, part?: Part) => Promise<Row[]>,
): Promise<Row[]> {
  const { after, sort, limit } = stretch
  if (after === undefined) return await read(stretch)
  const rows: Row[] = []
  for (const part of behind(await placeOf(db, after, sort), filter, stretch)) {
    const rest = { ...stretch, offset: 0, limit: limit - rows.length }
    if (rest.limit > 0) rows.push(...(await read(rest, part)))
  }
  return rows
}

/** How many videos pass `filter`. */
export async function countVideos(db: Db, filter: VideoFilter): Promise<number> {
  const row = await selectVideos(db, filter)
    .select((of) => of.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return row.count
}

/** Number and size of the videos of each source. */
export async function sumBySource(db: Db): Promise<{ source_type: string; count: number; size_bytes: number }[]> {
  return await db
    .selectFrom('videos')
    .select((of) => [
      'source_type',
      of.fn.countAll<number>().as('count'),
      of.fn.sum<number>('size_bytes').as('size_bytes'),
    ])
    .groupBy('source_type')
    .execute()
}

/** The video with this id, or undefined. */
export async function findVideo(db: Db, id: string): Promise<ListedVideo | undefined> {
  const row = await selectListed(db).where('videos.id', '=', id).executeTakeFirst()
  return row && withKnownTypes(row)
}

/** The video with this id. @throws RushesError NOT_FOUND */
export async function requireVideo(db: Db, id: string): Promise<ListedVideo> {
  const video = await findVideo(db, id)
  if (!video) throw new RushesError('NOT_FOUND', `There is no video with the id ${id} in the library.`)
  return video
}

/** Those of `ids` that are in the library. */
export async function listIdsAmong(db: Db, ids: readonly string[]): Promise<string[]> {
  const rows = await db
    .selectFrom('videos')
    .select('id')
    .where(sql<SqlBool>`id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`)
    .execute()
  return rows.map(({ id }) => id)
}

/** Videos by their rowids; those that are not there are left out. */
export async function listVideosByRowid(db: Db, rowids: readonly number[]): Promise<Map<number, ListedVideo>> {
  const rows = await selectListed(db)
    .select(sql<number>`videos.rowid`.as('rowid'))
    // As one parameter: SQLite takes only so many.
    .where(sql<SqlBool>`videos.rowid IN (SELECT value FROM json_each(${JSON.stringify(rowids)}))`)
    .execute()
  return new Map(rows.map(({ rowid, ...video }) => [rowid, withKnownTypes(video)]))
}

/** The video with this content, or undefined; the oldest where another program stored a content twice. */
export async function findVideoByHash(db: Db, fileHash: string): Promise<ListedVideo | undefined> {
  const row = await selectListed(db)
    .where('videos.file_hash', '=', fileHash)
    .orderBy(sql`videos.rowid`)
    .limit(1)
    .executeTakeFirst()
  return row && withKnownTypes(row)
}

/** All videos with this content, the oldest first: another program may have stored a content several times. */
export async function listVideosByHash(db: Db, fileHash: string): Promise<ListedVideo[]> {
  const rows = await selectListed(db).where('videos.file_hash', '=', fileHash).orderBy(sql`videos.rowid`).execute()
  return rows.map(withKnownTypes)
}

/** The video that plays from `path`, or undefined. */
export async function findVideoByPath(db: Db, path: string): Promise<ListedVideo | undefined> {
  const row = await selectListed(db).where('videos.file_path', '=', path).executeTakeFirst()
  return row && withKnownTypes(row)
}

/** What the `metadata` column of a video holds: the text that a program wrote there, or null. */
export async function readMetadata(db: Db, id: string): Promise<string | null> {
  const row = await db.selectFrom('videos').select('metadata').where('id', '=', id).executeTakeFirst()
  return row?.metadata ?? null
}

/** Adds a row. */
export async function insertVideo(db: Db, video: Insertable<VideosTable>): Promise<void> {
  await db.insertInto('videos').values(video).execute()
}

/** Changes columns of one video. @throws RushesError NOT_FOUND */
export async function updateVideo(db: Db, id: string, changes: Updateable<VideosTable>): Promise<void> {
  const result = await db.updateTable('videos').set(changes).where('id', '=', id).executeTakeFirst()
  if (result.numUpdatedRows === 0n) await requireVideo(db, id)
}
