import pLimit from 'p-limit'
import type { Job } from '../../shared/contract/jobs.ts'
import { describeFileError, RushesError } from '../../shared/errors.ts'
import { frameTimes, hashFrames, hashVideo, perceptualHashVersion } from '../../shared/perceptual-hash.ts'
import type { Core } from '../core.ts'
import { countPerceptualHashes, listUnhashed, putPerceptualHash } from '../database/perceptual-hashes.ts'
import { toTimestamp } from '../database/timestamp.ts'
import { requireVideo } from '../database/videos.ts'
import { contentAt } from '../ingest/content-at.ts'
import type { RunningJob } from '../jobs/running-job.ts'
import { decodeGreyFrames } from '../media/grey-frames.ts'
import { absolutePath } from '../storage/layout.ts'

/**
 * Starts the job that hashes how videos look, of those that have no hash of this version yet, or finds the one that is at it. Null where
 * all have one.
 */
export async function startHashing(core: Core): Promise<Job | null> {
  const { due } = await countPerceptualHashes(core.db, perceptualHashVersion)
  if (due === 0) return null
  const title = 'how takes look'
  const job = { kind: 'perceptual_hash', title, unit: 'files', total: due, isOnlyOne: true } as const
  return await core.jobs.start(job, (running) => hashAll(core, running, due))
}

const listedAtOnce = 100
const decodedAtOnce = 2

async function hashAll(core: Core, job: RunningJob, due: number): Promise<void> {
  const limit = pLimit(decodedAtOnce)
  let done = 0
  let last = 0
  for (;;) {
    const videos = await listUnhashed(core.db, perceptualHashVersion, last, listedAtOnce)
    if (videos.length === 0) return
    last = videos.at(-1)?.rowid ?? last
    await limit.map(videos, async (video) => {
      await job.unpaused()
      if (job.signal.aborted) return
      await job.file(absolutePath(core.layout, video.file_path), () => hashOne(core, video, job))
      done += 1
      job.progress(done, Math.max(done, due))
    })
    if (job.signal.aborted) return
  }
}

interface Unhashed {
  id: string
  file_hash: string
  file_path: string
  duration_seconds: number | null
}

/** A file that is not there is remembered as missing, one that cannot be decoded is noted with its content: neither is tried for ever. */
async function hashOne(core: Core, video: Unhashed, job: RunningJob): Promise<void> {
  const path = absolutePath(core.layout, video.file_path)
  try {
    const frames = await decodeContent(core, video, path, job.signal)
    await keep(core, video.file_hash, { hash: hashVideo(frames), error: null })
  } catch (error) {
    if (job.signal.aborted) return
    const { code, message } = describeFileError(error, path)
    if (code === 'TOOL_MISSING') throw error
    if (code === 'TOOL_FAILED') await keep(core, video.file_hash, { hash: null, error: message })
    job.item({ path, outcome: 'failed', video_id: video.id, error: { code, message } })
  }
}

async function decodeContent(
  core: Core,
  { file_hash, duration_seconds }: Unhashed,
  path: string,
  signal: AbortSignal,
): Promise<Uint8Array> {
  const content = await contentAt(core, path, { signal, expected: file_hash })
  if (content.file_hash !== file_hash) {
    throw new RushesError('FILE_CHANGED', `${path} holds another content by now.`)
  }
  const ffmpeg = await core.tools.ffmpeg()
  return await core.takeTurn(signal, () =>
    decodeGreyFrames(ffmpeg.path, path, { durationSeconds: duration_seconds, signal }),
  )
}

async function keep(core: Core, fileHash: string, made: { hash: string | null; error: string | null }): Promise<void> {
  await core.write(async (db, touch) => {
    const row = { file_hash: fileHash, version: perceptualHashVersion, hashed_at: toTimestamp(core.clock()), ...made }
    await putPerceptualHash(db, row)
    touch('duplicates')
  })
}

/** The hashes of the frames of one video, as they are now. @throws RushesError NOT_FOUND, FILE_MISSING, FILE_CHANGED, TOOL_FAILED */
export async function hashFramesOf(core: Core, videoId: string, signal: AbortSignal) {
  const video = await requireVideo(core.db, videoId)
  const frames = await decodeContent(core, video, absolutePath(core.layout, video.file_path), signal)
  const times = frameTimes(video.duration_seconds ?? 0)
  return hashFrames(frames).map((hash, index) => ({ at_seconds: times[index] ?? 0, hash }))
}
