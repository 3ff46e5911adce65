import { sql } from 'kysely'
import { absolute } from '../caches/cache-state.ts'
import type { Db } from '../connection/connection.ts'
import type { VideoRow } from '../tables.ts'

/** A video whose file has not been probed, because another program recorded it. */
export interface UnreadVideo extends Pick<VideoRow, 'id' | 'name' | 'file_path' | 'file_hash'> {
  /** The last row of a page, for the next one. */
  cursor: string
}

/** Returns the query of `listUnread`. */
export function unreadQuery(after: string, limit: number) {
  return sql<UnreadVideo>`
    SELECT id, id AS cursor, name, file_path, file_hash FROM videos INDEXED BY videos_unread
    WHERE container IS NULL AND id > ${after} AND NOT EXISTS (
      SELECT 1 FROM locations
      WHERE locations.path = ${absolute(sql`videos.file_path`)} AND locations.missing_since IS NOT NULL)
    ORDER BY id LIMIT ${limit}`
}

/** Lists videos that were not probed and whose file is not known as missing, by id, after the cursor `after`. */
export async function listUnread(db: Db, after: string, limit: number): Promise<UnreadVideo[]> {
  return (await unreadQuery(after, limit).execute(db)).rows
}

/** The columns that ffprobe tells. */
type Facts = Partial<Omit<VideoRow, 'id' | 'name' | 'file_path' | 'file_hash' | 'size_bytes'>>

/** Fills in the facts that a video lacks; those that another program recorded stay. */
export async function fillFacts(db: Db, id: string, facts: Facts): Promise<void> {
  const filled = Object.entries(facts).map(
    ([column, value]) => sql`${sql.ref(column)} = ifnull(${sql.ref(column)}, ${value})`,
  )
  await sql`UPDATE videos SET ${sql.join(filled)} WHERE id = ${id}`.execute(db)
}
