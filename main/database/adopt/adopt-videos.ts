import type { Database } from 'better-sqlite3'
import { v7 as uuidv7 } from 'uuid'
import type { AdoptedTable } from '../../../shared/contract/library.ts'
import { lostPath } from '../contents/locations.ts'
import { knownRating } from '../videos/ratings.ts'
import { columnsOf, quote, type Row } from './columns.ts'
import { createReport } from './report.ts'
import { readRows, type TheirDatabase } from './their-tables.ts'

/** The id of our video for each id of theirs. */
export interface AdoptedVideos {
  ids: Map<string, string>
}

/** Matches a SHA-256. Another text in its column names no content. */
export const isContent = /^[0-9a-f]{64}$/

/**
 * Adopts videos by content, never by id or path. A video whose content is in the library is merged into the one there;
 * if its id or path belongs to another content there, it gets a new id, or a path that says that the file was
 * overwritten.
 */
export function adoptVideos(
  database: Database,
  theirs: TheirDatabase,
  translate: (row: Row) => Row,
): AdoptedVideos & { table: AdoptedTable } {
  const report = createReport('videos')
  const ids = new Map<string, string>()
  const adoptedNow = new Set<string>()
  const ours = columnsOf(database, 'videos')
  const columns = [...columnsOf(theirs.database, 'videos').keys()].filter((column) => ours.has(column))
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
  for (const foreign of readRows(theirs, 'videos', columns, report)) {
    const row = withRating(translate(foreign))
    const [theirId, hash, path] = [String(row.id), String(row.file_hash), String(row.file_path)]
    const here = isContent.test(hash) ? byContent.get(hash) : byId.get(theirId)
    if (typeof here === 'string') {
      ids.set(theirId, here)
      // Keeps a rating that the library has.
      if (row.rating) rate.run(row.rating, here)
      report.count(adoptedNow.has(here) ? 'merged' : 'known')
      continue
    }
    const id = byId.get(theirId) === undefined ? theirId : uuidv7()
    const isOccupied = byPath.get(path) !== undefined
    const adopted: Row = { ...row, id, file_path: isOccupied ? lostPath(path, hash) : row.file_path }
    const isAdded = report.attempt('taken', () => insert.run(...columns.map((column) => adopted[column])))
    if (isAdded) {
      ids.set(theirId, id)
      adoptedNow.add(id)
    }
    if (isAdded && isOccupied) lose.run(adopted.file_path, hash)
  }
  return { ids, table: report.result() }
}

/** See [Note: foreign values]. */
function withRating(row: Row): Row {
  return 'rating' in row ? { ...row, rating: knownRating(Number(row.rating)) } : row
}
