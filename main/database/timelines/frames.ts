import { sql } from 'kysely'
import type { Frame } from '../../../shared/contract/timelines.ts'
import { RushesError } from '../../../shared/errors.ts'
import type { Db, WritableDb } from '../connection/connection.ts'
import { countRows, eachOf } from '../connection/query-parts.ts'

const columns = [
  'sequence',
  'chunk_id',
  'timestamp',
  'perceptual_hash',
  'frame_number',
  'file_hash',
  'size_bytes',
] as const

/** The first and the last sequence of a part of a timeline, both included; the whole timeline if left out. */
export interface FrameRange {
  from?: number | undefined
  to?: number | undefined
}

/** Returns the query of `listFrames`. */
export function framesQuery(db: Db, timelineId: string, { from = 0, to = Number.MAX_SAFE_INTEGER }: FrameRange) {
  return db
    .selectFrom('timeline_frames')
    .where('timeline_id', '=', timelineId)
    .where('sequence', '>=', from)
    .where('sequence', '<=', to)
}

/** Lists frames of a timeline in their order. */
export async function listFrames(db: Db, timelineId: string, range: FrameRange, limit?: number): Promise<Frame[]> {
  const query = framesQuery(db, timelineId, range).select(columns).orderBy('sequence')
  return await (limit === undefined ? query : query.limit(limit)).execute()
}

/** Counts frames of a timeline. */
export async function countFrames(db: Db, timelineId: string, range: FrameRange): Promise<number> {
  return await countRows(framesQuery(db, timelineId, range))
}

/** Returns one frame of a timeline that is not removed. @throws RushesError NOT_FOUND */
export async function requireFrame(db: Db, timelineId: string, sequence: number): Promise<Frame> {
  const frame = await db
    .selectFrom('timeline_frames')
    .innerJoin('timelines', 'timelines.id', 'timeline_frames.timeline_id')
    .select(columns.map((column) => `timeline_frames.${column}` as const))
    .where('timeline_id', '=', timelineId)
    .where('sequence', '=', sequence)
    .where('removed_at', 'is', null)
    .executeTakeFirst()
  if (frame) return frame
  throw new RushesError('NOT_FOUND', `Frame not found: ${sequence} of the timeline ${timelineId}.`)
}

/** Rows per statement. */
const rowsAtOnce = 5000

/** Adds the frames of a timeline. */
export async function insertFrames(db: WritableDb, timelineId: string, frames: readonly Frame[]): Promise<void> {
  for (let start = 0; start < frames.length; start += rowsAtOnce) {
    const values = frames.slice(start, start + rowsAtOnce).map((frame) => columns.map((column) => frame[column]))
    await sql`
      INSERT INTO timeline_frames (timeline_id, ${sql.join(columns.map((column) => sql.ref(column)))})
      SELECT ${timelineId}, ${sql.join(columns.map((_, index) => sql`value ->> ${sql.lit(index)}`))}
      FROM ${eachOf(values)}`.execute(db)
  }
}

/** Lists the contents of the frames of a timeline, each once. */
export async function listFrameContents(db: Db, timelineId: string): Promise<string[]> {
  const rows = await framesQuery(db, timelineId, {}).select('file_hash').distinct().execute()
  return rows.map(({ file_hash }) => file_hash)
}

/** Deletes the frames of a timeline. */
export async function deleteFrames(db: WritableDb, timelineId: string): Promise<void> {
  await db.deleteFrom('timeline_frames').where('timeline_id', '=', timelineId).execute()
}

/** Lists those of these contents that are frames of no timeline. */
export async function listUnrecordedFrames(db: Db, fileHashes: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ file_hash: string }>`
    SELECT DISTINCT value AS file_hash FROM ${eachOf(fileHashes)}
    WHERE value NOT IN (SELECT file_hash FROM timeline_frames)`.execute(db)
  return rows.map(({ file_hash }) => file_hash)
}

/** The number and bytes of the files and outputs that timelines have on disk. */
export interface TimelineStorage {
  pictures: number
  picture_bytes: number
  outputs: number
  output_bytes: number
}

/** Sums the pictures and the outputs of all timelines, each content once. */
export async function sumTimelineStorage(db: Db): Promise<TimelineStorage> {
  const { rows } = await sql<TimelineStorage>`
    SELECT count(*) AS pictures, ifnull(sum(bytes), 0) AS picture_bytes,
      (SELECT count(*) FROM stage_outputs) AS outputs,
      (SELECT ifnull(sum(stored_bytes), 0) FROM stage_outputs) AS output_bytes
    FROM (SELECT max(size_bytes) AS bytes FROM timeline_frames GROUP BY file_hash)`.execute(db)
  const [sums] = rows
  if (!sums) throw new Error('A sum has one row.')
  return sums
}
