import type { Job, JobItem, WorkingFile } from '../../shared/contract/jobs.ts'
import { type ErrorCode, isDiskFull, RushesError } from '../../shared/errors.ts'
import type { Write } from '../database/connection/write.ts'
import { insertJobItems, updateJob } from '../database/jobs.ts'
import type { Events } from '../events.ts'
import { jobFailure } from './job.ts'
import { releaseJob } from './job-rows.ts'

/** The outcome of one file. */
export interface ItemResult {
  path: string
  outcome: JobItem['outcome']
  video_id?: string
  error?: { code: ErrorCode; message: string; detail?: string }
}

/** A job as the code that does its work sees it. */
export interface RunningJob {
  readonly id: string
  readonly signal: AbortSignal
  /** Waits while the job is paused; called before each file. Cancelling ends the wait. */
  unpaused(): Promise<void>
  /** Sets the progress, in the unit of the job; `total` is null while it is unknown. */
  progress(done: number, total: number | null): void
  /** Counts so many more files as done; the total grows with them if the job found more than expected. */
  advance(files: number): void
  /** Shows a file as being worked on until `work` ends. `onFraction` takes how much of it is done, 0 to 1. */
  file<T>(path: string, work: (onFraction: (fraction: number) => void) => Promise<T>): Promise<T>
  /** Counts and records the outcome of one file; it is written with the next heartbeat. */
  item(result: ItemResult): void
  /** Counts unchanged files, which have no items. */
  unchanged(count: number): void
}

interface Pause {
  ended: Promise<void>
  end(): void
}

function createPause(): Pause {
  let end = () => {}
  const ended = new Promise<void>((resolve) => {
    end = resolve
  })
  return { ended, end }
}

/**
 * Intervals at which progress is announced, and written to the database: short enough to look alive, long enough to
 * cost nothing.
 */
const announceMs = 200
const writeMs = 1000

const counterOf = {
  added: 'added',
  duplicate: 'duplicates',
  moved: 'moved',
  failed: 'failed',
  made: 'made',
  cached: 'cached',
} as const

/**
 * Keeps the row of a job up to date with its work. `finish` writes what is left and the final state. Until then, it
 * writes once a second at most, so that a fast import does not lock out other processes.
 */
export class JobRecord implements RunningJob {
  readonly signal: AbortSignal
  readonly #abort = new AbortController()
  readonly #timer: NodeJS.Timeout
  readonly #write: Write
  readonly #events: Events
  #job: Job
  readonly #working = new Set<WorkingFile>()
  #unwritten: ItemResult[] = []
  #written = 0
  /** On a clock that is never set back. */
  #lastWriteMs = performance.now()
  #flushing: Promise<void> = Promise.resolve()
  #announced = ''
  #pause: Pause | undefined
  #failure: RushesError | undefined

  constructor(job: Job, write: Write, events: Events) {
    this.#job = job
    this.#write = write
    this.#events = events
    this.signal = this.#abort.signal
    this.#timer = setInterval(() => this.#tick(), announceMs)
  }

  get id(): string {
    return this.#job.id
  }

  /** Marks the job as running. */
  start(startedAt: string): void {
    this.#job = { ...this.#job, state: 'running', started_at: startedAt }
  }

  /** Stops the work. The job ends as failed with `error`, or as cancelled. */
  cancel(error?: RushesError): void {
    this.#failure ??= error
    this.#abort.abort()
    this.setPaused(false)
  }

  /** Returns the job, the outcomes that are not written yet, and the number of those that are. */
  state(): { job: Job; items: readonly ItemResult[]; written: number } {
    return { job: this.#job, items: this.#unwritten, written: this.#written }
  }

  setPaused(isPaused: boolean): void {
    if (isPaused === this.#job.is_paused || (isPaused && this.signal.aborted)) return
    this.#job = { ...this.#job, is_paused: isPaused }
    this.#pause?.end()
    this.#pause = isPaused ? createPause() : undefined
  }

  async unpaused(): Promise<void> {
    await this.#pause?.ended
  }

  progress(done: number, total: number | null): void {
    this.#job = { ...this.#job, done, total }
  }

  advance(files: number): void {
    const { done, total } = this.#job
    this.progress(done + files, total === null ? null : Math.max(total, done + files))
  }

  async file<T>(path: string, work: (onFraction: (fraction: number) => void) => Promise<T>): Promise<T> {
    const file: WorkingFile = { path, fraction: null }
    this.#working.add(file)
    try {
      return await work((fraction) => {
        file.fraction = Math.min(1, Math.max(0, fraction))
      })
    } finally {
      this.#working.delete(file)
    }
  }

  item(result: ItemResult): void {
    const counter = counterOf[result.outcome]
    this.#job = { ...this.#job, [counter]: this.#job[counter] + 1 }
    this.#unwritten.push(result)
  }

  unchanged(count: number): void {
    this.#job = { ...this.#job, unchanged: this.#job.unchanged + count }
  }

  /** The number of finished files, plus the fractions of the files in progress. */
  get #done(): number {
    return [...this.#working].reduce((sum, { fraction }) => sum + (fraction ?? 0), this.#job.done)
  }

  #tick(): void {
    const working = [...this.#working].map((file) => ({ ...file }))
    const event = { type: 'progress', job: { ...this.#job, done: this.#done }, working } as const
    const now = JSON.stringify(event)
    if (now !== this.#announced) {
      this.#announced = now
      this.#events.emit(event)
    }
    if (performance.now() - this.#lastWriteMs >= writeMs) {
      this.#lastWriteMs = performance.now()
      // A heartbeat that fails, on a full disk for example, does not end the job: the next one writes the same again.
      this.#flush({}).catch(() => undefined)
    }
  }

  /** Writes progress, new items and `changes`; one write at a time, so that items keep their order. */
  #flush(changes: Parameters<typeof updateJob>[2]): Promise<void> {
    const flushed = this.#flushing.then(() =>
      this.#write(async ({ db, touch }) => {
        const items = this.#unwritten.slice()
        const { total, added, duplicates, moved, failed, made, cached, unchanged } = this.#job
        const counts = { done: this.#done, total, added, duplicates, moved, failed, made, cached, unchanged }
        await updateJob(db, this.id, { ...counts, heartbeat_ms: Date.now(), ...changes })
        await insertJobItems(
          db,
          items.map(({ path, outcome, video_id, error }, index) => ({
            job_id: this.id,
            seq: this.#written + index,
            path,
            outcome,
            video_id: video_id ?? null,
            error: error ? JSON.stringify(error) : null,
          })),
        )
        // Events carry the progress itself, so nobody has to fetch the job again because of it.
        if (items.length > 0 || changes.state !== undefined) touch('jobs')
        return items.length
      }).then((count) => {
        this.#unwritten.splice(0, count)
        this.#written += count
      }),
    )
    this.#flushing = flushed.catch(() => undefined)
    return flushed
  }

  /**
   * Ends the job: as `cancelled` if that was requested, as `failed` with `error`, else as `done`. If the end cannot be
   * written, this throws; if the disk is full or the library gone, the job then counts as failed.
   */
  async finish(error: RushesError | undefined, finishedAt: string): Promise<void> {
    clearInterval(this.#timer)
    const failure = this.#failure ?? (this.signal.aborted ? undefined : error)
    const state = failure ? 'failed' : this.signal.aborted ? 'cancelled' : 'done'
    this.#end(state, failure, finishedAt)
    try {
      const shown = this.#job.error
      await this.#flush({ state, error: shown && JSON.stringify(shown), finished_at: finishedAt })
      releaseJob(this.id)
    } catch (unwritten) {
      // A full disk must not look like success, whatever became of the files.
      if (!failure && isLasting(unwritten)) this.#end('failed', jobFailure(unwritten), finishedAt)
      throw unwritten
    } finally {
      // Listeners must learn of the end even if it cannot be written.
      this.#events.emit({ type: 'progress', job: this.#job, working: [] })
    }
  }

  #end(state: Job['state'], failure: RushesError | undefined, finishedAt: string): void {
    const error = failure ? { code: failure.code, message: failure.message } : null
    this.#job = { ...this.#job, state, error, finished_at: finishedAt }
  }
}

/** Returns whether a write fails until the person does something: the disk is full, or the library gone. */
function isLasting(error: unknown): boolean {
  return isDiskFull(error) || error instanceof RushesError
}
