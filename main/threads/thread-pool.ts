import { extname } from 'node:path'
import type { Worker } from 'node:worker_threads'
import { isErrorCode, messageOf, RushesError } from '../../shared/errors.ts'
import { createThreads, endThread, stopListening, type Threads } from './threads.ts'
import { cancelledSlot, fractionSlot, ready, type ThreadReply, type ThreadRequest } from './worker.ts'

interface PoolOptions<Request> {
  /** The script of the threads, without its extension, beside the module whose `import.meta.url` is `base`. */
  script: string
  base: string
  threads: Threads
  /** The number of threads; 1 if left out. */
  size?: number
  /** Time in which no request begins before a thread beside the first is started for those that wait; 0 if left out. */
  growAfterMs?: number
  /** A request that runs for longer fails, and its thread is ended. */
  timeLimitMs?: number
  /**
   * True to settle a cancelled request at once, for threads that cannot notice it. Another thread takes the place of
   * its own, which ends as soon as it can.
   */
  abandons?: boolean
  /** Sent to each thread first. One that fails it is not used, unless there is no other. */
  greeting?: Request
  /**
   * Sent to each thread before the next pool may use it, so that it forgets this one. One of the threads that remember
   * stays however long it is idle.
   */
  farewell?: Request
}

interface RunOptions {
  signal?: AbortSignal | undefined
  /** Called about four times a second with the fraction done, 0 to 1. */
  onFraction?: ((fraction: number) => void) | undefined
}

/** Time after which an idle thread ends: it takes 10 to 16 MB, and a new one starts in 100 ms. */
const idleMs = 30_000

/** Time that a request waits, among fast ones, before a thread is started for it. */
const longestWaitMs = 100

/**
 * Worker threads that answer requests, one at a time each. They start when first needed, keep no process alive while
 * idle, and end when they were idle for long.
 */
export interface ThreadPool<Request, Result> {
  /**
   * Runs a request as soon as a thread is free. If the thread crashes, its request fails and the next one gets a new
   * thread.
   * @throws RushesError CANCELLED by `signal`, once the thread has stopped, or by `close`; what the thread threw.
   */
  run(request: Request, options?: RunOptions): Promise<Result>
  /** Cancels what runs or waits, and leaves the idle threads to the next pool. */
  close(): Promise<void>
}

interface Task<Request, Result> {
  message: ThreadRequest<Request>
  /** The time of `performance.now()` at which it began to wait. */
  waitsSinceMs: number
  settle(reply: ThreadReply<Result>): void
  timer?: NodeJS.Timeout
}

const cancelledReply = { error: { code: 'CANCELLED', message: 'It was cancelled.' } }
const closedReply = { error: { code: 'CANCELLED', message: 'The library was closed.' } }

/** Creates a pool; its threads call `answerRequests`. */
export function createThreadPool<Request, Result>(options: PoolOptions<Request>): ThreadPool<Request, Result> {
  const pool = new Pool<Request, Result>(options)
  return { run: (request, running) => pool.run(request, running), close: () => pool.close() }
}

class Pool<Request, Result> implements ThreadPool<Request, Result> {
  readonly #options: PoolOptions<Request>
  readonly #script: URL
  #size: number
  readonly #queue = new Set<Task<Request, Result>>()
  readonly #starting = new Set<Worker>()
  readonly #running = new Map<Worker, Task<Request, Result>>()
  /** Threads that still work on requests which were cancelled. */
  readonly #abandoned = new Set<Worker>()
  /** Threads that have ended their work, with the timers that end them; the one used last comes last. */
  readonly #idle = new Map<Worker, NodeJS.Timeout>()
  /** Threads that were idle for long. */
  readonly #retired = new Set<Worker>()
  #growing: NodeJS.Timeout | undefined
  /** The time of `performance.now()` at which a thread began with a request. */
  #lastBeganMs = 0
  #isClosed = false

  constructor(options: PoolOptions<Request>) {
    this.#options = options
    // See [Note: one flat folder] for the extension.
    this.#script = new URL(`./${options.script}${extname(options.base)}`, options.base)
    this.#size = options.size ?? 1
  }

  run(request: Request, options: RunOptions = {}): Promise<Result> {
    if (this.#isClosed) return Promise.reject(errorOf(closedReply.error))
    if (options.signal?.aborted) return Promise.reject(errorOf(cancelledReply.error))
    return new Promise((resolve, reject) => {
      const task: Task<Request, Result> = createTask(request, options, {
        resolve,
        reject,
        leave: () => this.#queue.delete(task) || this.#abandon(task),
      })
      this.#queue.add(task)
      this.#startNext()
    })
  }

  async close(): Promise<void> {
    this.#isClosed = true
    clearTimeout(this.#growing)
    const tasks = [...this.#running.values(), ...this.#queue]
    const ending = [...this.#running.keys(), ...this.#starting, ...this.#abandoned, ...this.#retired]
    for (const timer of this.#idle.values()) clearTimeout(timer)
    await Promise.all([...ending.map(endThread), ...[...this.#idle.keys()].map((worker) => this.#leave(worker))])
    for (const { settle, timer } of tasks) {
      clearTimeout(timer)
      settle(closedReply)
    }
  }

  #startNext(): void {
    if (this.#queue.size === 0 || this.#isClosed) return
    const worker = this.#takeIdle()
    if (worker) this.#give(worker)
    else if (this.#mayGrow() && this.#queue.size > this.#starting.size) this.#grow()
  }

  #mayGrow(): boolean {
    return this.#running.size + this.#starting.size < this.#size
  }

  #takeIdle(): Worker | undefined {
    // The one used last, so that threads which are not needed stay idle until they end.
    const worker = [...this.#idle.keys()].at(-1)
    if (worker) this.#forgetIdle(worker)
    if (worker || !this.#mayGrow()) return worker
    const left = this.#options.threads.take(this.#script)
    if (left) this.#welcome(this.#listen(left))
    return undefined
  }

  #give(worker: Worker): void {
    const task = this.#takeFirst()
    if (!task) return
    const { timeLimitMs } = this.#options
    this.#running.set(worker, task)
    this.#lastBeganMs = performance.now()
    if (timeLimitMs !== undefined)
      task.timer = setTimeout(() => this.#drop(worker, `It took longer than ${timeLimitMs / 1000} s.`), timeLimitMs)
    worker.ref()
    try {
      worker.postMessage(task.message)
    } catch (error) {
      // A request that cannot be copied, such as JSON nested too deeply, fails alone.
      this.#finish(worker, { error: { code: undefined, message: messageOf(error) } })
    }
  }

  #takeFirst(): Task<Request, Result> | undefined {
    const [task] = this.#queue
    if (task) this.#queue.delete(task)
    return task
  }

  #grow(): void {
    const { growAfterMs = 0 } = this.#options
    if (growAfterMs === 0 || this.#running.size + this.#starting.size === 0) this.#start()
    else this.#growAfter(growAfterMs)
  }

  /**
   * Starts a thread once no request has begun for `growAfterMs`, since those that run are slow, or once the first one
   * in the queue has waited for `longestWaitMs`. Many fast requests, as of a page, need no more threads.
   */
  #growAfter(waitMs: number): void {
    this.#growing ??= setTimeout(() => {
      this.#growing = undefined
      const { growAfterMs = 0 } = this.#options
      const [first] = this.#queue
      if (this.#isClosed || !first || !this.#mayGrow()) return
      const now = performance.now()
      const leftMs = Math.min(this.#lastBeganMs + growAfterMs, first.waitsSinceMs + longestWaitMs) - now
      if (leftMs <= 0) this.#start()
      else this.#growAfter(leftMs)
    }, waitMs)
  }

  #start(): void {
    this.#listen(this.#options.threads.start(this.#script))
  }

  #listen(worker: Worker): Worker {
    this.#starting.add(worker)
    worker.on('message', (reply: ThreadReply<Result> | typeof ready) => {
      if (reply === ready) this.#welcome(worker)
      else if (this.#starting.has(worker)) this.#admit(worker, reply)
      else this.#finish(worker, reply)
    })
    worker.on('error', (error) => this.#drop(worker, error.message))
    return worker
  }

  #welcome(worker: Worker): void {
    const { greeting } = this.#options
    if (greeting === undefined) this.#admit(worker)
    else {
      worker.ref()
      worker.postMessage({ request: greeting } satisfies ThreadRequest<Request>)
    }
  }

  #admit(worker: Worker, reply?: ThreadReply<Result>): void {
    this.#starting.delete(worker)
    if (!reply || 'result' in reply) this.#rest(worker)
    else {
      stopListening(worker)
      this.#options.threads.leave(this.#script, worker)
      const others = this.#running.size + this.#idle.size + this.#starting.size
      if (others === 0) this.#takeFirst()?.settle(reply)
      else this.#size = others
    }
    this.#startNext()
  }

  #rest(worker: Worker): void {
    worker.unref()
    this.#idle.set(worker, setTimeout(() => this.#retire(worker), idleMs).unref())
  }

  #forgetIdle(worker: Worker): void {
    clearTimeout(this.#idle.get(worker))
    this.#idle.delete(worker)
  }

  #retire(worker: Worker): void {
    const isLast = this.#idle.size + this.#running.size === 1
    if (isLast && this.#options.farewell !== undefined) return
    this.#idle.delete(worker)
    this.#retired.add(worker)
    void endThread(worker).finally(() => this.#retired.delete(worker))
  }

  #release(worker: Worker): Task<Request, Result> | undefined {
    const task = this.#running.get(worker)
    this.#running.delete(worker)
    clearTimeout(task?.timer)
    return task
  }

  #finish(worker: Worker, reply: ThreadReply<Result>): void {
    const task = this.#release(worker)
    this.#rest(worker)
    task?.settle(reply)
    this.#startNext()
  }

  #drop(worker: Worker, message: string): void {
    // A thread that cannot be started fails a request too: otherwise, it would be started again and again.
    const task = this.#starting.delete(worker) ? this.#takeFirst() : this.#release(worker)
    this.#forgetIdle(worker)
    void endThread(worker)
    task?.settle({ error: { code: undefined, message } })
    this.#startNext()
  }

  /** Lets a cancelled request settle before its thread ends, unless too many threads still work on such requests. */
  #abandon(task: Task<Request, Result>): boolean {
    const [worker] = [...this.#running].find(([, other]) => other === task) ?? []
    if (!this.#options.abandons || !worker || this.#abandoned.size >= this.#size) return false
    this.#release(worker)
    this.#abandoned.add(worker)
    void endThread(worker).finally(() => this.#abandoned.delete(worker))
    this.#startNext()
    return true
  }

  /** Leaves an idle thread to the next pool. */
  async #leave(worker: Worker): Promise<void> {
    const { farewell, threads } = this.#options
    stopListening(worker)
    if (farewell !== undefined) {
      const answered = new Promise((resolve) => worker.once('message', resolve).once('error', resolve))
      worker.ref()
      worker.postMessage({ request: farewell } satisfies ThreadRequest<Request>)
      await answered
    }
    threads.leave(this.#script, worker)
  }
}

interface Ends<Result> {
  resolve(result: Result): void
  reject(error: Error): void
  /** Returns whether no thread works on the task any more. */
  leave(): boolean
}

function createTask<Request, Result>(
  request: Request,
  { signal, onFraction }: RunOptions,
  { resolve, reject, leave }: Ends<Result>,
): Task<Request, Result> {
  const shared = signal || onFraction ? new Float64Array(new SharedArrayBuffer(16)) : undefined
  const timer = onFraction && setInterval(() => onFraction(shared?.[fractionSlot] ?? 0), 250)
  // A running request settles when its thread has stopped: until then, the thread may still read and write.
  const cancel = () => {
    if (shared) shared[cancelledSlot] = 1
    if (leave()) settle(cancelledReply)
  }
  const settle = (reply: ThreadReply<Result>) => {
    clearInterval(timer)
    signal?.removeEventListener('abort', cancel)
    if (shared && shared[cancelledSlot] !== 0) reject(errorOf(cancelledReply.error))
    else if ('error' in reply) reject(errorOf(reply.error))
    else resolve(reply.result)
  }
  signal?.addEventListener('abort', cancel, { once: true })
  return { message: shared ? { request, shared } : { request }, waitsSinceMs: performance.now(), settle }
}

/**
 * Runs one request in a thread of its own, which ends with it.
 * @throws RushesError CANCELLED by `signal`, once the thread has stopped; what the thread threw.
 */
export async function runInThread<Request, Result>(
  script: Pick<PoolOptions<Request>, 'script' | 'base' | 'timeLimitMs'>,
  request: Request,
  signal?: AbortSignal,
): Promise<Result> {
  const threads = createThreads()
  const pool = createThreadPool<Request, Result>({ ...script, threads })
  try {
    return await pool.run(request, { signal })
  } finally {
    await pool.close()
    await threads.end()
  }
}

function errorOf({ code, message }: { code: string | undefined; message: string }): Error {
  if (code !== undefined && isErrorCode(code)) return new RushesError(code, message)
  return Object.assign(new Error(message), { code })
}
