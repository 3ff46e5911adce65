import { type RawBuilder, sql } from 'kysely'
import type { Db } from './connection/connection.ts'

/** Lists rows whose foreign key names no row; at most `limit`. */
export async function listBrokenKeys(db: Db, limit: number): Promise<{ table: string; parent: string }[]> {
  const { rows } = await sql<{ table: string; parent: string }>`
    SELECT "table", parent FROM pragma_foreign_key_check LIMIT ${limit}`.execute(db)
  return rows
}

const slashed = sql`replace(videos.file_path, '\\', '/')`
const fileName = sql`replace(${slashed}, rtrim(${slashed}, replace(${slashed}, '/', '')), '')`

/** Without spaces, which separate texts and the characters of some languages in the index. */
const packed = (text: RawBuilder<unknown>) => sql`replace(${text}, ' ', '')`

/** Lengths of joined texts: their order is that of the writes, which a restored row changes. */
const lengthOf = (text: string, from: string) =>
  sql`(SELECT ifnull(sum(length(${packed(sql.raw(text))})), 0) FROM ${sql.raw(from)})`

/** Lists videos of a page of rowids whose text in the search index is not theirs. */
export async function listUnlikeIndex(
  db: Db,
  after: number,
  limit: number,
): Promise<{ last: number | null; names: string[] }> {
  const { rows } = await sql<{ rowid: number; name: string; is_same: number }>`
    SELECT videos.rowid AS rowid, videos.name, (
      ${packed(sql`video_search.name`)} IS ${packed(sql`videos.name`)}
      AND ${packed(sql`video_search.file_name`)} IS ${packed(fileName)}
      AND length(${packed(sql`video_search.prompt`)}) IS ${lengthOf('prompt', 'video_generation WHERE video_id = videos.id')}
      AND length(${packed(sql`video_search.tags`)}) IS ${lengthOf('tag', 'tagged_videos WHERE video_id = videos.id')}
      AND length(${packed(sql`video_search.workflow`)}) IS ${lengthOf('name', 'workflows WHERE workflows.id IN (SELECT workflow_id FROM workflow_videos WHERE video_id = videos.id)')}
    ) AS is_same
    FROM videos LEFT JOIN video_search ON video_search.rowid = videos.rowid
    WHERE videos.rowid > ${after} ORDER BY videos.rowid LIMIT ${limit}`.execute(db)
  return { last: rows.at(-1)?.rowid ?? null, names: rows.filter((row) => !row.is_same).map(({ name }) => name) }
}

/** Counts texts of the search index whose video is gone. */
export async function countStrayTexts(db: Db): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    SELECT count(*) AS count FROM video_search WHERE rowid NOT IN (SELECT rowid FROM videos)`.execute(db)
  return rows[0]?.count ?? 0
}
