import type { Job, JobItem, WorkingFile } from '../../shared/contract/jobs.ts'
import type { ErrorCode, RushesError } from '../../shared/errors.ts'
import { insertJobItems, updateJob } from '../database/jobs.ts'
import type { Write } from '../database/write.ts'
import type { Events } from '../events.ts'

/** What became of one file. */
export interface ItemResult {
  path: string
  outcome: JobItem['outcome']
  video_id?: string
  error?: { code: ErrorCode; message: string; detail?: string }
}

/** The handle that the work of a job has on it. */
export interface RunningJob {
  readonly id: string
  readonly signal: AbortSignal
  /** Waits while the job is paused; to be asked before each file. A job that is cancelled waits no more. */
  unpaused(): Promise<void>
  /** Says how far it is, in the unit of the job; `total` null while nobody knows. Of files, those that are through. */
  progress(done: number, total: number | null): void
  /** Has a file shown as being worked at until `work` is through. `onFraction` says how much of it is done, 0 to 1. */
  file<T>(path: string, work: (onFraction: (fraction: number) => void) => Promise<T>): Promise<T>
  /** Notes what became of one file; it is counted and written with the next sign of life. */
  item(result: ItemResult): void
  /** Counts files that are as they were, of which there is nothing else to say. */
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

/** How often progress is told, and written: often enough to look alive, seldom enough to cost nothing. */
const tellMs = 200
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
 * Keeps the row of a job in step with its work. `finish` writes the rest and the last state. Nothing is written faster
 * than once a second but the end, so that a fast import and another process get on.
 */
export class JobRecord implements RunningJob {
  readonly signal: AbortSignal
  readonly #abort = new AbortController()
  readonly #tell: NodeJS.Timeout
  readonly #write: Write
  readonly #events: Events
  #job: Job
  readonly #working = new Set<WorkingFile>()
  #waiting: ItemResult[] = []
  #written = 0
  #lastWriteMs = Date.now()
  #flushing: Promise<void> = Promise.resolve()
  #told = ''
  #pause: Pause | undefined

  constructor(job: Job, write: Write, events: Events) {
    this.#job = job
    this.#write = write
    this.#events = events
    this.signal = this.#abort.signal
    this.#tell = setInterval(() => this.#tick(), tellMs)
  }

  get id(): string {
    return this.#job.id
  }

  /** It is its turn. */
  start(startedAt: string): void {
    this.#job = { ...this.#job, state: 'running', started_at: startedAt }
  }

  cancel(): void {
    this.#abort.abort()
    this.setPaused(false)
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
    this.#waiting.push(result)
  }

  unchanged(count: number): void {
    this.#job = { ...this.#job, unchanged: this.#job.unchanged + count }
  }

  /** What is through, and the parts of what is being worked at. */
  get #done(): number {
    return [...this.#working].reduce((sum, { fraction }) => sum + (fraction ?? 0), this.#job.done)
  }

  #tick(): void {
    const working = [...this.#working].map((file) => ({ ...file }))
    const event = { type: 'progress', job: { ...this.#job, done: this.#done }, working } as const
    const now = JSON.stringify(event)
    if (now !== this.#told) {
      this.#told = now
      this.#events.emit(event)
    }
    if (Date.now() - this.#lastWriteMs >= writeMs) {
      this.#lastWriteMs = Date.now()
      // A failed sign of life (a full disk) is no reason to stop: the next one, or the end, writes the same again.
      this.#flush({}).catch(() => undefined)
    }
  }

  /** Writes progress, waiting items and `changes`; one at a time, so that items keep their order. */
  #flush(changes: Parameters<typeof updateJob>[2]): Promise<void> {
    const flushed = this.#flushing.then(() =>
      this.#write(async (db, touch) => {
        const items = this.#waiting.slice()
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
        // Mere progress is told by events that carry it; to ask for it again would be work for nothing.
        if (items.length > 0 || changes.state !== undefined) touch('jobs')
        return items.length
      }).then((count) => {
        this.#waiting.splice(0, count)
        this.#written += count
      }),
    )
    this.#flushing = flushed.catch(() => undefined)
    return flushed
  }

  /** Ends it: as `failed` with `error`, as `cancelled` when that was asked for, else as `done`. */
  async finish(error: RushesError | undefined, finishedAt: string): Promise<void> {
    clearInterval(this.#tell)
    const state = this.signal.aborted ? 'cancelled' : error ? 'failed' : 'done'
    const shown = state === 'failed' && error ? { code: error.code, message: error.message } : null
    this.#job = { ...this.#job, state, error: shown, finished_at: finishedAt }
    try {
      await this.#flush({ state, error: shown && JSON.stringify(shown), finished_at: finishedAt })
    } finally {
      // Whoever follows it must hear of its end, even where it cannot be written.
      this.#events.emit({ type: 'progress', job: this.#job, working: [] })
    }
  }
}
