import { RushesError } from '../../shared/errors.ts'

/** How soon something is wanted: somebody looks at its place now, it is in view and will be pointed at, nobody sees it yet. */
export const urgencies = ['now', 'soon', 'later'] as const
export type Urgency = (typeof urgencies)[number]

type Work = (signal: AbortSignal) => Promise<string>

interface Task {
  urgency: Urgency
  askers: number
  stopping: AbortController
  result: Promise<string>
  start: () => void
}

interface Asked {
  urgency: Urgency
  signal?: AbortSignal | undefined
}

/**
 * Work that is known by a key: whoever asks for the same gets the same. The most urgent goes first, of equals the one that
 * was asked first; what nobody asks for any more is stopped, running or not.
 */
export interface PreviewQueue {
  /** @throws RushesError CANCELLED by `signal` or by `close`, and what `work` throws. */
  ask(key: string, asked: Asked, work: Work): Promise<string>
  /** Stops everything, and waits until nothing runs. */
  close(): Promise<void>
}

/** A queue that does `atOnce` works at a time. */
export function createPreviewQueue(atOnce: number): PreviewQueue {
  const tasks = new Map<string, Task>()
  const waiting = new Set<Task>()
  const running = new Set<Promise<string>>()
  let closed = false

  function startNext(): void {
    while (running.size < atOnce && waiting.size > 0) {
      const [next] = [...waiting].sort((a, b) => urgencies.indexOf(a.urgency) - urgencies.indexOf(b.urgency))
      next?.start()
    }
  }

  function createTask(key: string, urgency: Urgency, work: Work): Task {
    const stopping = new AbortController()
    const forget = () => {
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
          forget()
          startNext()
        }
        run.then(resolve, reject).finally(ended)
      }
      stopping.signal.addEventListener('abort', () => {
        forget()
        reject(new RushesError('CANCELLED', 'Nobody waits for this any more.'))
      })
    })
    // Whoever asked may have gone.
    result.catch(() => undefined)
    const task: Task = { urgency, askers: 0, stopping, result, start: () => start() }
    tasks.set(key, task)
    waiting.add(task)
    return task
  }

  return {
    ask(key, { urgency, signal }, work) {
      if (closed || signal?.aborted) return Promise.reject(new RushesError('CANCELLED', 'It is not wanted any more.'))
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

/** Waits for a task as one of those who ask for it; the last one that leaves stops it. */
function waitFor(task: Task, signal: AbortSignal | undefined): Promise<string> {
  task.askers++
  return new Promise((resolve, reject) => {
    const leave = () => {
      if (--task.askers === 0) task.stopping.abort()
      reject(new RushesError('CANCELLED', 'It is not wanted any more.'))
    }
    signal?.addEventListener('abort', leave, { once: true })
    task.result.then(resolve, reject).finally(() => signal?.removeEventListener('abort', leave))
  })
}
