import { createHash } from 'node:crypto'
import { closeSync, openSync, writeSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { mediaName } from '../../../shared/bundles/manifest.ts'
import { RushesError } from '../../../shared/errors.ts'
import { absolutePath } from '../../storage/absolute-path.ts'
import { answerRequests, lowerPriority, type RunningRequest } from '../../threads/worker.ts'
import { quote, type Row } from '../adopt/columns.ts'
import { connect, type Database } from '../connection/connection.ts'
import { type BundledTable, bundledTables } from './bundled-tables.ts'
import { choose, isEverything } from './choose.ts'
import type { Collected, CollectedFile, CollectRequest } from './collect.ts'

// The rows of a whole library are read at one point in time: too long for the thread of queries.
lowerPriority()
answerRequests(collect)

function collect(request: CollectRequest, running: RunningRequest): Collected {
  const database = connect(request.database, { readonly: true, fileMustExist: true })
  try {
    database.pragma('temp_store = MEMORY')
    // A transaction that only reads and fills temporary tables sees the library as it was when it began.
    return database.transaction(() => {
      choose(database, request.selection)
      const files = listFiles(database)
      const write = createRowWriter(database, request, files)
      const tables = bundledTables.map((table) => write(table, running))
      const schema_version = Number(database.pragma('user_version', { simple: true }))
      return { schema_version, files, tables }
    })()
  } finally {
    database.close()
  }
}

/** Lists the media of the chosen rows, each content once. */
function listFiles(database: Database): CollectedFile[] {
  const queries = {
    videos: `SELECT file_hash, file_path, ifnull(size_bytes, 0) AS size_bytes, name FROM videos
      WHERE id IN (SELECT id FROM chosen_videos) GROUP BY file_hash ORDER BY rowid`,
    images: `SELECT file_hash, Path AS file_path, ifnull(size_bytes, 0) AS size_bytes, Name AS name FROM media
      WHERE Id IN (SELECT id FROM chosen_images) ORDER BY rowid`,
    audio: `SELECT substr(output_hash, 8) AS file_hash, output_path AS file_path, 0 AS size_bytes, output_path AS name
      FROM processing_jobs WHERE action = 'extract_audio' AND output_hash GLOB 'sha256:[0-9a-f]*' AND length(output_hash) = 71
      AND input_hash IN (SELECT 'sha256:' || file_hash FROM chosen_contents) GROUP BY output_hash ORDER BY id`,
    frames: `SELECT file_hash, 'frame.jpg' AS file_path, size_bytes, 'Frame ' || sequence AS name FROM timeline_frames
      WHERE timeline_id IN (SELECT id FROM chosen_timelines) AND length(file_hash) = 64 GROUP BY file_hash ORDER BY 1`,
  }
  return (['videos', 'images', 'audio', 'frames'] as const).flatMap((folder) =>
    (database.prepare(queries[folder]).all() as Omit<CollectedFile, 'path' | 'folder'>[]).map((file) => ({
      ...file,
      folder,
      path: mediaName(folder, file.file_hash, file.file_path),
    })),
  )
}

function createRowWriter(database: Database, request: CollectRequest, files: readonly CollectedFile[]) {
  const everything = isEverything(request.selection)
  const portable = portablePaths(request, files)
  return (table: BundledTable, running: RunningRequest): Collected['tables'][number] => {
    const columns = (
      database.prepare('SELECT name FROM pragma_table_info(?)').pluck().all(table.name) as string[]
    ).filter((column) => !table.omit?.includes(column))
    const where = (everything ? table.whereAll : undefined) ?? table.where
    const read = `SELECT ${columns.map(quote).join()} FROM ${quote(table.name)} WHERE ${where} ORDER BY ${table.order}`
    const out = request.target === undefined ? undefined : openList(join(request.target, `${table.name}.jsonl`))
    let rows = 0
    try {
      for (const row of database.prepare(read).iterate() as IterableIterator<Row>) {
        if (running.isCancelled()) throw new RushesError('CANCELLED', 'It was cancelled.')
        rows++
        out?.write(`${JSON.stringify(portable(table, row))}\n`)
      }
      return { table: table.name, rows, ...(out?.end() ?? { size_bytes: 0, sha256: '' }) }
    } finally {
      out?.close()
    }
  }
}

/** Writes a list of rows to a new file, in large pieces. */
function openList(path: string) {
  const descriptor = openSync(path, 'wx', 0o600)
  const sha256 = createHash('sha256')
  let pieces: string[] = []
  let waiting = 0
  let size = 0
  const flush = () => {
    const bytes = Buffer.from(pieces.join(''))
    for (let done = 0; done < bytes.length; ) done += writeSync(descriptor, bytes, done)
    sha256.update(bytes)
    size += bytes.length
    pieces = []
    waiting = 0
  }
  return {
    write(line: string): void {
      pieces.push(line)
      waiting += line.length
      if (waiting > 1024 * 1024) flush()
    },
    end(): { size_bytes: number; sha256: string } {
      flush()
      return { size_bytes: size, sha256: sha256.digest('hex') }
    },
    close: () => closeSync(descriptor),
  }
}

/**
 * Returns a function that replaces what means something on this computer only: the path of a file of the bundle is that
 * in the bundle, and one inside the library is relative to it. A blob becomes `{"hex": "…"}`.
 */
function portablePaths({ library }: CollectRequest, files: readonly CollectedFile[]) {
  const names = new Map(files.filter(({ folder }) => folder !== 'frames').map((file) => [file.file_hash, file.path]))
  return (table: BundledTable, row: Row): Row => {
    const changed: Row = {}
    for (const [column, value] of Object.entries(row)) {
      const hashColumn = table.paths?.[column]
      if (hashColumn !== undefined && typeof value === 'string') {
        const fileHash = String(row[hashColumn]).replace(/^sha256:/, '')
        changed[column] = names.get(fileHash) ?? relativeIfOwned(library, value)
      } else changed[column] = Buffer.isBuffer(value) ? { hex: value.toString('hex') } : value
    }
    return changed
  }
}

function relativeIfOwned(library: string, path: string): string {
  const absolute = absolutePath({ folder: library }, path)
  const inside = relative(library, absolute)
  return inside === '' || inside.startsWith('..') || inside === absolute ? path : inside.split(sep).join('/')
}
