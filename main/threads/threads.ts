import { Worker } from 'node:worker_threads'

/**
 * The threads of a process by their script. Starting one takes about 100 ms, so libraries that are opened one after the
 * other can share them.
 */
export interface Threads {
  /** Returns an idle thread that an earlier pool has left; undefined if there is none. */
  take(script: URL): Worker | undefined
  /** Starts a thread; it answers as `answerRequests` does. */
  start(script: URL): Worker
  /** Keeps an idle thread for the next pool. It keeps no state of the library that it worked for. */
  leave(script: URL, worker: Worker): void
  /** Ends the threads that nobody uses. */
  end(): Promise<void>
}

/**
 * Megabytes for short-lived objects of a thread. With V8's own choice, the one that counts keeps 30 MB more once it has
 * read a million takes, and is no faster.
 */
const maxYoungGenerationSizeMb = 6

/** Threads that have not said yet that they are ready. */
const loading = new WeakSet<Worker>()

/** Creates the threads of a process; none is started yet. */
export function createThreads(): Threads {
  const idle = new Map<string, Set<Worker>>()
  const idleOf = (script: URL): Set<Worker> => {
    const workers = idle.get(script.href) ?? new Set()
    idle.set(script.href, workers)
    return workers
  }
  return {
    take(script) {
      const [worker] = idleOf(script)
      if (!worker) return undefined
      idleOf(script).delete(worker)
      stopListening(worker)
      return worker
    },
    start(script) {
      const worker = new Worker(script, { resourceLimits: { maxYoungGenerationSizeMb } })
      loading.add(worker)
      return worker.once('message', () => loading.delete(worker))
    },
    leave(script, worker) {
      stopListening(worker)
      worker.on('error', () => idleOf(script).delete(worker))
      worker.unref()
      idleOf(script).add(worker)
    },
    async end() {
      const workers = [...idle.values()].flatMap((each) => [...each])
      idle.clear()
      await Promise.all(workers.map((worker) => worker.terminate()))
    },
  }
}

/** Removes the listeners of a pool, and none of Node's own. */
export function stopListening(worker: Worker): void {
  worker.removeAllListeners('message').removeAllListeners('error')
}

/**
 * Ends a thread and waits until it has ended. A reply that is on its way is dropped.
 *
 * [Note: addons in threads] To end a thread while it loads an addon aborts the process. So threads load theirs before
 * they say that they are ready, and one that starts is ended only then.
 */
export async function endThread(worker: Worker): Promise<void> {
  // Its listener would let the process exit while it waits for the end of the thread.
  stopListening(worker)
  worker.on('error', () => undefined)
  if (loading.has(worker)) await new Promise((resolve) => worker.once('message', resolve).once('exit', resolve))
  await worker.terminate()
}
