import type { Database } from 'better-sqlite3'
import { v7 as uuidv7 } from 'uuid'
import type { AdoptedTable } from '../../shared/contract/library.ts'
import { lostPath } from './locations.ts'
import { knownRating } from './ratings.ts'
import { columnsOf, createReport, quote, type Row } from './take-table.ts'

/** Which video here stands for which of theirs. */
export interface AdoptedVideos {
  ids: Map<string, string>
}

/** What the identity of a content looks like, 64 hex digits; another text in its place names no content. */
export const isContent = /^[0-9a-f]{64}$/

/**
 * Takes over videos: by content, never by id or path. One whose content is here already stands for the video that is here;
 * one whose id or path belongs to another content here gets a new id, or a path that says that it was overwritten.
 */
export function adoptVideos(
  database: Database,
  theirs: Database,
  translate: (row: Row) => Row,
): AdoptedVideos & { table: AdoptedTable } {
  const report = createReport('videos')
  const ids = new Map<string, string>()
  const ours = columnsOf(database, 'videos')
  const columns = [...columnsOf(theirs, 'videos').keys()].filter((column) => ours.has(column))
  const byContent = database.prepare('SELECT id FROM videos WHERE file_hash = ? ORDER BY rowid LIMIT 1').pluck()
  const byId = database.prepare('SELECT id FROM videos WHERE id = ?').pluck()
  const byPath = database.prepare('SELECT id FROM videos WHERE file_path = ?').pluck()
  const insert = database.prepare(
    `INSERT INTO videos (${columns.map(quote).join()}) VALUES (${columns.map(() => '?').join()})`,
  )
  const lose = database.prepare(
    `INSERT OR IGNORE INTO locations (path, file_hash, size_bytes, mtime_ms, sample_hash, missing_since)
     VALUES (?, ?, 0, 0, '', CURRENT_TIMESTAMP)`,
  )
  const rate = database.prepare('UPDATE videos SET rating = ? WHERE id = ? AND rating IS NULL')
  for (const foreign of theirs.prepare(`SELECT ${columns.map(quote).join()} FROM videos`).iterate()) {
    const row = withRating(translate(foreign as Row))
    const [theirId, hash, path] = [String(row.id), String(row.file_hash), String(row.file_path)]
    const here = isContent.test(hash) ? byContent.get(hash) : byId.get(theirId)
    if (typeof here === 'string') {
      ids.set(theirId, here)
      // What is said of it here is not replaced.
      if (row.rating) rate.run(row.rating, here)
      report.count('known')
      continue
    }
    const id = byId.get(theirId) === undefined ? theirId : uuidv7()
    const isTaken = byPath.get(path) !== undefined
    const adopted: Row = { ...row, id, file_path: isTaken ? lostPath(path, hash) : row.file_path }
    const isIn = report.attempt('taken', () => insert.run(...columns.map((column) => adopted[column])))
    if (isIn) ids.set(theirId, id)
    if (isIn && isTaken) lose.run(adopted.file_path, hash)
  }
  return { ids, table: report.result() }
}

/** A column of that name may hold anything in a database of another program. */
function withRating(row: Row): Row {
  return 'rating' in row ? { ...row, rating: knownRating(Number(row.rating)) } : row
}
