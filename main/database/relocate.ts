import { join, sep } from 'node:path'
import type { Database } from 'better-sqlite3'

/**
 * Notes that the library lies in `folder` now. When it lay elsewhere (the folder was moved or renamed, its disk has
 * another name), the paths of the files that it owns are rewritten: their videos would be missing otherwise. Paths are
 * absolute because other programs open them too. Files that are only referenced keep theirs.
 */
export function relocate(database: Database, folder: string): void {
  const read = () => database.prepare('SELECT folder FROM library').pluck().get()
  if (read() === folder) return
  const move = database.transaction(() => {
    const before = read()
    database.prepare('REPLACE INTO library (id, folder) VALUES (1, ?)').run(folder)
    if (typeof before === 'string') rewrite(database, join(before, sep), join(folder, sep))
  })
  move.immediate()
}

/** What names files in the tables of the caches. */
const cachedPaths = [
  ['analysis_jobs', 'file_path'],
  ['removed_analyses', 'file_path'],
  ['processing_jobs', 'input_path'],
  ['processing_jobs', 'output_path'],
  ['processing_inputs', 'path'],
  ['removed_processing', 'input_path'],
  ['removed_processing', 'output_path'],
] as const

function rewrite(database: Database, before: string, after: string): void {
  // What is compared are characters, not a pattern: a folder may be called `100%_done`.
  const paths = { before, after, length: before.length }
  const moved = (column: string) =>
    `@after || substr(${column}, @length + 1) WHERE substr(${column}, 1, @length) = @before`
  // A path that is taken already names the same file, seen through its new place.
  database.prepare(`UPDATE OR REPLACE locations SET path = ${moved('path')}`).run(paths)
  database.prepare(`UPDATE OR IGNORE videos SET file_path = ${moved('file_path')}`).run(paths)
  database.prepare(`UPDATE media SET Path = ${moved('Path')}`).run(paths)
  for (const [table, column] of cachedPaths) {
    // Where the file was cached under its new path already, that is newer: the old one stays as it is.
    database.prepare(`UPDATE OR IGNORE ${table} SET ${column} = ${moved(column)}`).run(paths)
  }
  // As a JSON text begins with it: an opening quote, and what JSON escapes escaped.
  const inJson = (path: string) => JSON.stringify(path).slice(0, -1)
  for (const [table, column] of [
    ['removed_videos', 'video'],
    ['removed_media', 'media'],
  ]) {
    database
      .prepare(
        `UPDATE ${table} SET ${column} = replace(${column}, @before, @after), locations = replace(locations, @before, @after)`,
      )
      .run({ before: inJson(before), after: inJson(after) })
  }
}
