import { sql } from 'kysely'
import type { Db } from './connection.ts'
import type { VideoRow } from './tables.ts'

export interface Length {
  seconds: number
  /** How long a frame is on screen. */
  frameSeconds: number
}

/** Where the frame rate of a video is not known. */
const usualFrameSeconds = 1 / 24

/** How long the videos with these contents last, by content; without those of which nobody knows. */
export async function listLengths(db: Db, fileHashes: readonly string[]): Promise<Map<string, Length>> {
  const { rows } = await sql<Pick<VideoRow, 'file_hash' | 'duration_seconds' | 'fps'>>`
    SELECT file_hash, duration_seconds, fps FROM videos
    WHERE file_hash IN (SELECT value FROM json_each(${JSON.stringify(fileHashes)}))`.execute(db)
  const lengths = new Map<string, Length>()
  for (const { file_hash, duration_seconds: seconds, fps } of rows) {
    if (typeof seconds !== 'number' || seconds <= 0) continue
    lengths.set(file_hash, { seconds, frameSeconds: fps && fps > 0 ? 1 / fps : usualFrameSeconds })
  }
  return lengths
}
