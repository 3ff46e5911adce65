import { mkdir, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { v7 as uuidv7 } from 'uuid'
import type { z } from 'zod'
import type { GivenFrame, givenTimelineSchema } from '../../../shared/contract/timelines.ts'
import { describeFileError } from '../../../shared/errors.ts'
import type { Core } from '../../core.ts'
import { insertCheckpoint } from '../../database/checkpoints.ts'
import { insertFrames } from '../../database/timelines/frames.ts'
import { insertTimeline } from '../../database/timelines.ts'
import { isJpeg } from '../../media/timelines/is-jpeg.ts'
import { incomingFolder } from '../../storage/incoming.ts'
import { privateFolder } from '../../storage/make-folder.ts'
import { badField, requireAbsolute } from '../calls/input.ts'
import { type NewFrame, recordAllFrames, storeFrames } from './record-frames.ts'

export type GivenTimeline = z.output<typeof givenTimelineSchema>

/** A frame of another program, in a JPEG at an absolute path. */
export type FrameFile = GivenFrame & { path: string }

/** Copies frames into the library, or moves them, which is for files in the incoming folder. */
type Mode = 'copy' | 'move'

/**
 * Creates a timeline of frames in files, with its root checkpoint. The order of the list does not matter.
 * @throws RushesError BAD_INPUT for a sequence that occurs twice, times that go back, or a file that is no JPEG;
 * FILE_MISSING, DISK_FULL
 */
export async function createFromFiles(core: Core, given: GivenTimeline, files: readonly FrameFile[], mode: Mode) {
  core.access.requireWritable()
  requireAbsolute(
    'frames',
    files.map(({ path }) => path),
  )
  const ordered = requireOrder(files)
  const [id, root_checkpoint_id] = [uuidv7(), uuidv7()]
  const folder = join(incomingFolder(core.layout), `timeline-${id}`)
  await mkdir(folder, { mode: privateFolder })
  try {
    const frames: NewFrame[] = []
    for (const file of ordered) {
      const path = mode === 'move' ? file.path : join(folder, `${file.sequence}.jpg`)
      frames.push(await hashFrame(core, file, path))
    }
    const { source_video, ...facts } = given
    await storeFrames(core, frames, async (transaction) => {
      const { db, now: created_at } = transaction
      const source = { ...facts, source_video: source_video || given.source_asset_id || 'frames', at: 'given' } as const
      await insertTimeline(db, { id, root_checkpoint_id, created_at, ...source })
      await insertCheckpoint(db, { id: root_checkpoint_id, timeline_id: id, created_at })
      await insertFrames(db, id, frames)
      await recordAllFrames(transaction, { id, root_checkpoint_id }, frames.length)
    })
    return { timeline_id: id, checkpoint_id: root_checkpoint_id }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Returns the frames in the order of their sequence, in which time does not go back. */
function requireOrder(files: readonly FrameFile[]): FrameFile[] {
  const ordered = files.toSorted((a, b) => a.sequence - b.sequence)
  for (const [index, frame] of ordered.entries()) {
    const before = ordered[index - 1]
    if (before === undefined) continue
    if (before.sequence === frame.sequence) throw badField('frames', `The sequence ${frame.sequence} occurs twice.`)
    if (before.timestamp <= frame.timestamp) continue
    const times = `Frame ${frame.sequence} is at ${frame.timestamp} s, before frame ${before.sequence}`
    throw badField('frames', `${times} at ${before.timestamp} s. Number them in the order of time.`)
  }
  return ordered
}

/** Hashes a frame, and copies it to `path` unless it is there. */
async function hashFrame(core: Core, { path: source, ...frame }: FrameFile, path: string): Promise<NewFrame> {
  const name = basename(source)
  try {
    if (!(await isJpeg(source))) throw badField('frames', `Frame ${frame.sequence} (${name}) is no JPEG.`)
    const { file_hash, size_bytes } = await core.files.run({
      ...{ kind: 'hash', path: source },
      ...(path !== source && { copyTo: path }),
    })
    return { ...frame, frame_number: null, file_hash, size_bytes, path }
  } catch (error) {
    throw describeFileError(error, source)
  }
}
