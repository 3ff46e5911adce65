import type { Db } from './connection.ts'

export interface Length {
  seconds: number
  /** How long a frame is on screen. */
  frameSeconds: number
}

/** Where the frame rate of a video is not known. */
const usualFrameSeconds = 1 / 24

/** How long the videos with these contents last, by content; without those of which nobody knows. */
export async function listLengths(db: Db, fileHashes: readonly string[]): Promise<Map<string, Length>> {
  const lengths = new Map<string, Length>()
  for (let start = 0; start < fileHashes.length; start += 500) {
    const rows = await db
      .selectFrom('videos')
      .select(['file_hash', 'duration_seconds', 'fps'])
      .where('file_hash', 'in', fileHashes.slice(start, start + 500))
      .execute()
    for (const { file_hash, duration_seconds: seconds, fps } of rows) {
      if (typeof seconds !== 'number' || seconds <= 0) continue
      lengths.set(file_hash, { seconds, frameSeconds: fps && fps > 0 ? 1 / fps : usualFrameSeconds })
    }
  }
  return lengths
}
