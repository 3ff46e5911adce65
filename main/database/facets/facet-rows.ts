import type { Database } from 'better-sqlite3'
import type { SortOrder } from '../../../shared/sort-order.ts'

/** The columns of the index, each with the SQL that reads it for a row of `videos`. Lists are JSON. */
const expressions = {
  duration: 'duration_seconds',
  source_type: 'source_type',
  resolution: 'resolution',
  aspect_ratio: 'aspect_ratio',
  codec: 'codec',
  rating: 'rating',
  // See [Note: foreign values]: SQLite sorts a number before each text.
  day: `iif(typeof(created_at) IN ('text', 'null'), substr(created_at, 1, 10), 0)`,
  generation: '(SELECT json_array(provider, model) FROM video_generation WHERE video_id = videos.id)',
  associations: `(SELECT json_group_array(json_array(workflow_id, node_type, role)) FROM workflow_videos
    WHERE video_id = videos.id)`,
  fps: 'fps',
  sound: 'audio_codec IS NOT NULL',
  // Each is an object with a name, or a name.
  loras: `(SELECT (
      SELECT json_group_array(CASE type WHEN 'object' THEN json_extract(value, '$.name') WHEN 'text' THEN value END)
      FROM json_each(CASE WHEN json_valid(generation_params) THEN generation_params ELSE '{}' END, '$.loras'))
    FROM video_generation WHERE video_id = videos.id AND instr(generation_params, '"loras"') > 0)`,
  tags: '(SELECT json_group_array(tag_key) FROM tagged_videos WHERE video_id = videos.id)',
} as const

export type IndexedColumn = keyof typeof expressions
export const indexedColumns = Object.keys(expressions) as IndexedColumn[]

/** The rowid of a video, its size, and its values of `indexedColumns`. */
export type IndexedRow = [rowid: number, size_bytes: number, ...values: unknown[]]

/** As `video_counts` has it: a size of another program may be any value. */
const size = 'min(max(ifnull(CAST(size_bytes AS REAL), 0), 0), 1e15)'
const rows = `SELECT rowid, ${size}, ${Object.values(expressions)} FROM videos`
/** Selects all rows of the index. */
export const rowsQuery = `${rows} ORDER BY rowid`
/** Selects the number of rows of the index. */
export const countQuery = 'SELECT count(*) FROM videos'
/** Selects one row of the index by its rowid. */
export const rowQuery = `${rows} WHERE rowid = ?`
/** Selects the rowids of the videos that changed after an entry of the log. */
export const changesQuery = 'SELECT DISTINCT video_rowid FROM video_changes WHERE seq > ?'
/** Selects the first and the last entry of the log; 0 if it has none. */
export const logQuery = `
  SELECT ifnull((SELECT min(seq) FROM video_changes), 0), ifnull((SELECT max(seq) FROM video_changes), 0)`
/** Selects, as one text, the rowids of the next videos that a search finds after a rowid; and their number. */
export const searchQuery = `SELECT group_concat(rowid), count(*) FROM (
  SELECT rowid FROM video_search WHERE video_search MATCH ? AND rowid > ? ORDER BY rowid LIMIT ?)`

/** Selects the rowids of the videos that a search finds, newest first or oldest first. */
export const firstQuery = (order: SortOrder) =>
  `SELECT rowid FROM video_search WHERE video_search MATCH ? ORDER BY rowid ${order}`

/** Yields the first videos that a search finds in batches of these sizes; the last one it finds `isEnd`. */
export function* readFirst(
  database: Database,
  match: string,
  order: SortOrder,
  sizes: readonly number[],
): Generator<{ rowids: number[]; isEnd: boolean }> {
  const found = database.prepare(firstQuery(order)).pluck().iterate(match) as IterableIterator<number>
  try {
    for (const size of sizes) {
      const rowids: number[] = []
      let next = found.next()
      for (; !next.done; next = found.next()) if (rowids.push(next.value) === size) break
      yield { rowids, isEnd: next.done === true }
    }
  } finally {
    found.return?.()
  }
}

/** A statement cannot be cancelled: it finds as many videos as take about a tenth of a second. */
const foundPerStatement = 500_000

/** Lists the rowids that a search finds, in ascending order; undefined if the search was cancelled. */
export function listFound(database: Database, match: string, isCancelled: () => boolean): Float64Array | undefined {
  const statement = database.prepare(searchQuery).raw()
  const found: number[] = []
  for (;;) {
    const row = statement.get(match, found.at(-1) ?? Number.MIN_SAFE_INTEGER, foundPerStatement)
    const [rowids, count] = row as [string | null, number]
    // Reading one text takes much less time than reading as many rows.
    for (const rowid of rowids?.split(',') ?? []) found.push(Number(rowid))
    if (count < foundPerStatement) return Float64Array.from(found)
    if (isCancelled()) return undefined
  }
}
