import { type RawBuilder, sql } from 'kysely'
import { absolute } from '../caches/cache-state.ts'
import type { Db } from '../connection/connection.ts'
import type { EmbeddedReadingRow } from '../tables.ts'

/** A reading whose file was offline when the readers changed, and the path of the file. */
export interface UnreadFile extends EmbeddedReadingRow {
  file_path: string
  /** Its place in the list: the next page starts after it. */
  cursor: number
}

/** The clauses that select such readings, unless their file is missing or is only in a bucket or archive. */
const unread = sql`
  FROM embedded_readings JOIN (
    SELECT file_hash AS content, file_path FROM videos UNION ALL
    SELECT file_hash, Path FROM media WHERE MediaType = 'Image') ON content = embedded_readings.file_hash
  WHERE file_version IS NOT NULL AND file_path NOT LIKE 's3://%' AND file_path NOT LIKE 'archive://%'
    AND NOT EXISTS (SELECT 1 FROM locations WHERE path = ${absolute(sql`file_path`)} AND missing_since IS NOT NULL)`

/** Lists the readings whose files were not read since the readers changed; `after` is the cursor of the last one. */
export async function listUnreadFiles(db: Db, after: number, limit: number): Promise<UnreadFile[]> {
  return (await unreadFilesQuery(after, limit).execute(db)).rows
}

/** Returns the query of `listUnreadFiles`. */
export function unreadFilesQuery(after: number, limit: number): RawBuilder<UnreadFile> {
  return sql<UnreadFile>`
    SELECT embedded_readings.*, file_path, embedded_readings.rowid AS cursor ${unread}
      AND embedded_readings.rowid > ${after} ORDER BY embedded_readings.rowid LIMIT ${limit}`
}

/** Counts the readings that `listUnreadFiles` lists. */
export async function countUnreadFiles(db: Db): Promise<number> {
  const { rows } = await sql<{ count: number }>`SELECT count(*) AS count ${unread}`.execute(db)
  return rows[0]?.count ?? 0
}
