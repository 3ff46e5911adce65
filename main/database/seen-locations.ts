import { sql } from 'kysely'
import type { Db } from './connection.ts'

/** A path at which a video or an image was at the last visit, and the one that it plays from, or is shown from. */
export interface SeenLocation {
  path: string
  size_bytes: number
  mtime_ms: number
  /** Null for an image. */
  video_id: string | null
  /** As the database has it. Null where nobody has seen a file there, or it is gone. */
  plays_path: string | null
  plays_size_bytes: number | null
  plays_mtime_ms: number | null
}

/** The query behind `listSeen`, apart so that a test can look at its plan. */
export function seenQuery(paths: readonly string[]) {
  return sql<SeenLocation>`
    SELECT locations.path, locations.size_bytes, locations.mtime_ms, videos.id AS video_id,
      plays.path AS plays_path, plays.size_bytes AS plays_size_bytes, plays.mtime_ms AS plays_mtime_ms
    FROM json_each(${JSON.stringify(paths)}) AS asked
    CROSS JOIN locations ON locations.path = asked.value
    CROSS JOIN videos ON videos.rowid = (SELECT min(rowid) FROM videos WHERE file_hash = locations.file_hash)
    LEFT JOIN locations AS plays ON plays.path = videos.file_path AND plays.missing_since IS NULL
    WHERE locations.missing_since IS NULL
    UNION ALL
    SELECT locations.path, locations.size_bytes, locations.mtime_ms, NULL, plays.path, plays.size_bytes, plays.mtime_ms
    FROM json_each(${JSON.stringify(paths)}) AS asked
    CROSS JOIN locations ON locations.path = asked.value
    CROSS JOIN media ON media.file_hash IS NOT NULL AND media.file_hash = locations.file_hash
    LEFT JOIN locations AS plays ON plays.path = media.Path AND plays.missing_since IS NULL
    WHERE locations.missing_since IS NULL`
}

/** Those of `paths`, a few thousand at the most, at which a video or an image was at the last visit. */
export async function listSeen(db: Db, paths: readonly string[]): Promise<SeenLocation[]> {
  return (await seenQuery(paths).execute(db)).rows
}
