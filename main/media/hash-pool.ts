import { availableParallelism } from 'node:os'
import { extname } from 'node:path'
import { Worker } from 'node:worker_threads'
import { RushesError } from '../../shared/errors.ts'
import {
  fractionSlot,
  type HashReply,
  type HashRequest,
  type HashResults,
  type HashTask,
  stopSlot,
} from './hash-task.ts'

interface HashOptions {
  signal?: AbortSignal | undefined
  /** Called about four times a second with how much of the file is done, 0 to 1. */
  onFraction?: ((fraction: number) => void) | undefined
}

/** Threads that hash, at least two, started when first needed. */
export interface HashPool {
  /**
   * Does one task when a thread is free.
   * @throws RushesError CANCELLED, within a read of 1 MiB of `signal`; an Error with the system's `code` (`ENOENT`, `ENOSPC`…).
   */
  run<K extends HashTask['kind']>(task: HashTask & { kind: K }, options?: HashOptions): Promise<HashResults[K]>
  close(): Promise<void>
}

interface Waiting {
  request: HashRequest
  settle(reply: HashReply): void
}

/** Makes a pool of `size` threads. */
export function createHashPool(size = Math.max(2, availableParallelism())): HashPool {
  const idle: Worker[] = []
  const all: Worker[] = []
  const queue: Waiting[] = []
  const running = new Map<Worker, Waiting>()

  function startWorker(): Worker {
    // See [Note: one flat folder] for the extension.
    const worker = new Worker(new URL(`./hash-worker${extname(import.meta.url)}`, import.meta.url))
    worker.on('message', (reply: HashReply) => {
      const waiting = running.get(worker)
      running.delete(worker)
      idle.push(worker)
      waiting?.settle(reply)
      next()
    })
    worker.on('error', (error) => {
      const waiting = running.get(worker)
      running.delete(worker)
      all.splice(all.indexOf(worker), 1)
      waiting?.settle({ error: { code: undefined, message: error.message } })
      next()
    })
    all.push(worker)
    return worker
  }

  function next(): void {
    const [waiting] = queue
    if (!waiting) return
    const worker = idle.pop() ?? (all.length < size ? startWorker() : undefined)
    if (!worker) return
    queue.shift()
    running.set(worker, waiting)
    worker.postMessage(waiting.request)
  }

  function run<K extends HashTask['kind']>(
    task: HashTask & { kind: K },
    { signal, onFraction }: HashOptions = {},
  ): Promise<HashResults[K]> {
    const shared = new Float64Array(new SharedArrayBuffer(16))
    return new Promise((resolve, reject) => {
      const stop = () => {
        shared[stopSlot] = 1
      }
      if (signal?.aborted) stop()
      signal?.addEventListener('abort', stop, { once: true })
      const timer = onFraction && setInterval(() => onFraction(shared[fractionSlot] ?? 0), 250)
      const settle = (reply: HashReply) => {
        clearInterval(timer)
        signal?.removeEventListener('abort', stop)
        if (shared[stopSlot] !== 0)
          reject(new RushesError('CANCELLED', `Reading ${'path' in task ? task.path : 'files'} was stopped.`))
        else if ('error' in reply) reject(Object.assign(new Error(reply.error.message), { code: reply.error.code }))
        else resolve(reply.result as HashResults[K])
      }
      queue.push({ request: { task, shared }, settle })
      next()
    })
  }

  async function close(): Promise<void> {
    await Promise.all(all.map((worker) => worker.terminate()))
  }

  return { run, close }
}
