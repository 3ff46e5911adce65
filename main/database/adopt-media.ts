import type { Database } from 'better-sqlite3'
import type { AdoptedTable } from '../../shared/contract/library.ts'
import { isContent } from './adopt-videos.ts'
import { lostPath } from './locations.ts'
import { columnsOf, createReport, quote, type Row } from './take-table.ts'

/**
 * Takes over images, by content where their program knows it: one whose content is here already stands for the image that is here;
 * one whose id or path belongs to another content here gets an id with the start of its own behind it, or a path that says that it
 * was overwritten. A row of a program that only samples contents is known by its id.
 */
export function adoptMedia(database: Database, theirs: Database, translate: (row: Row) => Row): AdoptedTable {
  const report = createReport('media')
  const ours = columnsOf(database, 'media')
  const columns = [...columnsOf(theirs, 'media').keys()].filter((column) => ours.has(column))
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
  for (const foreign of theirs.prepare(`SELECT ${columns.map(quote).join()} FROM media`).iterate()) {
    const row = translate(foreign as Row)
    // A key of texts may be null in SQLite.
    if (typeof row.Id !== 'string') {
      report.leaveOut('lacks a value that is needed')
      continue
    }
    const hash = typeof row.file_hash === 'string' && isContent.test(row.file_hash) ? row.file_hash : undefined
    if ((hash ? byContent.get(hash) : byId.get(row.Id)) !== undefined) {
      report.count('known')
      continue
    }
    const isTaken = hash !== undefined && byPath.get(row.Path) !== undefined
    const adopted: Row = {
      ...row,
      Id: hash && byId.get(row.Id) !== undefined ? `${row.Id}-${hash.slice(0, 8)}` : row.Id,
      file_hash: hash ?? null,
      Path: isTaken ? lostPath(String(row.Path), hash) : row.Path,
    }
    const isIn = report.attempt('taken', () => insert.run(...columns.map((column) => adopted[column])))
    if (isIn && isTaken) lose.run(adopted.Path, hash)
  }
  return report.result()
}
