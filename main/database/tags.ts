import { sql } from 'kysely'
import type { CountedTag } from '../../shared/contract/tags.ts'
import { cleanTag, tagKey } from '../../shared/tags.ts'
import type { Db } from './connection/connection.ts'
import { eachOf, listOf, type Page } from './connection/query-parts.ts'

/** Adds a tag to videos, in the spelling that it has already. Returns the ids of those that did not have it. */
export async function addTag(db: Db, ids: readonly string[], tag: string): Promise<string[]> {
  const key = tagKey(tag)
  const { rows } = await sql<{ video_id: string }>`
    INSERT OR IGNORE INTO tagged_videos (video_id, tag_key, tag)
    SELECT videos.id, ${key}, ifnull((SELECT min(tag) FROM tagged_videos WHERE tag_key = ${key}), ${cleanTag(tag)})
    FROM ${eachOf(ids)} AS asked JOIN videos ON videos.id = asked.value
    RETURNING video_id`.execute(db)
  return rows.map(({ video_id }) => video_id)
}

/** Removes a tag from videos. Returns the ids of those that had it, and its spelling. */
export async function removeTag(db: Db, ids: readonly string[], tag: string): Promise<{ ids: string[]; tag: string }> {
  const { rows } = await sql<{ video_id: string; tag: string }>`
    DELETE FROM tagged_videos
    WHERE tag_key = ${tagKey(tag)} AND video_id IN ${listOf(ids)}
    RETURNING video_id, tag`.execute(db)
  return { ids: rows.map(({ video_id }) => video_id), tag: rows[0]?.tag ?? tag }
}

/** Sorts after all other characters. */
const last = '\u{10FFFF}'

function begins(search: string | undefined) {
  const key = tagKey(search ?? '')
  return sql`tag_key >= ${key} AND tag_key < ${key + last}`
}

/** Returns the query of `listTags`. */
export function tagsQuery(search: string | undefined, { offset, limit }: Page) {
  return sql<CountedTag>`
    SELECT min(tag) AS tag, count(*) AS count FROM tagged_videos WHERE ${begins(search)}
    GROUP BY tag_key ORDER BY 2 DESC, tag_key LIMIT ${limit} OFFSET ${offset}`
}

/** Lists a page of the tags that begin with `search`, ignoring case, the most used first. */
export async function listTags(db: Db, search: string | undefined, page: Page): Promise<CountedTag[]> {
  return (await tagsQuery(search, page).execute(db)).rows
}

/** Counts the tags that begin with `search`. */
export async function countTags(db: Db, search: string | undefined): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    SELECT count(DISTINCT tag_key) AS count FROM tagged_videos WHERE ${begins(search)}`.execute(db)
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

/** Lists the ids of all videos with a tag. */
export async function listTagged(db: Db, tag: string): Promise<string[]> {
  const { rows } = await sql<{ video_id: string }>`
    SELECT video_id FROM tagged_videos WHERE tag_key = ${tagKey(tag)}`.execute(db)
  return rows.map(({ video_id }) => video_id)
}
