import { RushesError } from '../../../shared/errors.ts'

/** The urgency of a preview: on screen now, on screen once the pointer is there, out of view. */
export const urgencies = ['now', 'soon', 'later'] as const
export type Urgency = (typeof urgencies)[number]

type Work = (signal: AbortSignal) => Promise<string>

interface Task {
  urgency: Urgency
  waiters: number
  stopping: AbortController
  result: Promise<string>
  start: () => void
}

interface PreviewRequest {
  urgency: Urgency
  signal?: AbortSignal | undefined
}

/**
 * Work identified by a key; requests with the same key share one result. The most urgent runs first, then the oldest.
 * Work whose requests are all cancelled is stopped, running or not.
 */
export interface PreviewQueue {
  /** Returns the result of `work`. @throws RushesError CANCELLED by `signal` or by `close`; what `work` throws. */
  request(key: string, request: PreviewRequest, work: Work): Promise<string>
  /** Stops all work and waits until none runs. */
  close(): Promise<void>
}

/** Creates a queue that runs up to `concurrency` works at a time. */
export function createPreviewQueue(concurrency: number): PreviewQueue {
  const tasks = new Map<string, Task>()
  const waiting = new Set<Task>()
  const running = new Set<Promise<string>>()
  let closed = false

  function startNext(): void {
    while (running.size < concurrency && waiting.size > 0) {
      const [next] = [...waiting].sort((a, b) => urgencies.indexOf(a.urgency) - urgencies.indexOf(b.urgency))
      next?.start()
    }
  }

  function createTask(key: string, urgency: Urgency, work: Work): Task {
    const stopping = new AbortController()
    const remove = () => {
      waiting.delete(task)
      if (tasks.get(key) === task) tasks.delete(key)
    }
    let start: () => void = () => undefined
    const result = new Promise<string>((resolve, reject) => {
      start = () => {
        waiting.delete(task)
        const run = work(stopping.signal)
        running.add(run)
        const ended = () => {
          running.delete(run)
          remove()
          startNext()
        }
        run.then(resolve, reject).finally(ended)
      }
      stopping.signal.addEventListener('abort', () => {
        remove()
        reject(new RushesError('CANCELLED', 'The preview is no longer needed.'))
      })
    })
    // Every request may have been cancelled.
    result.catch(() => undefined)
    const task: Task = { urgency, waiters: 0, stopping, result, start: () => start() }
    tasks.set(key, task)
    waiting.add(task)
    return task
  }

  return {
    request(key, { urgency, signal }, work) {
      if (closed || signal?.aborted)
        return Promise.reject(new RushesError('CANCELLED', 'The preview is no longer needed.'))
      const task = tasks.get(key) ?? createTask(key, urgency, work)
      if (urgencies.indexOf(urgency) < urgencies.indexOf(task.urgency)) task.urgency = urgency
      startNext()
      return waitFor(task, signal)
    },
    async close() {
      closed = true
      for (const task of [...tasks.values()]) task.stopping.abort()
      await Promise.allSettled(running)
    },
  }
}

/** Waits for a task; the last request that is cancelled stops it. */
function waitFor(task: Task, signal: AbortSignal | undefined): Promise<string> {
  task.waiters++
  return new Promise((resolve, reject) => {
    const leave = () => {
      if (--task.waiters === 0) task.stopping.abort()
      reject(new RushesError('CANCELLED', 'The preview is no longer needed.'))
    }
    signal?.addEventListener('abort', leave, { once: true })
    task.result.then(resolve, reject).finally(() => signal?.removeEventListener('abort', leave))
  })
}
