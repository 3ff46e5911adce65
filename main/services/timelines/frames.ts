import { open, readFile } from 'node:fs/promises'
import { relative, sep } from 'node:path'
import type { Frame } from '../../../shared/contract/timelines.ts'
import { describeFileError, RushesError } from '../../../shared/errors.ts'
import { requireFrameFile } from '../../contents/frame-files.ts'
import type { Core } from '../../core.ts'
import { findStorageSettings, listBucketFrames } from '../../database/storage.ts'
import { countFrames, type FrameRange, listFrames, requireFrame } from '../../database/timelines/frames.ts'
import { requireTimeline } from '../../database/timelines.ts'
import { framePath } from '../../storage/layout.ts'
import { objectAddress } from '../../storage/objects/bucket-settings.ts'
import type { ServedFile } from '../videos/served-files.ts'

/** A page of pictures ends at this size, before base64. */
const mostBytes = 16 * 2 ** 20

interface FramePage extends FrameRange {
  id: string
  as: 'facts' | 'base64'
  limit: number
}

/**
 * Lists a page of the frames of a timeline, with their pictures for `base64`.
 * @throws RushesError NOT_FOUND; FILE_MISSING, which names the frame; STORAGE_FAILED
 */
export async function pageOfFrames(core: Core, { id, as, limit, ...range }: FramePage) {
  await requireTimeline(core.db, id)
  const total = await countFrames(core.db, id, range)
  const found = await listFrames(core.db, id, range, limit + 1)
  const listed = as === 'base64' ? fitting(found.slice(0, limit)) : found.slice(0, limit)
  const next = found[listed.length]?.sequence ?? null
  if (as === 'facts') return { items: listed, total, next }
  const items = []
  for (const frame of listed) items.push({ ...frame, jpeg_b64: (await readFrame(core, frame)).toString('base64') })
  return { items, total, next }
}

function fitting(frames: readonly Frame[]): Frame[] {
  let bytes = 0
  const end = frames.findIndex(({ size_bytes }, index) => {
    bytes += size_bytes
    return index > 0 && bytes > mostBytes
  })
  return end === -1 ? [...frames] : frames.slice(0, end)
}

async function readFrame(core: Core, frame: Frame): Promise<Buffer> {
  const path = await requireFrameFile(core, frame)
  return await readFile(path).catch((error) => {
    throw describeFileError(error, path)
  })
}

/** Opens the picture of a frame. @throws RushesError NOT_FOUND, FILE_MISSING, STORAGE_FAILED, CANCELLED */
export async function frameOf(core: Core, id: string, sequence: string, signal: AbortSignal): Promise<ServedFile> {
  const number = Number(sequence)
  if (!Number.isSafeInteger(number) || sequence.trim() === '')
    throw new RushesError('NOT_FOUND', `Frame not found: ${sequence} of the timeline ${id}.`)
  const frame = await requireFrame(core.db, id, number)
  const path = await requireFrameFile(core, frame, signal)
  const handle = await open(path).catch((error) => {
    throw describeFileError(error, path)
  })
  return { handle, contentType: 'image/jpeg', etag: frame.file_hash }
}

/**
 * Returns the paths and facts of all frames of a timeline as the reference system stores them. Frames in a bucket have
 * their address there, `s3://…`.
 */
export async function manifestOf(core: Core, id: string) {
  await requireTimeline(core.db, id)
  const frames = await listFrames(core.db, id, {})
  const settings = await findStorageSettings(core.db)
  const hashes = frames.map(({ file_hash }) => file_hash)
  const remote = new Set(await listBucketFrames(core.db, hashes))
  const addressOf = (path: string, isRemote: boolean) => {
    const key = relative(core.layout.folder, path).split(sep).join('/')
    return settings && isRemote ? objectAddress(settings, key) : key
  }
  const areRemote = hashes.length > 0 && hashes.every((hash) => remote.has(hash))
  return {
    frames_prefix: `${addressOf(core.layout.frames, areRemote)}/`,
    frames_manifest: Object.fromEntries(
      frames.map(({ sequence, file_hash }) => [
        String(sequence),
        addressOf(framePath(core.layout, file_hash), remote.has(file_hash)),
      ]),
    ),
    frames_meta: frames.map(({ sequence, chunk_id, timestamp, perceptual_hash }) => ({
      sequence,
      chunk_id,
      timestamp,
      perceptual_hash,
    })),
  }
}
