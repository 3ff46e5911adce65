import { type RawBuilder, sql } from 'kysely'
import type { CacheState } from '../../../shared/contract/analyses.ts'

/** The prefix of the hashes that Rushes computes. */
const prefix = 'sha256:'

/** Returns a `file_hash` of `videos` or `locations` as the caches write it: `sha256:9f2c…`. */
export function withAlgorithm(fileHash: string): string {
  return prefix + fileHash
}

/** Returns SQL for the same. */
export function withAlgorithmOf(fileHash: RawBuilder<unknown>): RawBuilder<string> {
  return sql<string>`${prefix} || ${fileHash}`
}

/** Removes the prefix `sha256:`. A hash of another algorithm stays unchanged and matches no video. */
export function withoutAlgorithm(hash: string): string {
  return hash.startsWith(prefix) ? hash.slice(prefix.length) : hash
}

type Text = RawBuilder<string>

/** Calls the function for relative paths only: calls for a million rows take as long as the rest of the query. */
export function absolute(path: Text): Text {
  return sql`iif(substr(${path}, 1, 1) = '/', ${path}, absolute_path(${path}))`
}

/**
 * Returns the state of a cached row: whether `locations` has the content `hash` at `path`, or says that the file there
 * was overwritten. A look-up for each returned row, not a join, see [Note: look-ups instead of joins].
 */
export function stateOf(path: Text, hash: Text): RawBuilder<CacheState> {
  const overwritten = sql<string>`${absolute(path)} || ' (overwritten, was ' || substr(${hash}, 8, 12) || ')'`
  // See `missingLocation`: a file that was found once has a sample, or a size if it was overwritten.
  const missing = sql`iif(locations.sample_hash = '' AND locations.size_bytes = 0, 'absent', 'gone')`
  return sql<CacheState>`ifnull((
    SELECT CASE
      WHEN locations.missing_since IS NOT NULL THEN ${missing}
      WHEN substr(${hash}, 1, 7) <> 'sha256:' THEN 'unknown'
      WHEN locations.file_hash = substr(${hash}, 8) THEN 'fresh'
      ELSE 'stale' END
    FROM locations WHERE locations.path = ${absolute(path)}),
    iif(EXISTS (SELECT 1 FROM locations WHERE locations.path = ${overwritten}), 'stale', 'unknown'))`
}

/** Returns the id of the oldest video with this content. */
export function videoWithContent(hash: Text): RawBuilder<string | null> {
  return sql<string | null>`(
    SELECT id FROM videos WHERE file_hash = substr(${hash}, 8) AND substr(${hash}, 1, 7) = 'sha256:'
    ORDER BY videos.rowid LIMIT 1)`
}

/** Returns the id of the video that plays from this path. */
export function videoAtPath(path: Text): RawBuilder<string | null> {
  return sql<string | null>`(SELECT id FROM videos WHERE file_path IN (${path}, ${absolute(path)}) LIMIT 1)`
}
