import { setTimeout as wait } from 'node:timers/promises'
import { call } from '@orpc/server'
import { isActive } from '../../../shared/contract/jobs.ts'
import type { Core } from '../../core.ts'
import { requireJob } from '../../database/jobs.ts'
import type { ListedVideo } from '../../database/videos/listed-video.ts'
import { listVideos } from '../../database/videos.ts'
import { analyses } from '../analyses.ts'
import type { CallContext } from '../calls/implement.ts'
import { checkpoints } from '../checkpoints.ts'
import { duplicates } from '../duplicates.ts'
import { jobs } from '../jobs.ts'
import { processing } from '../processing.ts'
import { tags } from '../tags.ts'
import { timelines } from '../timelines.ts'
import { videos } from '../videos.ts'

/**
 * Adds what a person and pipelines would have made of the demo takes: ratings, tags, a cut, a segment, analyses, the
 * hashes by which similar takes are found, and a timeline with two attempts at a detection. Waits for the jobs
 * that do the longer work.
 */
export async function addDemoResults(context: CallContext, signal: AbortSignal): Promise<void> {
  const { core } = context
  const [ferry, lanterns, kitchen] = await Promise.all([
    takesOf(core, 'Ferry leaves at dusk'),
    takesOf(core, 'Lanterns on the water'),
    takesOf(core, 'Kitchen, morning light'),
  ])
  const [first, second] = ferry
  const [lantern, otherLantern] = lanterns
  const [meal] = kitchen
  // Takes that were removed are not replaced.
  if (!first || !second || !lantern || !otherLantern || !meal) return
  await rateAndTag(context, { selects: [first, lantern], maybe: [second, meal], rejected: [otherLantern] })
  const segment = { action: 'extract_segment', video_id: meal.id, start_seconds: 0.5, end_seconds: 1.5 } as const
  const takes = [first, lantern, meal].map(({ id }) => id)
  const extraction = await call(processing.start, segment, { context })
  const stitch = await call(processing.start, { action: 'stitch', video_ids: takes }, { context })
  await untilEnded(core, stitch, signal)
  const { items } = await call(jobs.items, { id: stitch.id }, { context })
  const cut = items.flatMap(({ video_id }) => video_id ?? [])
  const video_ids = [...cut, ...[...ferry, ...lanterns, ...kitchen].map(({ id }) => id)]
  const analysed = ['scenes', 'loudness', 'black'].map((analyser) =>
    call(analyses.run, { analyser, video_ids }, { context }),
  )
  const hashed = await call(duplicates.hash, undefined, { context })
  await addTimeline(context, first, signal)
  for (const job of [extraction, ...(await Promise.all(analysed)), hashed]) if (job) await untilEnded(core, job, signal)
}

/** Waits for the end of a job. @throws AbortError by `signal`. */
async function untilEnded({ db }: Core, { id }: { id: string }, signal: AbortSignal): Promise<void> {
  while (isActive((await requireJob(db, id)).state)) await wait(200, undefined, { signal })
}

async function takesOf({ db }: Core, scene: string): Promise<ListedVideo[]> {
  const found = await listVideos(db, { search: `"${scene}"` }, { sort: 'name', order: 'asc', offset: 0, limit: 10 })
  // Cuts are named after their first take.
  return found.filter(({ name }) => /, take \d$/.test(name))
}

interface Judged {
  selects: readonly ListedVideo[]
  maybe: readonly ListedVideo[]
  rejected: readonly ListedVideo[]
}

async function rateAndTag(context: CallContext, { selects, maybe, rejected }: Judged): Promise<void> {
  const idsOf = (takes: readonly ListedVideo[]) => takes.map(({ id }) => id)
  const ratings = [
    { ids: idsOf(selects), rating: 5 },
    { ids: idsOf(maybe), rating: 3 },
    { ids: idsOf(rejected), rating: 1 },
  ]
  await call(videos.rate, { ratings }, { context })
  const changes = [
    { ids: idsOf(selects), add: ['selects'] },
    { ids: idsOf([...selects, ...maybe]), add: ['episode 1'] },
  ]
  await call(tags.change, { changes }, { context })
}

const framesPerSecond = 4

/** Adds a timeline of a take with two attempts at a detection, unless it has some already. */
async function addTimeline(context: CallContext, video: ListedVideo, signal: AbortSignal): Promise<void> {
  const request = { video_id: video.id, fps: framesPerSecond }
  const { timeline_id, checkpoint_id: root, job_id } = await call(timelines.create, request, { context })
  if (job_id !== null) await untilEnded(context.core, { id: job_id }, signal)
  const timeline = await call(timelines.get, { id: timeline_id }, { context })
  if (timeline.checkpoints > 1 || timeline.frames === 0) return

  const save = async (parent_checkpoint_id: string, threshold: number, stage: Record<string, unknown>) => {
    const checkpoint = { timeline_id, parent_checkpoint_id, config_overrides: { threshold }, ...stage }
    return (await call(checkpoints.save, checkpoint, { context })).checkpoint_id
  }
  const detect = (share: number) => ({
    stage_name: 'detect',
    output: { detections: boxesOfLight(video, timeline.frames, share) },
  })
  const tracks = [{ id: 1, label: 'light', first_frame: 0, last_frame: timeline.frames - 1 }]
  const strict = await save(root, 0.5, detect(0.2))
  await save(strict, 0.5, { stage_name: 'track', output: { tracks } })
  await save(root, 0.3, { ...detect(0.32), is_scenario: true, scenario_label: 'Lower threshold' })
}

/** Boxes around the light in the first take of the ferry, which moves to the right by 0.03 of the width per second. */
function boxesOfLight({ width, height }: ListedVideo, frames: number, share: number): object[] {
  const [wide, high] = [width ?? 0, height ?? 0]
  return Array.from({ length: frames }, (_, frame) => {
    const [x, y] = [wide * (0.3 + (0.03 * frame) / framesPerSecond), high * 0.55]
    const bbox = [x - (wide * share) / 2, y - (high * share) / 2, wide * share, high * share].map(Math.round)
    return { frame, bbox, label: 'light', score: Math.round((0.94 - frame * 0.03) * 100) / 100 }
  })
}
