import { rm } from 'node:fs/promises'
import pLimit from 'p-limit'
import type { Frame } from '../../../shared/contract/timelines.ts'
import { RushesError } from '../../../shared/errors.ts'
import { deleteUnneededObjects } from '../../contents/bucket-deletions.ts'
import { removeUnrecordedFrames } from '../../contents/unrecorded-frames.ts'
import type { Core } from '../../core.ts'
import { setCheckpointStats } from '../../database/checkpoints.ts'
import type { Transaction } from '../../database/connection/write.ts'
import { countLeaving } from '../../database/contents/leaving-files.ts'
import { findStorageSettings, insertBucketFrames, listBucketFrames } from '../../database/storage.ts'
import { deleteFrames, listFrameContents } from '../../database/timelines/frames.ts'
import { setTimelineFrames } from '../../database/timelines.ts'
import { settleAll } from '../../jobs/each-file.ts'
import { announceFrames } from '../../storage/frames.ts'
import { cachedFramePath, framePath } from '../../storage/layout.ts'
import { folderObjects } from '../../storage/objects/folder-objects.ts'
import { keyOf } from '../../storage/objects/object-store.ts'

/** A frame whose JPEG is in the incoming folder. */
export interface NewFrame extends Frame {
  path: string
}

/** Frames that are synced to the disk, or uploaded, at the same time. */
const atOnce = 8

/**
 * Stores frames in the library's folder, or in its bucket if it is set to, then runs `record` in a transaction. Frames
 * that another timeline has are not stored again. If the transaction fails, those that are needed by none are removed.
 * @throws RushesError CONFLICT if another process removed frames meanwhile; STORAGE_FAILED, CANCELLED
 */
export async function storeFrames(
  core: Core,
  frames: readonly NewFrame[],
  record: (transaction: Transaction) => Promise<void>,
  signal?: AbortSignal,
): Promise<void> {
  const { layout } = core
  const fileHashes = [...new Set(frames.map(({ file_hash }) => file_hash))]
  const left = await countLeaving(core.db)
  const marker = await announceFrames(layout, fileHashes)
  try {
    const distinct = [...new Map(frames.map((frame) => [frame.file_hash, frame])).values()]
    const isRemote = (await findStorageSettings(core.db))?.frames === 'bucket'
    await (isRemote ? storeInBucket(core, distinct, signal) : storeInFolder(core, distinct, signal))
    await core.write(async (transaction) => {
      if ((await countLeaving(transaction.db)) !== left)
        throw new RushesError('CONFLICT', 'Another process removed files of the library meanwhile. Start again.')
      await record(transaction)
      if (isRemote) await insertBucketFrames(transaction.db, fileHashes)
    })
  } catch (error) {
    await removePictures(core, fileHashes).catch((left) => core.log.warn('frames not removed', { error: String(left) }))
    throw error
  } finally {
    await rm(marker, { force: true })
  }
}

async function storeInFolder({ layout }: Core, frames: readonly NewFrame[], signal?: AbortSignal): Promise<void> {
  const store = folderObjects(layout)
  await eachAtOnce(frames, (frame) => store.put(keyOf(layout, framePath(layout, frame.file_hash)), frame, { signal }))
}

/** Uploads frames, and keeps them in the cache too, where the page reads them next. */
async function storeInBucket(core: Core, frames: readonly NewFrame[], signal?: AbortSignal): Promise<void> {
  const { layout } = core
  const { store } = await core.bucket.open('patient')
  const stored = new Set(
    await listBucketFrames(
      core.db,
      frames.map(({ file_hash }) => file_hash),
    ),
  )
  const cache = folderObjects(layout)
  await eachAtOnce(frames, async (frame) => {
    const key = keyOf(layout, framePath(layout, frame.file_hash))
    // The bucket may have been emptied since.
    const there = stored.has(frame.file_hash) ? await store.head(key, signal) : undefined
    if (there?.size_bytes !== frame.size_bytes) await store.put(key, frame, { signal })
    await cache.put(keyOf(layout, cachedFramePath(layout, frame.file_hash)), frame)
  })
}

/** After the first failure no further frame is begun, and those that were begun end before it is thrown. */
async function eachAtOnce(frames: readonly NewFrame[], work: (frame: NewFrame) => Promise<void>): Promise<void> {
  const limit = pLimit(atOnce)
  let hasFailed = false
  const workOn = async (frame: NewFrame) => {
    if (hasFailed) return
    await work(frame).catch((error) => {
      hasFailed = true
      throw error
    })
  }
  await settleAll(frames.map((frame) => limit(() => workOn(frame))))
}

/** Records that a timeline has all its frames, with their number in the statistics of its root. */
export async function recordAllFrames(
  { db, touch }: Transaction,
  timeline: { id: string; root_checkpoint_id: string },
  count: number,
): Promise<void> {
  await setTimelineFrames(db, timeline.id, count)
  await setCheckpointStats(db, timeline.root_checkpoint_id, JSON.stringify({ frames_extracted: count }))
  touch('timelines')
}

/** Deletes the frames of a timeline, with the pictures that no other one has; those that stay are deleted later. */
export async function clearFrames(core: Core, timelineId: string): Promise<void> {
  const fileHashes = await listFrameContents(core.db, timelineId)
  if (fileHashes.length === 0) return
  const marker = await announceFrames(core.layout, fileHashes)
  await core.write(async ({ db, touch }) => {
    await deleteFrames(db, timelineId)
    await setTimelineFrames(db, timelineId, null)
    touch('timelines')
  })
  await removePictures(core, fileHashes)
  await rm(marker, { force: true })
}

/** Removes the pictures of frames that no timeline has. */
export async function removePictures(core: Core, fileHashes: readonly string[]): Promise<void> {
  await removeUnrecordedFrames(core, fileHashes)
  // Objects that cannot be deleted now stay on the list.
  await deleteUnneededObjects(core).catch((error) => core.log.warn('objects not deleted', { error: String(error) }))
}
