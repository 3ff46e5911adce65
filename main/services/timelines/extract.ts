import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { v7 as uuidv7 } from 'uuid'
import type { Timeline } from '../../../shared/contract/timelines.ts'
import { formatCount } from '../../../shared/units.ts'
import { requireContent, whileUnchanged } from '../../contents/open-content.ts'
import type { Core } from '../../core.ts'
import { insertCheckpoint } from '../../database/checkpoints.ts'
import type { Transaction } from '../../database/connection/write.ts'
import { insertFrames } from '../../database/timelines/frames.ts'
import { findTimelineOfRequest, insertTimeline, requireTimeline, setTimelineJob } from '../../database/timelines.ts'
import type { ListedVideo } from '../../database/videos/listed-video.ts'
import { requireVideo } from '../../database/videos.ts'
import type { RunningJob } from '../../jobs/running-job.ts'
import type { ExtractedFrame } from '../../media/timelines/arriving-frames.ts'
import { extractFrames, mostFrames, type Selection } from '../../media/timelines/extract-frames.ts'
import { incomingFolder } from '../../storage/incoming.ts'
import { privateFolder } from '../../storage/make-folder.ts'
import { badField } from '../calls/input.ts'
import { hashConfig } from '../configurations/hash-config.ts'
import { decodablePath } from '../videos/decodable-path.ts'
import { clearFrames, type NewFrame, recordAllFrames, storeFrames } from './record-frames.ts'

/** Changes whenever the same request would give other frames. */
const extractionVersion = '1'

interface Request {
  video_id: string
  at: Selection['at']
  fps?: number | undefined
  every?: number | undefined
  threshold?: number | undefined
  profile_name: string
}

/** Returns which frames a request asks for. @throws RushesError BAD_INPUT for a field that would be ignored. */
function selectionOf({ at, fps, every, threshold }: Request): Selection {
  const given = { fps: [fps, 'fps'], every: [every, 'every'], threshold: [threshold, 'scenes'] } as const
  for (const [field, [value, only]] of Object.entries(given))
    if (value !== undefined && only !== at) throw badField(field, `Only for frames at “${only}”, not at “${at}”.`)
  if (at === 'fps') return { at, fps: fps ?? 2 }
  if (at === 'scenes') return { at, threshold: threshold ?? 0.3 }
  if (every === undefined) throw badField('every', 'Say how many frames to advance each time.')
  return { at, every }
}

function requireFew(video: ListedVideo, selection: Selection): void {
  const expected =
    selection.at === 'fps'
      ? Math.min(selection.fps * (video.duration_seconds ?? 0), video.frame_count ?? Number.POSITIVE_INFINITY)
      : selection.at === 'every'
        ? (video.frame_count ?? 0) / selection.every
        : 0
  if (expected <= mostFrames) return
  const frames = formatCount(Math.round(expected), 'frame')
  throw badField(selection.at, `That is ${frames}; a timeline has at most ${formatCount(mostFrames)}.`)
}

/**
 * Returns the timeline of a request, and the job that extracts its frames unless they are there. A timeline whose job
 * failed gets another one.
 * @throws RushesError NOT_FOUND, BAD_INPUT
 */
export async function createFromVideo(core: Core, request: Request) {
  const video = await requireVideo(core.db, request.video_id)
  const selection = selectionOf(request)
  requireFew(video, selection)
  const timeline = await findOrInsert(core, video, request, selection)
  const job_id = timeline.state === 'ready' ? null : await extractOnce(core, video, timeline, selection)
  return { timeline_id: timeline.id, checkpoint_id: timeline.root_checkpoint_id, job_id }
}

async function findOrInsert(
  core: Core,
  video: ListedVideo,
  { profile_name }: Request,
  selection: Selection,
): Promise<Timeline> {
  const { file_hash } = video
  const identity = { video_id: video.id, file_hash, profile_name, ...selection, version: extractionVersion }
  const request_hash = hashConfig(identity).config_hash
  return await core.write(async ({ db, touch, now }) => {
    const found = await findTimelineOfRequest(db, request_hash)
    if (found) return found
    const [id, root_checkpoint_id] = [uuidv7(), uuidv7()]
    const source = { source_video: video.name, source_asset_id: video.id, file_hash, profile_name, ...selection }
    await insertTimeline(db, { id, root_checkpoint_id, request_hash, created_at: now, ...source })
    const stats = JSON.stringify({ frames_extracted: 0 })
    await insertCheckpoint(db, { id: root_checkpoint_id, timeline_id: id, stats, created_at: now })
    touch('timelines')
    return await requireTimeline(db, id)
  })
}

async function extractOnce(
  core: Core,
  video: ListedVideo,
  timeline: Timeline,
  selection: Selection,
): Promise<string | null> {
  if (timeline.state === 'extracting') return timeline.job_id
  const total = video.duration_seconds
  const start = { kind: 'timeline', title: video.name, unit: 'seconds', total } as const
  const job = await core.jobs.start(start, async (running) => {
    if ((await claim(core, timeline.id, running.id)) === running.id)
      await extract(core, video, timeline, selection, running)
  })
  return await claim(core, timeline.id, job.id)
}

/** Makes a job the one that extracts the frames of a timeline, unless another one does. Returns the id of that job. */
async function claim(core: Core, timelineId: string, jobId: string): Promise<string | null> {
  return await core.write(async ({ db, touch }) => {
    const { state, job_id } = await requireTimeline(db, timelineId)
    if (state !== 'failed') return job_id
    await setTimelineJob(db, timelineId, jobId)
    touch('timelines')
    return jobId
  })
}

/** Extracts the frames of a timeline and records them as they come; none stays if that fails. */
async function extract(
  core: Core,
  video: ListedVideo,
  timeline: Timeline,
  selection: Selection,
  job: RunningJob,
): Promise<void> {
  const { signal } = job
  await core.withDecodeSlot({ signal }, async () => {
    const content = await requireContent(core, video, { signal })
    const folder = join(incomingFolder(core.layout), job.id)
    await mkdir(folder, { mode: privateFolder })
    try {
      // A process that was killed may have left some.
      await clearFrames(core, timeline.id)
      const path = await decodablePath(core, content, signal)
      const total = video.duration_seconds
      const onProgress = (seconds: number) => job.progress(Math.min(seconds, total ?? seconds), total)
      const extraction = { ffmpeg: await core.tools.ffmpeg(), selection, folder, signal, onProgress }
      const count = await whileUnchanged(core, [content], { signal }, async () => {
        let recorded = 0
        for await (const frames of extractFrames(path, extraction))
          recorded += await recordFrames(core, timeline.id, recorded, frames, signal)
        return recorded
      })
      await core.write((transaction) => recordAllFrames(transaction, timeline, count))
      job.progress(total ?? 0, total)
      job.item({ path: video.file_path, video_id: video.id, outcome: 'made' })
    } catch (error) {
      await clearFrames(core, timeline.id).catch((left) => core.log.warn('frames not removed', { error: String(left) }))
      throw error
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  })
}

/** Frames that are hashed, stored and recorded together. */
const recordedAtOnce = 100

/** Stores and records the next frames of a timeline, from the sequence `start`. Returns their number. */
async function recordFrames(
  core: Core,
  timelineId: string,
  start: number,
  extracted: readonly ExtractedFrame[],
  signal: AbortSignal,
): Promise<number> {
  for (let from = 0; from < extracted.length; from += recordedAtOnce) {
    const frames = await hashFrames(core, start + from, extracted.slice(from, from + recordedAtOnce), signal)
    const record = async ({ db, touch }: Transaction) => {
      await insertFrames(db, timelineId, frames)
      touch('timelines')
    }
    await storeFrames(core, frames, record, signal)
    for (const { path } of frames) await rm(path, { force: true })
  }
  return extracted.length
}

async function hashFrames(
  core: Core,
  start: number,
  extracted: readonly ExtractedFrame[],
  signal: AbortSignal,
): Promise<NewFrame[]> {
  const hashes = await core.files.run({ kind: 'hashes', paths: extracted.map(({ path }) => path) }, { signal })
  return extracted.map((frame, index) => {
    const hashed = hashes[index]
    if (!hashed) throw new Error(`${frame.path} could not be read.`)
    const { file_hash, size_bytes } = hashed
    return { ...frame, sequence: start + index, chunk_id: 0, file_hash, size_bytes }
  })
}
