import { rm } from 'node:fs/promises'
import pLimit from 'p-limit'
import type { Frame } from '../../../shared/contract/timelines.ts'
import { RushesError } from '../../../shared/errors.ts'
import { removeUnrecordedFrames } from '../../contents/unrecorded-frames.ts'
import type { Core } from '../../core.ts'
import { setCheckpointStats } from '../../database/checkpoints.ts'
import type { Transaction } from '../../database/connection/write.ts'
import { countLeaving } from '../../database/contents/leaving-files.ts'
import { insertFrames } from '../../database/timelines/frames.ts'
import { setTimelineFrames } from '../../database/timelines.ts'
import { announceFrames, placeFrame } from '../../storage/frames.ts'

/** A frame whose JPEG is in the incoming folder. */
export interface NewFrame extends Frame {
  path: string
}

/** Frames that are synced to the disk at the same time. */
const atOnce = 8

/**
 * Moves frames into the library, then runs `record` in a transaction. Frames that another timeline has are not stored
 * again. If the transaction fails, those that are needed by none are removed.
 * @throws RushesError CONFLICT if another process removed frames meanwhile
 */
export async function storeFrames(
  core: Core,
  frames: readonly NewFrame[],
  record: (transaction: Transaction) => Promise<void>,
): Promise<void> {
  const { layout } = core
  const fileHashes = [...new Set(frames.map(({ file_hash }) => file_hash))]
  const left = await countLeaving(core.db)
  const marker = await announceFrames(layout, fileHashes)
  try {
    const limit = pLimit(atOnce)
    const distinct = new Map(frames.map((frame) => [frame.file_hash, frame]))
    await Promise.all([...distinct.values()].map((frame) => limit(() => placeFrame(layout, frame))))
    await core.write(async (transaction) => {
      if ((await countLeaving(transaction.db)) !== left)
        throw new RushesError('CONFLICT', 'Another process removed files of the library meanwhile. Start again.')
      await record(transaction)
    })
  } catch (error) {
    await removeUnrecordedFrames(core, fileHashes).catch(() => undefined)
    throw error
  } finally {
    await rm(marker, { force: true })
  }
}

/** Records the frames of a timeline, and their number in the statistics of its root. */
export async function recordFrames(
  { db, touch }: Transaction,
  timeline: { id: string; root_checkpoint_id: string },
  frames: readonly Frame[],
): Promise<void> {
  await insertFrames(db, timeline.id, frames)
  await setTimelineFrames(db, timeline.id, frames.length)
  const stats = JSON.stringify({ frames_extracted: frames.length })
  await setCheckpointStats(db, timeline.root_checkpoint_id, stats)
  touch('timelines')
}
