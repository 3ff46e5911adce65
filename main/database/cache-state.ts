import { isAbsolute, join } from 'node:path'
import type { Database } from 'better-sqlite3'
import { type RawBuilder, sql } from 'kysely'
import type { CacheState } from '../../shared/contract/analyses.ts'

/** The prefix of the hashes that Rushes computes, and how many characters it has. */
const prefix = 'sha256:'

/** A content of `videos` and `locations` as the tables of the caches write it: `sha256:9f2c…`. */
export function withAlgorithm(fileHash: string): string {
  return prefix + fileHash
}

/** The other way round; a hash of another algorithm stays as it is, and is that of no video. */
export function withoutAlgorithm(hash: string): string {
  return hash.startsWith(prefix) ? hash.slice(prefix.length) : hash
}

/** Lets statements say `absolute_path(path)`: paths of other programs may be relative to the library's folder. */
export function defineAbsolutePath(database: Database, folder: string): void {
  database.function('absolute_path', { deterministic: true }, (path: unknown) =>
    typeof path !== 'string' || isAbsolute(path) ? path : join(folder, path),
  )
}

type Text = RawBuilder<string>

/** Most paths are absolute as they are, and a call for each of a million takes as long as all the rest. */
function absolute(path: Text): Text {
  return sql`iif(substr(${path}, 1, 1) = '/', ${path}, absolute_path(${path}))`
}

/**
 * What is known of the file at `path` and the content `hash` that a row was made of: read from `locations`, the one table
 * that knows what lies where. A look-up for each row that is answered, not a join, as in the grid.
 */
export function stateOf(path: Text, hash: Text): RawBuilder<CacheState> {
  return sql<CacheState>`ifnull((
    SELECT CASE
      WHEN locations.missing_since IS NOT NULL THEN 'gone'
      WHEN substr(${hash}, 1, 7) <> 'sha256:' THEN 'unknown'
      WHEN locations.file_hash = substr(${hash}, 8) THEN 'fresh'
      ELSE 'stale' END
    FROM locations WHERE locations.path = ${absolute(path)}), 'unknown')`
}

/** The id of the video with this content; the oldest where another program stored a content twice. */
export function videoWithContent(hash: Text): RawBuilder<string | null> {
  return sql<string | null>`(
    SELECT id FROM videos WHERE file_hash = substr(${hash}, 8) AND substr(${hash}, 1, 7) = 'sha256:'
    ORDER BY videos.rowid LIMIT 1)`
}

/** The id of the video that plays from this path. */
export function videoAtPath(path: Text): RawBuilder<string | null> {
  return sql<string | null>`(SELECT id FROM videos WHERE file_path IN (${path}, ${absolute(path)}) LIMIT 1)`
}

/** `column` holds `part` somewhere, in any case; `part` is no pattern. */
export function contains(column: Text, part: string): RawBuilder<boolean> {
  return sql<boolean>`${column} LIKE ${`%${part.replaceAll(/[\\%_]/g, '\\$&')}%`} ESCAPE '\\'`
}
