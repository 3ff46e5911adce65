import { sql } from 'kysely'
import type { CountedTag } from '../../shared/contract/tags.ts'
import { cleanTag, tagKey } from '../../shared/tags.ts'
import type { Db } from './connection.ts'

/** Puts a tag on videos, in the spelling that it has already; answers with those that had it not. */
export async function addTag(db: Db, ids: readonly string[], tag: string): Promise<string[]> {
  const key = tagKey(tag)
  const { rows } = await sql<{ video_id: string }>`
    INSERT OR IGNORE INTO tagged_videos (video_id, tag_key, tag)
    SELECT videos.id, ${key}, ifnull((SELECT min(tag) FROM tagged_videos WHERE tag_key = ${key}), ${cleanTag(tag)})
    FROM json_each(${JSON.stringify(ids)}) AS asked JOIN videos ON videos.id = asked.value
    RETURNING video_id`.execute(db)
  return rows.map(({ video_id }) => video_id)
}

/** Takes a tag off videos; answers with those that had it, and how it was spelled. */
export async function removeTag(db: Db, ids: readonly string[], tag: string): Promise<{ ids: string[]; tag: string }> {
  const { rows } = await sql<{ video_id: string; tag: string }>`
    DELETE FROM tagged_videos
    WHERE tag_key = ${tagKey(tag)} AND video_id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))
    RETURNING video_id, tag`.execute(db)
  return { ids: rows.map(({ video_id }) => video_id), tag: rows[0]?.tag ?? tag }
}

/** Sorts behind whatever goes on after a beginning. */
const last = '\u{10FFFF}'

function begins(search: string | undefined) {
  const key = tagKey(search ?? '')
  return sql`tag_key >= ${key} AND tag_key < ${key + last}`
}

/** The query behind `listTags`; apart so that a test can look at its plan. */
export function tagsQuery(search: string | undefined, { offset, limit }: { offset: number; limit: number }) {
  return sql<CountedTag>`
    SELECT min(tag) AS tag, count(*) AS count FROM tagged_videos WHERE ${begins(search)}
    GROUP BY tag_key ORDER BY 2 DESC, tag_key LIMIT ${limit} OFFSET ${offset}`
}

/** Tags that begin so, in any case, the most used first. */
export async function listTags(
  db: Db,
  search: string | undefined,
  stretch: { offset: number; limit: number },
): Promise<CountedTag[]> {
  return (await tagsQuery(search, stretch).execute(db)).rows
}

/** How many there are of them. */
export async function countTags(db: Db, search: string | undefined): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    SELECT count(DISTINCT tag_key) AS count FROM tagged_videos WHERE ${begins(search)}`.execute(db)
  return rows[0]?.count ?? 0
}

const mostShared = 500

/** The tags that some videos have, with how many of them have each, the most used first. */
export async function countTagsOf(db: Db, ids: readonly string[]): Promise<CountedTag[]> {
  const { rows } = await sql<CountedTag>`
    SELECT min(tag) AS tag, count(*) AS count FROM tagged_videos
    WHERE video_id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))
    GROUP BY tag_key ORDER BY 2 DESC, tag_key LIMIT ${mostShared}`.execute(db)
  return rows
}
