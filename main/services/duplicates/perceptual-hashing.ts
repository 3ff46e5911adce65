import type { Job } from '../../../shared/contract/jobs.ts'
import { frameTimes, hashFrames, hashVideo, perceptualHashVersion } from '../../../shared/duplicates/perceptual-hash.ts'
import { describeFileError } from '../../../shared/errors.ts'
import { withContent } from '../../contents/open-content.ts'
import type { Core } from '../../core.ts'
import {
  countPerceptualHashes,
  listUnhashed,
  upsertPerceptualHash,
} from '../../database/duplicates/perceptual-hashes.ts'
import { requireVideo } from '../../database/videos.ts'
import { eachFile, eachRow, type JobFile } from '../../jobs/each-file.ts'
import type { RunningJob } from '../../jobs/running-job.ts'
import { decodeGreyFrames } from '../../media/previews/grey-frames.ts'
import { absolutePath } from '../../storage/absolute-path.ts'

/**
 * Starts the job that hashes videos without a perceptual hash of this version, or finds the active one. Null if no
 * video lacks a hash.
 */
export async function startHashing(core: Core): Promise<Job | null> {
  const { due } = await countPerceptualHashes(core.db, perceptualHashVersion)
  if (due === 0) return null
  const job = { kind: 'perceptual_hash', title: 'similarity scan', unit: 'files', total: due, isOnlyOne: true } as const
  return await core.jobs.start(job, (running) => hashAll(core, running))
}

const pageSize = 100
const decodedAtOnce = 2

async function hashAll(core: Core, job: RunningJob): Promise<void> {
  // Without the decoder no video can be hashed, so the job fails and not each file.
  await core.decoder.identify()
  const listFiles = async (last?: UnhashedFile) => {
    const videos = await listUnhashed(core.db, perceptualHashVersion, last?.rowid ?? 0, pageSize)
    return videos.map((video) => ({ ...video, path: absolutePath(core.layout, video.file_path), video_id: video.id }))
  }
  await eachFile(job, eachRow(listFiles), (file) => hashFile(core, file, job.signal), decodedAtOnce)
}

interface UnhashedFile extends JobFile {
  file_hash: string
  file_path: string
  duration_seconds: number | null
  rowid: number
}

/** Hashes one video. That a file is missing, or cannot be decoded, is recorded, so that it is not retried forever. */
async function hashFile(core: Core, file: UnhashedFile, signal: AbortSignal): Promise<void> {
  try {
    const frames = await decodeContent(core, file, signal)
    await save(core, file.file_hash, { hash: hashVideo(frames), error: null })
  } catch (error) {
    const { code, message } = describeFileError(error, file.path)
    if (code === 'TOOL_FAILED' && !signal.aborted) await save(core, file.file_hash, { hash: null, error: message })
    throw error
  }
}

async function decodeContent(
  core: Core,
  video: { file_hash: string; file_path: string; duration_seconds: number | null },
  signal: AbortSignal,
): Promise<Uint8Array> {
  return await core.withDecodeSlot({ signal }, () =>
    withContent(core, video, { signal }, ({ path }) =>
      decodeGreyFrames(core.decoder, path, { durationSeconds: video.duration_seconds, signal }),
    ),
  )
}

async function save(
  core: Core,
  fileHash: string,
  result: { hash: string | null; error: string | null },
): Promise<void> {
  await core.write(async ({ db, touch, now }) => {
    const row = { file_hash: fileHash, version: perceptualHashVersion, hashed_at: now, ...result }
    await upsertPerceptualHash(db, row)
    touch('duplicates')
  })
}

/**
 * Returns the hashes of the frames of one video, decoded anew.
 * @throws RushesError NOT_FOUND, FILE_MISSING, FILE_CHANGED, TOOL_FAILED
 */
export async function hashFramesOf(core: Core, videoId: string, signal: AbortSignal) {
  const video = await requireVideo(core.db, videoId)
  const frames = await decodeContent(core, video, signal)
  const times = frameTimes(video.duration_seconds ?? 0)
  return hashFrames(frames).map((hash, index) => ({ at_seconds: times[index] ?? 0, hash }))
}
