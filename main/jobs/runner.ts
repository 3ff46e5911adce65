import pLimit from 'p-limit'
import { v7 as uuidv7 } from 'uuid'
import { isActive, type Job } from '../../shared/contract/jobs.ts'
import { RushesError } from '../../shared/errors.ts'
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

/** A proxy takes all cores by itself; imports share their threads. */
const atOnce = { import: 2, proxy: 1 } as const
/** A process that gave no sign of life for this long has ended, on whatever computer it ran. */
const silenceMs = 60_000

/** Makes the runner of one core. */
export function createJobs({ db, write, events, log, clock }: Parts): Jobs {
  const limits = { import: pLimit(atOnce.import), proxy: pLimit(atOnce.proxy) }
  const records = new Map<string, { record: JobRecord; ended: Promise<void> }>()
  const now = () => toTimestamp(clock())

  async function run(record: JobRecord, work: (job: RunningJob) => Promise<void>): Promise<void> {
    let failure: RushesError | undefined
    try {
      if (record.signal.aborted) return
      await write(async (transaction, touch) => {
        await updateJob(transaction, record.id, { state: 'running', started_at: now() })
        touch('jobs')
      })
      record.start(now())
      await work(record)
    } catch (error) {
      failure = error instanceof RushesError ? error : new RushesError('INTERNAL', String(error), { cause: error })
      if (!record.signal.aborted) log.warn('job failed', { id: record.id, error: failure.message, data: failure.data })
    } finally {
      await record
        .finish(failure, now())
        .catch((error) => log.warn('job not recorded', { id: record.id, error: String(error) }))
      records.delete(record.id)
      log.trace('jobs', 'ended', { id: record.id, failure: failure?.message })
    }
  }

  async function start(asked: JobStart, work: (job: RunningJob) => Promise<void>): Promise<Job> {
    const job = await recordJob(write, asked, now())
    const record = new JobRecord(job, write, events)
    records.set(job.id, { record, ended: limits[asked.kind](() => run(record, work)) })
    log.trace('jobs', 'queued', { id: job.id, kind: asked.kind, title: asked.title })
    return job
  }

  async function cancel(id: string): Promise<Job> {
    records.get(id)?.record.cancel()
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
    for (const row of await listActiveJobs(db)) {
      const own = records.get(row.id)
      if (own && row.cancel_requested) own.record.cancel()
      const lost = row.owner === thisProcess ? !own : hasEnded(row.owner) || Date.now() - row.heartbeat_ms > silenceMs
      if (lost) await markInterrupted(row.id)
    }
  }

  async function markInterrupted(id: string): Promise<void> {
    await write(async (transaction, touch) => {
      const row = await requireJob(transaction, id)
      if (!isActive(row.state) || records.has(id)) return
      await updateJob(transaction, id, { state: 'interrupted', finished_at: now() })
      touch('jobs')
    })
  }

  async function close(): Promise<void> {
    for (const { record } of records.values()) record.cancel()
    await Promise.all([...records.values()].map(({ ended }) => ended))
  }

  return { start, cancel, lookAround, count: () => records.size, close }
}

async function recordJob(write: Write, asked: JobStart, now: string): Promise<Job> {
  const id = uuidv7()
  return await write(async (db, touch) => {
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
    return jobOf(await requireJob(db, id))
  })
}
