import type { Core } from '../core.ts'
import type { Db } from '../database/connection.ts'
import { findLocation, markMissing, putLocation } from '../database/locations.ts'
import { toTimestamp } from '../database/timestamp.ts'
import { findVideo, findVideoByPath, updateVideo } from '../database/videos.ts'
import type { Fingerprint } from '../media/hash-task.ts'
import { offlineAmong } from './offline.ts'

/** A known file that lies at another path now. */
export interface Moved extends Fingerprint {
  path: string
  video_id: string
  file_hash: string
  /** Where it was. */
  old_paths: readonly string[]
  /** Whether the video plays from the new path now. */
  plays: boolean
}

/** Transactions are short: other processes, and the window, wait for them. */
const writeSize = 100

/**
 * Has videos follow their files. The new locations have no `verified_at` until the files were read. `onRecorded` is told of those
 * that were followed; one whose video or path somebody else has changed meanwhile is left out.
 */
export async function recordMoved(
  core: Core,
  moved: readonly Moved[],
  onRecorded: (files: readonly Moved[]) => void,
): Promise<void> {
  const isOffline = await offlineAmong(
    core,
    core.db,
    moved.flatMap(({ old_paths }) => old_paths),
  )
  for (let start = 0; start < moved.length; start += writeSize) {
    const recorded = await core.write(async (db, touch) => {
      const done: Moved[] = []
      for (const file of moved.slice(start, start + writeSize)) {
        if (await follow(core, db, file, isOffline)) done.push(file)
      }
      touch('videos', 'analyses', 'processing')
      return done
    })
    onRecorded(recorded)
  }
}

async function follow(core: Core, db: Db, file: Moved, isOffline: (path: string) => boolean): Promise<boolean> {
  const { path, video_id, file_hash, size_bytes, mtime_ms, sample_hash } = file
  const [video, last, other] = [
    await findVideo(db, video_id),
    await findLocation(db, path),
    await findVideoByPath(db, path),
  ]
  if (video?.file_hash !== file_hash || last?.missing_since === null || (other && other.id !== video_id)) return false
  const now = toTimestamp(core.clock())
  const seen = { size_bytes, mtime_ms, sample_hash, seen_at: now, verified_at: null }
  await putLocation(db, { path, file_hash, ...seen })
  for (const old of file.old_paths) if (old !== path && !isOffline(old)) await markMissing(db, old, now)
  if (file.plays) await updateVideo(db, video_id, { file_path: path })
  return true
}
