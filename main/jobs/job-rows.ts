import { v7 as uuidv7 } from 'uuid'
import { isActive, isPausable, type Job } from '../../shared/contract/jobs.ts'
import { RushesError } from '../../shared/errors.ts'
import type { Write } from '../database/connection/write.ts'
import { insertJob, listActiveJobs, requireJob, updateJob } from '../database/jobs.ts'
import type { JobRow } from '../database/tables.ts'
import { hasEnded, thisProcess } from '../storage/process-life.ts'
import { jobOf } from './job.ts'

export interface JobStart {
  kind: Job['kind']
  title: string
  unit: Job['unit']
  total?: number | null
  /**
   * The video that it works on. A job of the same kind for the same video is returned instead of a second one, unless
   * it was cancelled.
   */
  video_id?: string
  /** True if it works on the whole library; an active job of the same kind is returned likewise. */
  isOnlyOne?: boolean
  /** The request, as JSON, so that the job can be started again. */
  request?: string
}

/** A process without a heartbeat for this long has ended, whatever computer it ran on. */
const silenceMs = 60_000

/** Active jobs of all cores that are open in this process. */
const ownJobs = new Set<string>()

/** Forgets a job of this process that has ended, or whose core is closed. */
export function releaseJob(id: string): void {
  ownJobs.delete(id)
}

/**
 * Returns whether the process that ran an active job has died, or its core in this process was closed. One that is only
 * busy misses heartbeats too.
 */
export function isLost({ id, owner, heartbeat_ms }: JobRow): boolean {
  if (owner === thisProcess) return !ownJobs.has(id)
  return hasEnded(owner) || Date.now() - heartbeat_ms > silenceMs
}

/** Inserts a queued job, or finds the active one that does the same. */
export async function recordJob(write: Write, asked: JobStart, now: string): Promise<{ job: Job; isNew: boolean }> {
  const id = uuidv7()
  // Before its row: another core of this process may find that at once.
  ownJobs.add(id)
  const recorded = write(async ({ db, touch }) => {
    const video_id = asked.video_id ?? null
    const running = video_id !== null || asked.isOnlyOne ? await listActiveJobs(db) : []
    const same = running.find((row) => row.kind === asked.kind && row.video_id === video_id && !row.cancel_requested)
    if (same) return { job: jobOf(same), isNew: false }
    await insertJob(db, {
      id,
      kind: asked.kind,
      state: 'queued',
      title: asked.title,
      unit: asked.unit,
      total: asked.total ?? null,
      video_id,
      request: asked.request ?? null,
      owner: thisProcess,
      heartbeat_ms: Date.now(),
      created_at: now,
    })
    touch('jobs')
    return { job: jobOf(await requireJob(db, id)), isNew: true }
  })
  const { isNew } = await recorded.catch(() => ({ isNew: false }))
  if (!isNew) releaseJob(id)
  return await recorded
}

/** Records that a job has started. */
export async function markRunning(write: Write, id: string, startedAt: string): Promise<void> {
  await write(async ({ db, touch }) => {
    await updateJob(db, id, { state: 'running', started_at: startedAt })
    touch('jobs')
  })
}

/** Records that the process of a job died before the job ended. */
export async function markInterrupted(write: Write, id: string, finishedAt: string): Promise<void> {
  await write(async ({ db, touch }) => {
    if (!isActive((await requireJob(db, id)).state)) return
    await updateJob(db, id, { state: 'interrupted', finished_at: finishedAt })
    touch('jobs')
  })
}

/** Requests that a job stop; has no effect on one that has ended. @throws RushesError NOT_FOUND */
export async function requestCancel(write: Write, id: string): Promise<Job> {
  return await write(async ({ db, touch }) => {
    const row = await requireJob(db, id)
    if (isActive(row.state)) {
      await updateJob(db, id, { cancel_requested: 1 })
      touch('jobs')
    }
    return jobOf(row)
  })
}

/**
 * Requests that a job pause or resume; has no effect on one that has ended.
 * @throws RushesError NOT_FOUND; NOT_SUPPORTED for a kind without files to pause between.
 */
export async function requestPause(write: Write, id: string, isPaused: boolean): Promise<Job> {
  return await write(async ({ db, touch }) => {
    const job = jobOf(await requireJob(db, id))
    if (!isActive(job.state)) return job
    if (!isPausable(job)) {
      throw new RushesError('NOT_SUPPORTED', `“${job.title}” can’t be paused, only cancelled.`)
    }
    await updateJob(db, id, { paused: isPaused ? 1 : 0 })
    touch('jobs')
    return { ...job, is_paused: isPaused }
  })
}
