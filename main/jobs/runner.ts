import pLimit, { type LimitFunction } from 'p-limit'
import { type Job, jobKinds } from '../../shared/contract/jobs.ts'
import type { RushesError } from '../../shared/errors.ts'
import type { Db } from '../database/connection/connection.ts'
import { toTimestamp } from '../database/connection/timestamp.ts'
import type { Write } from '../database/connection/write.ts'
import { listActiveJobs } from '../database/jobs.ts'
import { currentStep, withStep } from '../database/journal/current-step.ts'
import type { Events } from '../events.ts'
import type { Log } from '../log.ts'
import { jobFailure } from './job.ts'
import {
  isLost,
  type JobStart,
  markInterrupted,
  markRunning,
  recordJob,
  releaseJob,
  requestCancel,
  requestPause,
} from './job-rows.ts'
import { type ItemResult, JobRecord, type RunningJob } from './running-job.ts'

type Work = (job: RunningJob) => Promise<void>

/** Runs the jobs of this process; those of other processes are known by their rows. */
export interface Jobs {
  /**
   * Queues a job and returns it at once. `abandoned` is called instead of `work` if the job never starts, because it
   * was cancelled in the queue or its start could not be written.
   */
  start(job: JobStart, work: Work, abandoned?: () => Promise<void>): Promise<Job>
  /** Waits for the end of a job of this process, however it ends. */
  ended(id: string): Promise<void>
  /** Cancels a job of any process. Has no effect on a job that has ended. @throws RushesError NOT_FOUND */
  cancel(id: string): Promise<Job>
  /**
   * Pauses or resumes a job of any process. Has no effect on a job that has ended.
   * @throws RushesError NOT_FOUND; NOT_SUPPORTED for a kind without files to pause between.
   */
  setPaused(id: string, isPaused: boolean): Promise<Job>
  /** Applies what other processes wrote: stops jobs that they cancelled, and ends jobs whose process died. */
  reconcile(): Promise<void>
  /**
   * Returns a job of this process that has ended, but whose end could not be written yet, with the outcomes of files
   * that could not.
   */
  unwritten(id: string): { job: Job; items: readonly ItemResult[]; written: number } | undefined
  /** Ends all jobs of this process as failed with `error`. */
  fail(error: RushesError): void
  /** Returns the ids of the jobs that this process runs or has queued. */
  ids(): string[]
  /** Cancels all jobs of this process and waits for their end. */
  close(): Promise<void>
}

interface RunnerOptions {
  db: Db
  write: Write
  events: Events
  log: Log
  clock: () => Date
}

/** A job of this process. */
interface OwnJob {
  record: JobRecord
  abandoned: (() => Promise<void>) | undefined
  ended: PromiseWithResolvers<void>
}

/**
 * The number of jobs of a kind that run side by side. It is high for analyses and processing, so that cached results
 * are found at once; the rest of their work waits for `core.withDecodeSlot`.
 */
const atOnce: Record<Job['kind'], number> = {
  import: 2,
  demo: 1,
  proxy: 1,
  analysis: 16,
  processing: 16,
  verify: 1,
  reread: 1,
  facts: 1,
  perceptual_hash: 1,
  find_copies: 1,
  trash_copies: 1,
  restore_copies: 1,
  empty_trash: 1,
  backup: 1,
  timeline: 16,
  stage: 2,
  upload: 1,
  fetch: 1,
  export_bundle: 1,
  import_bundle: 1,
  clean_up: 1,
  relink_folder: 1,
  archive: 1,
  clear_previews: 1,
  sidecars: 1,
  compact: 1,
}

/** Creates the job runner of one core. */
export function createJobs({ db, write, events, log, clock }: RunnerOptions): Jobs {
  const limits = createLimits()
  const records = new Map<string, OwnJob>()
  const queued = new Set<string>()
  const unwritten: UnwrittenEnds = new Map()
  const now = () => toTimestamp(clock())
  const ids = () => [...records.keys()]

  async function run(own: OwnJob, work: Work): Promise<void> {
    const { record } = own
    let failure: RushesError | undefined
    let hasBegun = false
    const startedAt = now()
    try {
      await markRunning(write, record.id, startedAt)
      record.start(startedAt)
      hasBegun = true
      await work(record)
    } catch (error) {
      failure = jobFailure(error)
      if (!record.signal.aborted) log.warn('job failed', { id: record.id, ...loggedOf(failure) })
    } finally {
      await end(own, hasBegun, failure)
    }
  }

  async function end({ record, abandoned, ended }: OwnJob, hasBegun: boolean, failure?: RushesError): Promise<void> {
    const finishedAt = now()
    // Before the end is announced, because listeners may check what is left.
    if (!hasBegun) await abandoned?.().catch((error) => log.warn('job not cleaned up', { error: String(error) }))
    await record.finish(failure, finishedAt).catch((error) => {
      log.warn('end of job not written', { id: record.id, error: String(error) })
      unwritten.set(record.id, { record, write: () => record.finish(failure, finishedAt) })
    })
    records.delete(record.id)
    ended.resolve()
    log.trace('jobs', 'ended', { id: record.id, failure: failure?.message })
  }

  /** Stops a job of this process, which failed with `error` or is cancelled. A queued one ends now. */
  async function stop(id: string, error?: RushesError): Promise<void> {
    const own = records.get(id)
    own?.record.cancel(error)
    if (own && queued.delete(id)) await end(own, false)
  }

  async function start(asked: JobStart, work: Work, abandoned?: () => Promise<void>): Promise<Job> {
    const { job, isNew } = await recordJob(write, asked, now())
    if (!isNew) return job
    const own = { record: new JobRecord(job, write, events), abandoned, ended: Promise.withResolvers<void>() }
    queued.add(job.id)
    records.set(job.id, own)
    // One that was cancelled in the queue has ended.
    void limits[asked.kind](async () => queued.delete(job.id) && (await run(own, inStepOf(job, work))))
    log.trace('jobs', 'queued', { id: job.id, kind: asked.kind, title: asked.title })
    return job
  }

  const cancel = (id: string) => stop(id).then(() => requestCancel(write, id))

  async function setPaused(id: string, isPaused: boolean): Promise<Job> {
    const job = await requestPause(write, id, isPaused)
    records.get(id)?.record.setPaused(job.is_paused)
    return job
  }

  async function reconcile(): Promise<void> {
    await retry(unwritten)
    for (const row of await listActiveJobs(db)) {
      if (row.cancel_requested) await stop(row.id)
      records.get(row.id)?.record.setPaused(row.paused === 1)
      if (isLost(row)) await markInterrupted(write, row.id, now())
    }
  }

  async function close(): Promise<void> {
    await Promise.all(ids().flatMap((id) => [ended(id), stop(id)]))
    await retry(unwritten)
    for (const id of unwritten.keys()) releaseJob(id)
  }

  const ended = async (id: string) => await records.get(id)?.ended.promise
  const fail = (error: RushesError) => void ids().map((id) => stop(id, error))
  const stateOf = (id: string) => unwritten.get(id)?.record.state()
  return { start, ended, cancel, setPaused, reconcile, unwritten: stateOf, fail, ids, close }
}

function loggedOf({ code, message, data }: RushesError) {
  return { code, error: message, data }
}

/** Makes the work of a job a step of the history, by the author of the call that starts it. */
function inStepOf({ id, kind, title }: Job, work: Work): Work {
  const step = { author: 'rushes', user_id: null, ...currentStep(), id, action: kind, title }
  return (job) => withStep(step, () => work(job))
}

function createLimits(): Record<Job['kind'], LimitFunction> {
  return Object.fromEntries(jobKinds.map((kind) => [kind, pLimit(atOnce[kind])])) as Record<Job['kind'], LimitFunction>
}

/** Ends of jobs that could not be written, on a full disk for example; `reconcile` retries them. */
type UnwrittenEnds = Map<string, { record: JobRecord; write: () => Promise<void> }>

/** Writes the end of each job; what fails is kept for the next retry. */
async function retry(unwritten: UnwrittenEnds): Promise<void> {
  for (const [id, { write }] of unwritten) {
    await write().then(
      () => unwritten.delete(id),
      () => undefined,
    )
  }
}
