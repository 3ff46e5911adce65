import { existsSync } from 'node:fs'
import { isAbsolute, join } from 'node:path'
import type { Database } from 'better-sqlite3'
import type { AdoptedTable } from '../../shared/contract/library.ts'
import { type ErrorCode, RushesError } from '../../shared/errors.ts'
import { adoptMedia } from './adopt-media.ts'
import { type AdoptedVideos, adoptVideos } from './adopt-videos.ts'
import { columnsOf, type Row, type TakenTable, takeTable } from './take-table.ts'

/** What the thread is asked: paths of the two databases, and how the strange one is called and read. */
export interface AdoptRequest {
  library: string
  copy: string
  named: string
  folders: string[]
}

export type AdoptReply = { tables: AdoptedTable[] } | { error: { code: ErrorCode; message: string } }

/** What can be taken over, each after what it leads to. A table that only one side has is passed over. */
const tables: readonly TakenTable[] = [
  { name: 'videos', paths: ['file_path'] },
  { name: 'tagged_videos' },
  { name: 'video_generation' },
  { name: 'workflows', newer: 'updated_at' },
  { name: 'workflow_executions' },
  { name: 'workflow_videos' },
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
 * Takes over the rows of `theirs`: see docs/database.md, “Taking over another database”. To be called in a transaction.
 * @throws RushesError BAD_INPUT when there is nothing in it that Rushes knows.
 */
export function adoptRows(
  database: Database,
  theirs: Database,
  { named, folders }: Pick<AdoptRequest, 'named' | 'folders'>,
): AdoptedTable[] {
  const both = tables.filter(({ name }) => columnsOf(database, name).size > 0 && columnsOf(theirs, name).size > 0)
  if (both.length === 0) {
    const known = tables.map(({ name }) => name).join(', ')
    throw new RushesError('BAD_INPUT', `${named} has none of the tables that can be taken over: ${known}.`)
  }
  for (const side of [database, theirs]) side.defaultSafeIntegers(true)
  const resolve = pathResolver(folders)
  let videos: AdoptedVideos = { ids: new Map() }
  const spelled = database.prepare('SELECT min(tag) FROM tagged_videos WHERE tag_key = ?').pluck()
  return both.map((table) => {
    const translate = (row: Row) => {
      const ours = withOurVideos(withAbsolutePaths(row, table.paths ?? [], resolve), videos)
      // A tag keeps the spelling that it has here.
      return table.name === 'tagged_videos' ? { ...ours, tag: spelled.get(ours.tag_key) ?? ours.tag } : ours
    }
    if (table.name === 'media') return adoptMedia(database, theirs, translate)
    if (table.name !== 'videos') return takeTable(database, theirs, table, translate)
    const adopted = adoptVideos(database, theirs, translate)
    videos = adopted
    return adopted.table
  })
}

/** A relative path counts from the folder in which a file lies so: that of the database, or the one above it. */
function pathResolver(folders: readonly string[]): (path: string) => string {
  return (path) => {
    const places = folders.map((folder) => join(folder, path))
    return places.find((place) => existsSync(place)) ?? places[0] ?? path
  }
}

function withAbsolutePaths(row: Row, columns: readonly string[], resolve: (path: string) => string): Row {
  const changed: Row = { ...row }
  for (const column of columns) {
    const path = row[column]
    if (typeof path === 'string' && !isAbsolute(path)) changed[column] = resolve(path)
  }
  return changed
}

/** What is said of a video whose content is here under another id is said of that one. */
function withOurVideos(row: Row, { ids }: AdoptedVideos): Row {
  const ours = typeof row.video_id === 'string' ? ids.get(row.video_id) : undefined
  return ours === undefined ? row : { ...row, video_id: ours }
}
