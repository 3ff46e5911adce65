import { sql } from 'kysely'
import type { Db } from '../connection/connection.ts'
import { listOf } from '../connection/query-parts.ts'
import type { VideoRow } from '../tables.ts'

export interface Duration {
  seconds: number
  /** Duration of one frame. */
  frameSeconds: number
}

/** For a video of unknown frame rate. */
const usualFrameSeconds = 1 / 24

/** Returns the durations of the videos with these contents by content, without unknown ones. */
export async function listDurations(db: Db, fileHashes: readonly string[]): Promise<Map<string, Duration>> {
  const { rows } = await sql<Pick<VideoRow, 'file_hash' | 'duration_seconds' | 'fps'>>`
    SELECT file_hash, duration_seconds, fps FROM videos
    WHERE file_hash IN ${listOf(fileHashes)}`.execute(db)
  const durations = new Map<string, Duration>()
  for (const { file_hash, duration_seconds: seconds, fps } of rows) {
    if (typeof seconds !== 'number' || seconds <= 0) continue
    durations.set(file_hash, { seconds, frameSeconds: fps && fps > 0 ? 1 / fps : usualFrameSeconds })
  }
  return durations
}
