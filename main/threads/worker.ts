import { getPriority, setPriority } from 'node:os'
import { parentPort } from 'node:worker_threads'
import { messageOf, systemCode } from '../../shared/errors.ts'

/**
 * Slots of the memory that both sides share during a request: whether it was cancelled (not 0), and the fraction done,
 * 0 to 1.
 */
export const cancelledSlot = 0
export const fractionSlot = 1

export interface ThreadRequest<Request> {
  request: Request
  /** Left out if nobody cancels the request or follows it. */
  shared?: Float64Array
}

/** Sent once, when the thread can answer. */
export const ready = 'ready'

/** `code` is one of `shared/errors.ts` or of the system. */
export type ThreadReply<Result> = { result: Result } | { error: { code: string | undefined; message: string } }

/** The request that a thread is working on, seen from inside the thread. */
export interface RunningRequest {
  /** True if the caller has cancelled it; whatever the thread then returns or throws is dropped. */
  isCancelled(): boolean
  /** Reports the fraction done, 0 to 1. */
  report(fraction: number): void
}

/** Added to the nice value of threads that compute: beside one that answers people, they get a quarter of a core. */
const computingNiceness = 5

/**
 * Lowers the priority of the calling thread, so that what it computes delays no answer. Not for threads that hold locks
 * of the database, for which others wait. Only Linux has priorities of single threads: process 0 of `setpriority(2)` is
 * the calling thread there, and the whole process elsewhere.
 */
export function lowerPriority(): void {
  if (process.platform === 'linux') setPriority(Math.min(getPriority() + computingNiceness, 19))
}

/**
 * Answers each request of a `ThreadPool` with what `answer` returns or throws. To be called once, by the script of the
 * thread.
 */
export function answerRequests<Request, Result>(
  answer: (request: Request, running: RunningRequest) => Result | Promise<Result>,
): void {
  parentPort?.on('message', async ({ request, shared }: ThreadRequest<Request>) => {
    const running: RunningRequest = {
      isCancelled: () => shared !== undefined && shared[cancelledSlot] !== 0,
      report: (fraction) => {
        if (shared) shared[fractionSlot] = fraction
      },
    }
    const reply = async (): Promise<ThreadReply<Result>> => {
      try {
        return { result: await answer(request, running) }
      } catch (error) {
        return { error: { code: systemCode(error), message: messageOf(error) } }
      }
    }
    parentPort?.postMessage(await reply())
  })
  parentPort?.postMessage(ready)
}
