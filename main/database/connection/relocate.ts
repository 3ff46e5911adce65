import type { Database } from 'better-sqlite3'

/** Returns where a path in the former folder of the library is now; undefined for a path outside that folder. */
export type FindRelocated = (path: string, before: string) => string | undefined

/**
 * Records that the library is in `folder`. If it was elsewhere before (the folder was moved or renamed, or its disk has
 * another name), rewrites the paths of the files that it owns; otherwise their videos would be missing. Paths are
 * absolute because other programs open them too. Paths of referenced files stay.
 */
export function relocate(database: Database, folder: string, findRelocated: FindRelocated): void {
  const read = () => database.prepare('SELECT folder FROM library').pluck().get()
  if (read() === folder) return
  const move = database.transaction(() => {
    const before = read()
    database
      .prepare('INSERT INTO library (id, folder) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET folder = excluded.folder')
      .run(folder)
    if (typeof before === 'string') rewrite(database, (path) => findRelocated(path, before))
  })
  move.immediate()
}

/** Columns with paths in the tables of the caches and of the trash. */
const cachedPaths = [
  ['analysis_jobs', 'file_path'],
  ['removed_analyses', 'file_path'],
  ['processing_jobs', 'input_path'],
  ['processing_jobs', 'output_path'],
  ['processing_inputs', 'path'],
  ['removed_processing', 'input_path'],
  ['removed_processing', 'output_path'],
  ['trashed_copies', 'trashed_path'],
  ['trashed_copies', 'kept_path'],
] as const

function rewrite(database: Database, relocated: (path: string) => string | undefined): void {
  database.function('relocated', { deterministic: true }, (path: unknown) =>
    typeof path === 'string' ? (relocated(path) ?? null) : null,
  )
  const moved = (column: string) => `relocated(${column}) WHERE relocated(${column}) IS NOT NULL`
  // A row that already has the new path is of the same file.
  database.prepare(`UPDATE OR REPLACE locations SET path = ${moved('path')}`).run()
  database.prepare(`UPDATE OR IGNORE videos SET file_path = ${moved('file_path')}`).run()
  database.prepare(`UPDATE media SET Path = ${moved('Path')}`).run()
  for (const [table, column] of cachedPaths) {
    // A row cached under the new path is newer: the old row stays unchanged.
    database.prepare(`UPDATE OR IGNORE ${table} SET ${column} = ${moved(column)}`).run()
  }
  rewriteTombstones(database, relocated, { table: 'removed_videos', column: 'video', path: 'file_path' })
  rewriteTombstones(database, relocated, { table: 'removed_media', column: 'media', path: 'Path' })
}

interface Tombstones {
  table: string
  /** The column with the removed row as JSON, in which `path` is the name of the path. */
  column: string
  path: string
}

function rewriteTombstones(
  database: Database,
  relocated: (path: string) => string | undefined,
  { table, column, path }: Tombstones,
): void {
  const read = database.prepare(`SELECT rowid, ${column} AS row, locations FROM ${table}`)
  const write = database.prepare(`UPDATE ${table} SET ${column} = @row, locations = @locations WHERE rowid = @rowid`)
  const move = (row: Record<string, unknown>, name: string) => {
    const value = row[name]
    return { ...row, [name]: (typeof value === 'string' && relocated(value)) || value }
  }
  for (const { rowid, row, locations } of read.all() as { rowid: number; row: string; locations: string }[]) {
    const moved = (JSON.parse(locations) as Record<string, unknown>[]).map((location) => move(location, 'path'))
    write.run({ rowid, row: JSON.stringify(move(JSON.parse(row), path)), locations: JSON.stringify(moved) })
  }
}
