import pLimit, { type LimitFunction } from 'p-limit'
import { v7 as uuidv7 } from 'uuid'
import { isActive, type Job, jobKinds } from '../../shared/contract/jobs.ts'
import { isDiskFull, RushesError } from '../../shared/errors.ts'
import type { Db } from '../database/connection.ts'
import { insertJob, listActiveJobs, requireJob, updateJob } from '../database/jobs.ts'
import { toTimestamp } from '../database/timestamp.ts'
import type { Write } from '../database/write.ts'
import type { Events } from '../events.ts'
import type { Log } from '../log.ts'
import { hasEnded, thisProcess } from '../storage/process-life.ts'
import { jobOf } from './job.ts'
import { JobRecord, type RunningJob } from './running-job.ts'

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
}

/** Runs the jobs of this process, and knows those of others by their rows. */
export interface Jobs {
  /** Records a job and has `work` done when its turn comes; answers at once. */
  start(job: JobStart, work: (job: RunningJob) => Promise<void>): Promise<Job>
  /** Asks a job to stop, wherever it runs. A job that has ended stays as it is. @throws RushesError NOT_FOUND */
  cancel(id: string): Promise<Job>
  /** Looks at the rows after another process wrote: stops what was cancelled there, ends what its process left behind. */
  lookAround(): Promise<void>
  /** How many run or wait here. */
  count(): number
  /** Cancels all and waits for them. */
  close(): Promise<void>
}

interface Parts {
  db: Db
  write: Write
  events: Events
  log: Log
  clock: () => Date
}

/** Those of many begin at once, to find what is made already; what is left to do then waits for `core.takeTurn`. */
const atOnce: Record<Job['kind'], number> = { import: 2, proxy: 1, analysis: 16, processing: 16, verify: 1 }
/** A process that gave no sign of life for this long has ended, on whatever computer it ran. */
const silenceMs = 60_000
/** In the process that asks, nothing but its own end keeps a job from its sign of life every second. */
const ownSilenceMs = 3_000

/** Makes the runner of one core. */
export function createJobs({ db, write, events, log, clock }: Parts): Jobs {
  const limits = createLimits()
  const records = new Map<string, { record: JobRecord; ended: Promise<void> }>()
  const waiting = new Set<string>()
  /** Ends that could not be written, on a full disk for example; tried again when it is looked around. */
  const unwritten = new Map<string, () => Promise<void>>()
  const now = () => toTimestamp(clock())

  async function run(record: JobRecord, work: (job: RunningJob) => Promise<void>): Promise<void> {
    // Cancelled before its turn came: it has ended.
    if (!waiting.delete(record.id)) return
    let failure: RushesError | undefined
    const startedAt = now()
    try {
      await write(async (transaction, touch) => {
        await updateJob(transaction, record.id, { state: 'running', started_at: startedAt })
        touch('jobs')
      })
      record.start(startedAt)
      await work(record)
    } catch (error) {
      failure = failureOf(error)
      if (!record.signal.aborted) log.warn('job failed', { id: record.id, error: failure.message, data: failure.data })
    } finally {
      await end(record, failure)
    }
  }

  async function end(record: JobRecord, failure: RushesError | undefined): Promise<void> {
    const finishedAt = now()
    await record.finish(failure, finishedAt).catch((error) => {
      log.warn('job not recorded', { id: record.id, error: String(error) })
      unwritten.set(record.id, () => record.finish(failure, finishedAt))
    })
    records.delete(record.id)
    log.trace('jobs', 'ended', { id: record.id, failure: failure?.message })
  }

  /** What has begun ends by itself; what waits for its turn ends now. */
  async function stop(id: string): Promise<void> {
    const own = records.get(id)
    own?.record.cancel()
    if (own && waiting.delete(id)) await end(own.record, undefined)
  }

  async function start(asked: JobStart, work: (job: RunningJob) => Promise<void>): Promise<Job> {
    const { job, isNew } = await recordJob(write, asked, now())
    if (!isNew) return job
    const record = new JobRecord(job, write, events)
    waiting.add(job.id)
    records.set(job.id, { record, ended: limits[asked.kind](() => run(record, work)) })
    log.trace('jobs', 'queued', { id: job.id, kind: asked.kind, title: asked.title })
    return job
  }

  async function cancel(id: string): Promise<Job> {
    await stop(id)
    return await write(async (transaction, touch) => {
      const row = await requireJob(transaction, id)
      if (isActive(row.state)) {
        await updateJob(transaction, id, { cancel_requested: 1 })
        touch('jobs')
      }
      return jobOf(row)
    })
  }

  async function lookAround(): Promise<void> {
    await tryAgain(unwritten)
    for (const row of await listActiveJobs(db)) {
      const own = records.get(row.id)
      if (row.cancel_requested) await stop(row.id)
      // A job of this process that is not ours is that of another opener in it.
      const allowedMs = row.owner === thisProcess ? ownSilenceMs : silenceMs
      const lost = !own && !unwritten.has(row.id) && (hasEnded(row.owner) || Date.now() - row.heartbeat_ms > allowedMs)
      if (lost) await markInterrupted(write, row.id, now())
    }
  }

  async function close(): Promise<void> {
    const all = [...records.values()]
    await Promise.all([...records.keys()].map(stop))
    await Promise.all(all.map(({ ended }) => ended))
    await tryAgain(unwritten)
  }

  return { start, cancel, lookAround, count: () => records.size, close }
}

function createLimits(): Record<Job['kind'], LimitFunction> {
  return Object.fromEntries(jobKinds.map((kind) => [kind, pLimit(atOnce[kind])])) as Record<Job['kind'], LimitFunction>
}

async function markInterrupted(write: Write, id: string, finishedAt: string): Promise<void> {
  await write(async (db, touch) => {
    if (!isActive((await requireJob(db, id)).state)) return
    await updateJob(db, id, { state: 'interrupted', finished_at: finishedAt })
    touch('jobs')
  })
}

/** Does what is to be done for each id; what fails stays for the next time. */
async function tryAgain(waiting: Map<string, () => Promise<void>>): Promise<void> {
  for (const [id, work] of waiting) {
    await work().then(
      () => waiting.delete(id),
      () => undefined,
    )
  }
}

function failureOf(error: unknown): RushesError {
  if (error instanceof RushesError) return error
  if (isDiskFull(error)) return new RushesError('DISK_FULL', 'The disk of the library is full.', { cause: error })
  return new RushesError('INTERNAL', String(error), { cause: error })
}

async function recordJob(write: Write, asked: JobStart, now: string): Promise<{ job: Job; isNew: boolean }> {
  const id = uuidv7()
  return await write(async (db, touch) => {
    const running = asked.video_id === undefined ? [] : await listActiveJobs(db)
    const same = running.find(
      (row) => row.kind === asked.kind && row.video_id === asked.video_id && !row.cancel_requested,
    )
    if (same) return { job: jobOf(same), isNew: false }
    await insertJob(db, {
      id,
      kind: asked.kind,
      state: 'queued',
      title: asked.title,
      unit: asked.unit,
      total: asked.total ?? null,
      video_id: asked.video_id ?? null,
      owner: thisProcess,
      heartbeat_ms: Date.now(),
      created_at: now,
    })
    touch('jobs')
    return { job: jobOf(await requireJob(db, id)), isNew: true }
  })
}
