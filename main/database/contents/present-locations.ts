import { sql } from 'kysely'
import type { Db } from '../connection/connection.ts'
import { eachOf } from '../connection/query-parts.ts'

/**
 * A present location of a video or an image, with the location that the video plays from or the image is shown from.
 */
export interface PresentLocation {
  path: string
  size_bytes: number
  mtime_ms: number
  /** Null for an image. */
  video_id: string | null
  /** As the database spells it. Null if it is missing. */
  plays_path: string | null
  plays_size_bytes: number | null
  plays_mtime_ms: number | null
}

/** Returns the query of `listPresentLocations`. */
export function presentLocationsQuery(paths: readonly string[]) {
  return sql<PresentLocation>`
    SELECT locations.path, locations.size_bytes, locations.mtime_ms, videos.id AS video_id,
      plays.path AS plays_path, plays.size_bytes AS plays_size_bytes, plays.mtime_ms AS plays_mtime_ms
    FROM ${eachOf(paths)} AS asked
    CROSS JOIN locations ON locations.path = asked.value
    CROSS JOIN videos ON videos.rowid = (SELECT min(rowid) FROM videos WHERE file_hash = locations.file_hash)
    LEFT JOIN locations AS plays ON plays.path = videos.file_path AND plays.missing_since IS NULL
    WHERE locations.missing_since IS NULL
    UNION ALL
    SELECT locations.path, locations.size_bytes, locations.mtime_ms, NULL, plays.path, plays.size_bytes, plays.mtime_ms
    FROM ${eachOf(paths)} AS asked
    CROSS JOIN locations ON locations.path = asked.value
    CROSS JOIN media ON media.file_hash IS NOT NULL AND media.file_hash = locations.file_hash
    LEFT JOIN locations AS plays ON plays.path = media.Path AND plays.missing_since IS NULL
    WHERE locations.missing_since IS NULL`
}

/** Lists the present locations of videos and images among `paths`, up to a few thousand. */
export async function listPresentLocations(db: Db, paths: readonly string[]): Promise<PresentLocation[]> {
  return (await presentLocationsQuery(paths).execute(db)).rows
}
