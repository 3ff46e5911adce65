import { v7 as uuidv7 } from 'uuid'
import { isActive, isPausable, type Job } from '../../shared/contract/jobs.ts'
import { RushesError } from '../../shared/errors.ts'
import { insertJob, listActiveJobs, requireJob, updateJob } from '../database/jobs.ts'
import type { Write } from '../database/write.ts'
import { thisProcess } from '../storage/process-life.ts'
import { jobOf } from './job.ts'

export interface JobStart {
  kind: Job['kind']
  title: string
  unit: Job['unit']
  total?: number | null
  /**
   * The video that it works for. A job of the same kind that is at it already is answered in place of a second one, but
   * for one that was asked to stop.
   */
  video_id?: string
  /** It works for all of the library: one that is at it is answered in the same way. */
  isOnlyOne?: boolean
  /** What it was asked for, to be asked again: JSON. */
  request?: string
}

/** Records a job that waits for its turn, or finds the one that is at the same video already. */
export async function recordJob(write: Write, asked: JobStart, now: string): Promise<{ job: Job; isNew: boolean }> {
  const id = uuidv7()
  return await write(async (db, touch) => {
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
}

/** Notes that a job has begun. */
export async function markRunning(write: Write, id: string, startedAt: string): Promise<void> {
  await write(async (db, touch) => {
    await updateJob(db, id, { state: 'running', started_at: startedAt })
    touch('jobs')
  })
}

/** Notes that a job's process ended before it did. */
export async function markInterrupted(write: Write, id: string, finishedAt: string): Promise<void> {
  await write(async (db, touch) => {
    if (!isActive((await requireJob(db, id)).state)) return
    await updateJob(db, id, { state: 'interrupted', finished_at: finishedAt })
    touch('jobs')
  })
}

/** Notes that a job is to stop; one that has ended stays as it is. @throws RushesError NOT_FOUND */
export async function requestCancel(write: Write, id: string): Promise<Job> {
  return await write(async (db, touch) => {
    const row = await requireJob(db, id)
    if (isActive(row.state)) {
      await updateJob(db, id, { cancel_requested: 1 })
      touch('jobs')
    }
    return jobOf(row)
  })
}

/**
 * Notes that a job is to begin nothing new, or to go on; one that has ended stays as it is.
 * @throws RushesError NOT_FOUND; NOT_SUPPORTED for a kind that works on one thing only.
 */
export async function requestPause(write: Write, id: string, isPaused: boolean): Promise<Job> {
  return await write(async (db, touch) => {
    const job = jobOf(await requireJob(db, id))
    if (!isActive(job.state)) return job
    if (!isPausable(job)) {
      throw new RushesError('NOT_SUPPORTED', `“${job.title}” is made as one and cannot be paused; it can be cancelled.`)
    }
    await updateJob(db, id, { paused: isPaused ? 1 : 0 })
    touch('jobs')
    return { ...job, is_paused: isPaused }
  })
}
