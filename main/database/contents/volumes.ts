import { sql } from 'kysely'
import type { Db } from '../connection/connection.ts'

/** Returns the query of `firstPathFrom`. */
export function firstPathQuery(from: string, before: string) {
  return sql<{ path: string | null }>`
    SELECT min(file_path) AS path FROM videos WHERE file_path >= ${from} AND file_path < ${before}`
}

/** Returns the first path of a video from `from` to before `before`, by an index; undefined if there is none. */
export async function firstPathFrom(db: Db, from: string, before: string): Promise<string | undefined> {
  const { rows } = await firstPathQuery(from, before).execute(db)
  return rows[0]?.path ?? undefined
}
