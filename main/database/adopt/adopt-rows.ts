import { existsSync } from 'node:fs'
import { isAbsolute, join, normalize } from 'node:path'
import type { Database } from 'better-sqlite3'
import type { AdoptedTable } from '../../../shared/contract/library.ts'
import { RushesError } from '../../../shared/errors.ts'
import { adoptImages } from './adopt-images.ts'
import { type AdoptedVideos, adoptVideos } from './adopt-videos.ts'
import { type CopiedTable, columnsOf, type Row } from './columns.ts'
import { copyTable } from './copy-table.ts'
import { type AdoptLimits, requirePlain, type TheirDatabase } from './their-tables.ts'

/** Request to the thread; `named` is the path of the other database in messages. */
export interface AdoptRequest {
  library: string
  copy: string
  named: string
  folders: string[]
  limits: AdoptLimits
  /** True to roll the transaction back, and only to return what it would have adopted. */
  isDryRun?: boolean
}

/**
 * The tables that can be adopted, each after those that its foreign keys name. A table that only one side has is
 * skipped.
 */
const tables: readonly CopiedTable[] = [
  { name: 'videos', paths: ['file_path'] },
  { name: 'tagged_videos' },
  { name: 'video_generation' },
  { name: 'workflows', newer: 'updated_at' },
  { name: 'workflow_executions' },
  { name: 'workflow_videos' },
  { name: 'image_generation' },
  { name: 'tagged_images' },
  { name: 'image_notes' },
  { name: 'workflow_images' },
  { name: 'configurations' },
  { name: 'analysis_jobs', key: ['file_path', 'config_hash'], newer: 'created_at', paths: ['file_path'] },
  {
    name: 'processing_jobs',
    key: ['action', 'input_path', 'config_hash'],
    newer: 'created_at',
    paths: ['input_path', 'output_path'],
  },
  { name: 'processing_inputs', paths: ['path'] },
  { name: 'media', paths: ['Path'] },
]

/**
 * Adopts the rows of `theirs`, as docs/database.md says. Call it in a transaction.
 * @throws RushesError BAD_INPUT if it has none of the tables, or one that may not be read; FILE_UNREADABLE, CANCELLED
 */
export function adoptRows(database: Database, theirs: TheirDatabase, folders: readonly string[]): AdoptedTable[] {
  const both = tables.filter(
    ({ name }) => columnsOf(database, name).size > 0 && columnsOf(theirs.database, name).size > 0,
  )
  if (both.length === 0) {
    const known = tables.map(({ name }) => name).join(', ')
    throw new RushesError('BAD_INPUT', `${theirs.named} has none of the tables that can be taken over: ${known}.`)
  }
  for (const table of both) requirePlain(theirs, table)
  for (const side of [database, theirs.database]) side.defaultSafeIntegers(true)
  const resolve = pathResolver(folders)
  let videos: AdoptedVideos = { ids: new Map() }
  const spelled = database
    .prepare(`SELECT min(tag) FROM (
      SELECT tag_key, tag FROM tagged_videos UNION ALL SELECT tag_key, tag FROM tagged_images) WHERE tag_key = ?`)
    .pluck()
  return both.map((table) => {
    const translate = (row: Row) => {
      const ours = withOurVideos(withAbsolutePaths(row, table.paths ?? [], resolve), videos)
      // A tag keeps its spelling in the library.
      return table.name.startsWith('tagged_') ? { ...ours, tag: spelled.get(ours.tag_key) ?? ours.tag } : ours
    }
    if (table.name === 'media') return adoptImages(database, theirs, translate)
    if (table.name !== 'videos') return copyTable(database, theirs, table, translate)
    const adopted = adoptVideos(database, theirs, translate)
    videos = adopted
    return adopted.table
  })
}

/** Resolves relative paths against the first of `folders` that has such a file. */
function pathResolver(folders: readonly string[]): (path: string) => string {
  return (path) => {
    const candidates = folders.map((folder) => join(folder, path))
    return candidates.find((candidate) => existsSync(candidate)) ?? candidates[0] ?? path
  }
}

function withAbsolutePaths(row: Row, columns: readonly string[], resolve: (path: string) => string): Row {
  const changed: Row = { ...row }
  for (const column of columns) {
    const path = row[column]
    if (typeof path === 'string') changed[column] = isAbsolute(path) ? normalize(path) : resolve(path)
  }
  return changed
}

/** Replaces the id of a video whose content is in the library under another id. */
function withOurVideos(row: Row, { ids }: AdoptedVideos): Row {
  const ours = typeof row.video_id === 'string' ? ids.get(row.video_id) : undefined
  return ours === undefined ? row : { ...row, video_id: ours }
}
