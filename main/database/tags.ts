import { type RawBuilder, sql } from 'kysely'
import type { CountedTag, TaggedKind } from '../../shared/contract/tags.ts'
import { cleanTag, tagKey } from '../../shared/tags.ts'
import type { Db } from './connection/connection.ts'
import { endsThere } from './connection/keyset.ts'
import { eachOf, listOf, type Page } from './connection/query-parts.ts'

/** A table of tags: of videos by their ids, or of images by their contents. */
interface TagTable {
  table: RawBuilder<unknown>
  column: RawBuilder<unknown>
  /** Selects `row` (of the table and its search index), `id` and the value of `column` of all that can be tagged. */
  all: RawBuilder<unknown>
}

const tables: Record<TaggedKind, TagTable> = {
  video: {
    table: sql.table('tagged_videos'),
    column: sql.ref('video_id'),
    all: sql`(SELECT rowid AS row, id, id AS tagged FROM videos)`,
  },
  image: {
    table: sql.table('tagged_images'),
    column: sql.ref('file_hash'),
    all: sql`(
      SELECT rowid AS row, Id AS id, file_hash AS tagged FROM media WHERE MediaType = 'Image' AND file_hash IS NOT NULL)`,
  },
}

/**
 * Adds a tag, in the spelling that it has already. Returns the ids of those that did not have it. The rows ascend: FTS5
 * ends its segment at each row before the last one, which tagging from the newest to the oldest would do every time.
 */
export async function addTag(db: Db, of: TaggedKind, ids: readonly string[], tag: string): Promise<string[]> {
  const key = tagKey(tag)
  const { table, column, all } = tables[of]
  const { rows } = await sql<{ id: string }>`
    INSERT OR IGNORE INTO ${table} (${column}, tag_key, tag)
    SELECT tagged, ${key}, coalesce(${spelledIn('video', key)}, ${spelledIn('image', key)}, ${cleanTag(tag)})
    FROM ${eachOf(ids)} AS asked JOIN ${all} AS known ON known.id = asked.value ORDER BY known.row
    RETURNING ${idOf(of)} AS id`.execute(db)
  return rows.map(({ id }) => id)
}

const spelledIn = (of: TaggedKind, key: string) =>
  sql`(SELECT min(tag) FROM ${tables[of].table} WHERE tag_key = ${key})`

/** The id of the video or image of a row. */
function idOf(of: TaggedKind): RawBuilder<unknown> {
  return of === 'video' ? sql`video_id` : sql`(SELECT Id FROM media WHERE media.file_hash = tagged_images.file_hash)`
}

/** Removes a tag. Returns the ids of those that had it, and its spelling. */
export async function removeTag(
  db: Db,
  of: TaggedKind,
  ids: readonly string[],
  tag: string,
): Promise<{ ids: string[]; tag: string }> {
  const { table, column } = tables[of]
  const wanted =
    of === 'video'
      ? listOf(ids)
      : sql`(SELECT file_hash FROM media WHERE Id IN ${listOf(ids)} AND file_hash IS NOT NULL)`
  const { rows } = await sql<{ id: string; tag: string }>`
    DELETE FROM ${table}
    WHERE tag_key = ${tagKey(tag)} AND ${column} IN ${wanted}
    RETURNING ${idOf(of)} AS id, tag`.execute(db)
  return { ids: rows.map(({ id }) => id), tag: rows[0]?.tag ?? tag }
}

/** Sorts after all other characters. */
const last = '\u{10FFFF}'

/** Selects the tags that begin with `search` and their numbers, of one kind or of both. */
function counted(of: TaggedKind | undefined, search: string | undefined): RawBuilder<unknown> {
  const key = tagKey(search ?? '')
  const begins = sql`tag_key >= ${key} AND tag_key < ${key + last}`
  const videos = sql`SELECT tag_key, min(tag) AS tag, count(*) AS count FROM tagged_videos WHERE ${begins} GROUP BY 1`
  // Those of removed images are kept, but not shown.
  const images = sql`SELECT tag_key, min(tag) AS tag, count(*) AS count FROM tagged_images
    WHERE ${begins} AND EXISTS (SELECT 1 FROM media WHERE media.file_hash = tagged_images.file_hash) GROUP BY 1`
  return of === 'video' ? videos : of === 'image' ? images : sql`${videos} UNION ALL ${images}`
}

/** Returns the query of `listTags`. */
export function tagsQuery(
  of: TaggedKind | undefined,
  search: string | undefined,
  { offset, limit }: Page,
  after?: Row,
) {
  const later = after
    ? sql`HAVING sum(count) < ${after.count} OR (sum(count) = ${after.count} AND tag_key > ${after.tag_key})`
    : sql``
  return sql<CountedTag>`
    SELECT min(tag) AS tag, sum(count) AS count FROM (${counted(of, search)})
    GROUP BY tag_key ${later} ORDER BY 2 DESC, tag_key LIMIT ${limit} OFFSET ${offset}`
}

type Row = Pick<CountedTag, 'count'> & { tag_key: string }

/** Returns the position of a tag. @throws RushesError NOT_FOUND */
async function requireRow(db: Db, of: TaggedKind | undefined, tag: string): Promise<Row> {
  const tag_key = tagKey(tag)
  const { rows } = await sql<{ count: number | null }>`
    SELECT sum(count) AS count FROM (${counted(of, tag)}) WHERE tag_key = ${tag_key}`.execute(db)
  const count = rows[0]?.count
  if (!count) throw endsThere(tag)
  return { count, tag_key }
}

/** Lists a page of the tags that begin with `search`, ignoring case, the most used first. */
export async function listTags(
  db: Db,
  of: TaggedKind | undefined,
  search: string | undefined,
  page: Page,
): Promise<CountedTag[]> {
  const row = page.after === undefined ? undefined : await requireRow(db, of, page.after)
  const query = row ? tagsQuery(of, search, { ...page, offset: 0 }, row) : tagsQuery(of, search, page)
  return (await query.execute(db)).rows
}

/** Counts the tags that begin with `search`. */
export async function countTags(db: Db, of: TaggedKind | undefined, search: string | undefined): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    SELECT count(DISTINCT tag_key) AS count FROM (${counted(of, search)})`.execute(db)
  return rows[0]?.count ?? 0
}

const mostShared = 500

/** Lists the tags of some videos with the number of those that have each, the most used first. */
export async function countTagsOf(db: Db, ids: readonly string[]): Promise<CountedTag[]> {
  const { rows } = await sql<CountedTag>`
    SELECT min(tag) AS tag, count(*) AS count FROM tagged_videos
    WHERE video_id IN ${listOf(ids)}
    GROUP BY tag_key ORDER BY 2 DESC, tag_key LIMIT ${mostShared}`.execute(db)
  return rows
}

/** Lists the ids of all videos or images with a tag. */
export async function listTagged(db: Db, of: TaggedKind, tag: string): Promise<string[]> {
  const { rows } = await sql<{ id: string | null }>`
    SELECT ${idOf(of)} AS id FROM ${tables[of].table} WHERE tag_key = ${tagKey(tag)}`.execute(db)
  return rows.flatMap(({ id }) => id ?? [])
}

/** Tests whether a video or an image has a tag. */
export async function hasTag(db: Db, tag: string): Promise<boolean> {
  const { rows } = await sql<{ has: number }>`
    SELECT ${spelledIn('video', tagKey(tag))} IS NOT NULL OR ${spelledIn('image', tagKey(tag))} IS NOT NULL AS has`.execute(
    db,
  )
  return rows[0]?.has === 1
}
