import pLimit, { type LimitFunction } from 'p-limit'
import { type Job, jobKinds } from '../../shared/contract/jobs.ts'
import { isDiskFull, RushesError } from '../../shared/errors.ts'
import type { Db } from '../database/connection.ts'
import { listActiveJobs } from '../database/jobs.ts'
import type { JobRow } from '../database/tables.ts'
import { toTimestamp } from '../database/timestamp.ts'
import type { Write } from '../database/write.ts'
import type { Events } from '../events.ts'
import type { Log } from '../log.ts'
import { hasEnded, thisProcess } from '../storage/process-life.ts'
import { type JobStart, markInterrupted, markRunning, recordJob, requestCancel, requestPause } from './job-rows.ts'
import { JobRecord, type RunningJob } from './running-job.ts'

type Work = (job: RunningJob) => Promise<void>

/** Runs the jobs of this process, and knows those of others by their rows. */
export interface Jobs {
  /**
   * Records a job and has `work` done when its turn comes; answers at once. `abandoned` is called in place of `work`
   * where it never begins: the job was cancelled while it waited, or its start could not be written.
   */
  start(job: JobStart, work: Work, abandoned?: () => Promise<void>): Promise<Job>
  /** Asks a job to stop, wherever it runs. A job that has ended stays as it is. @throws RushesError NOT_FOUND */
  cancel(id: string): Promise<Job>
  /**
   * Pauses a job, wherever it runs, or lets it go on. A job that has ended stays as it is.
   * @throws RushesError NOT_FOUND; NOT_SUPPORTED for a kind that works on one thing only.
   */
  setPaused(id: string, isPaused: boolean): Promise<Job>
  /** Looks at the rows after another process wrote: stops what was cancelled there, ends what its process left behind. */
  lookAround(): Promise<void>
  /** Those of this process that run or wait. */
  ids(): string[]
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

/** A job of this process. */
interface Own {
  record: JobRecord
  abandoned: (() => Promise<void>) | undefined
}

/** Those of many begin at once, to find what is made already; what is left to do then waits for `core.takeTurn`. */
const atOnce: Record<Job['kind'], number> = {
  ...{ import: 2, proxy: 1, analysis: 16, processing: 16 },
  ...{ verify: 1, reread: 1, perceptual_hash: 1 },
  ...{ find_copies: 1, trash_copies: 1, restore_copies: 1 },
}
/** A process that gave no sign of life for this long has ended, on whatever computer it ran. */
const silenceMs = 60_000
/** In the process that asks, nothing but its own end keeps a job from its sign of life every second. */
const ownSilenceMs = 3_000

/** Makes the runner of one core. */
export function createJobs({ db, write, events, log, clock }: Parts): Jobs {
  const limits = createLimits()
  const records = new Map<string, Own & { ended: Promise<void> }>()
  const waiting = new Set<string>()
  /** Ends that could not be written, on a full disk for example; tried again when it is looked around. */
  const unwritten = new Map<string, () => Promise<void>>()
  const now = () => toTimestamp(clock())

  async function run(own: Own, work: Work): Promise<void> {
    const { record } = own
    // Cancelled before its turn came: it has ended.
    if (!waiting.delete(record.id)) return
    let failure: RushesError | undefined
    let hasBegun = false
    const startedAt = now()
    try {
      await markRunning(write, record.id, startedAt)
      record.start(startedAt)
      hasBegun = true
      await work(record)
    } catch (error) {
      failure = failureOf(error)
      if (!record.signal.aborted) log.warn('job failed', { id: record.id, error: failure.message, data: failure.data })
    } finally {
      await end(own, failure, hasBegun)
    }
  }

  async function end({ record, abandoned }: Own, failure: RushesError | undefined, hasBegun: boolean): Promise<void> {
    const finishedAt = now()
    // Before the end is told: whoever hears of that may look at what is left.
    if (!hasBegun) await abandoned?.().catch((error) => log.warn('not cleared away', { error: String(error) }))
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
    if (own && waiting.delete(id)) await end(own, undefined, false)
  }

  async function start(asked: JobStart, work: Work, abandoned?: () => Promise<void>): Promise<Job> {
    const { job, isNew } = await recordJob(write, asked, now())
    if (!isNew) return job
    const own = { record: new JobRecord(job, write, events), abandoned }
    waiting.add(job.id)
    records.set(job.id, { ...own, ended: limits[asked.kind](() => run(own, work)) })
    log.trace('jobs', 'queued', { id: job.id, kind: asked.kind, title: asked.title })
    return job
  }

  async function cancel(id: string): Promise<Job> {
    await stop(id)
    return await requestCancel(write, id)
  }

  async function setPaused(id: string, isPaused: boolean): Promise<Job> {
    const job = await requestPause(write, id, isPaused)
    records.get(id)?.record.setPaused(job.is_paused)
    return job
  }

  async function lookAround(): Promise<void> {
    await tryAgain(unwritten)
    for (const row of await listActiveJobs(db)) {
      const own = records.get(row.id)
      if (row.cancel_requested) await stop(row.id)
      own?.record.setPaused(row.paused === 1)
      if (!own && !unwritten.has(row.id) && isLost(row)) await markInterrupted(write, row.id, now())
    }
  }

  async function close(): Promise<void> {
    const all = [...records.values()]
    await Promise.all([...records.keys()].map(stop))
    await Promise.all(all.map(({ ended }) => ended))
    await tryAgain(unwritten)
  }

  return { start, cancel, setPaused, lookAround, ids: () => [...records.keys()], close }
}

/** Whether the process that runs a job, or the opener in this process, is no more. */
function isLost({ owner, heartbeat_ms }: JobRow): boolean {
  // A job of this process that is not ours is that of another opener in it.
  const allowedMs = owner === thisProcess ? ownSilenceMs : silenceMs
  return hasEnded(owner) || Date.now() - heartbeat_ms > allowedMs
}

function createLimits(): Record<Job['kind'], LimitFunction> {
  return Object.fromEntries(jobKinds.map((kind) => [kind, pLimit(atOnce[kind])])) as Record<Job['kind'], LimitFunction>
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
