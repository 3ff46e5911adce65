import type { Core } from '../core.ts'
import type { Transaction } from '../database/connection/write.ts'
import { findLocation, markMissing, upsertLocation } from '../database/contents/locations.ts'
import { findVideo, findVideoByPath, updateVideo } from '../database/videos.ts'
import type { Content } from './hash-unchanged.ts'
import { offlineAmong } from './offline.ts'

/** A file of a video at its new path. */
export interface MovedFile extends Content {
  video_id: string
  oldPaths: readonly string[]
  /** True if the new path becomes the one that the video plays from. */
  isPlayed: boolean
}

/** Transactions are short: other processes, and the window, wait for them. */
const writeSize = 100

/**
 * Has videos follow their files. The new locations have no `verified_at` until the files are read. `onRecorded` is
 * called with those that were followed; a file is left out if its video or path was changed by another process
 * meanwhile.
 */
export async function recordMovedFiles(
  core: Core,
  moved: readonly MovedFile[],
  onRecorded: (files: readonly MovedFile[]) => void,
): Promise<void> {
  const oldPaths = moved.flatMap((file) => file.oldPaths)
  const isOffline = await offlineAmong(core, oldPaths)
  for (let start = 0; start < moved.length; start += writeSize) {
    const recorded = await core.write(async (transaction) => {
      const done: MovedFile[] = []
      for (const file of moved.slice(start, start + writeSize)) {
        if (await follow(transaction, file, isOffline)) done.push(file)
      }
      transaction.touch('videos', 'analyses', 'processing')
      return done
    })
    onRecorded(recorded)
  }
}

async function follow(
  { db, now }: Transaction,
  file: MovedFile,
  isOffline: (path: string) => boolean,
): Promise<boolean> {
  const { path, video_id, file_hash, size_bytes, mtime_ms, sample_hash, oldPaths, isPlayed } = file
  const video = await findVideo(db, video_id)
  const last = await findLocation(db, path)
  const other = await findVideoByPath(db, path)
  if (video?.file_hash !== file_hash || last?.missing_since === null || (other && other.id !== video_id)) return false
  const fingerprint = { size_bytes, mtime_ms, sample_hash }
  await upsertLocation(db, { path, file_hash, ...fingerprint, seen_at: now, verified_at: null })
  for (const old of oldPaths) if (old !== path && !isOffline(old)) await markMissing(db, old, now)
  if (isPlayed) await updateVideo(db, video_id, { file_path: path })
  return true
}
