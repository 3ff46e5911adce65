import { Worker } from 'node:worker_threads'

/** Repeats some work until it is stopped. */
export function repeat(work: () => Promise<unknown>): { stop(): Promise<void> } {
  let isRunning = true
  const running = (async () => {
    while (isRunning) await work()
  })()
  return {
    async stop() {
      isRunning = false
      await running
    },
  }
}

/** Takes the write lock of a database again and again, as another program, until it is stopped. */
export function holdLock(path: string): { stop(): Promise<void> } {
  const worker = new Worker(new URL('./hold-lock-worker.ts', import.meta.url), { workerData: path })
  return { stop: async () => void (await worker.terminate()) }
}
