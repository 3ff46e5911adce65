import type { Database } from 'better-sqlite3'
import type { AdoptedTable } from '../../../shared/contract/library.ts'
import { lostPath } from '../contents/locations.ts'
import { isContent } from './adopt-videos.ts'
import { columnsOf, quote, type Row } from './columns.ts'
import { createReport } from './report.ts'
import { readRows, type TheirDatabase } from './their-tables.ts'

/**
 * Adopts images by content if their program has hashed it. An image whose content is in the library is merged into the
 * one there; if its id or path belongs to another content there, its hash is appended to the id, or its path says that
 * the file was overwritten. A row without a hash is identified by its id.
 */
export function adoptImages(database: Database, theirs: TheirDatabase, translate: (row: Row) => Row): AdoptedTable {
  const report = createReport('media')
  const adoptedNow = new Set<unknown>()
  const ours = columnsOf(database, 'media')
  const columns = [...columnsOf(theirs.database, 'media').keys()].filter((column) => ours.has(column))
  const byContent = database.prepare('SELECT Id FROM media WHERE file_hash = ?').pluck()
  const byId = database.prepare('SELECT Id FROM media WHERE Id = ?').pluck()
  const byPath = database.prepare('SELECT Id FROM media WHERE Path = ?').pluck()
  const insert = database.prepare(
    `INSERT INTO media (${columns.map(quote).join()}) VALUES (${columns.map(() => '?').join()})`,
  )
  const lose = database.prepare(
    `INSERT OR IGNORE INTO locations (path, file_hash, size_bytes, mtime_ms, sample_hash, missing_since)
     VALUES (?, ?, 0, 0, '', CURRENT_TIMESTAMP)`,
  )
  for (const foreign of readRows(theirs, 'media', columns, report)) {
    const row = translate(foreign)
    // See [Note: foreign values].
    if (typeof row.Id !== 'string') {
      report.leaveOut('lacks a value that is needed')
      continue
    }
    const hash = typeof row.file_hash === 'string' && isContent.test(row.file_hash) ? row.file_hash : undefined
    const here = hash ? byContent.get(hash) : byId.get(row.Id)
    if (here !== undefined) {
      report.count(adoptedNow.has(here) ? 'merged' : 'known')
      continue
    }
    const isOccupied = hash !== undefined && byPath.get(row.Path) !== undefined
    const adopted: Row = {
      ...row,
      Id: hash && byId.get(row.Id) !== undefined ? `${row.Id}-${hash.slice(0, 8)}` : row.Id,
      file_hash: hash ?? null,
      Path: isOccupied ? lostPath(String(row.Path), hash) : row.Path,
    }
    const isAdded = report.attempt('taken', () => insert.run(...columns.map((column) => adopted[column])))
    if (isAdded) adoptedNow.add(adopted.Id)
    if (isAdded && isOccupied) lose.run(adopted.Path, hash)
  }
  return report.result()
}
