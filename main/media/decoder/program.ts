import { RushesError } from '../../../shared/errors.ts'
import { limits } from '../limits.ts'
import { limitMemory } from './limit-memory.ts'
import type { DecoderReply, DecoderRequest } from './request.ts'
import type { StartDecoder } from './start-decoder.ts'

/** A running decoder with the limits of one kind of work. It answers one request at a time. */
export interface Program {
  readonly limited: keyof typeof limits
  /** Settles when it can answer. @throws RushesError TOOL_MISSING */
  readonly ready: Promise<void>
  readonly ended: Promise<void>
  /** True if it has neither ended nor been killed. */
  isRunning(): boolean
  /** @throws RushesError TOOL_FAILED, which names the file at `path` */
  ask(request: DecoderRequest, path: string): Promise<unknown>
  kill(): void
}

/** In the words of FFmpeg and of JavaScript. */
const outOfMemory = /Cannot allocate memory|Array buffer allocation failed|Invalid array length/

interface Waiting {
  settle(reply: { result: unknown } | { error: string }): void
  fail(reason: string): void
  still: NodeJS.Timeout
}

/** Starts a decoder. */
export function startLimited(start: StartDecoder, path: string, limited: keyof typeof limits): Program {
  const { memoryBytes, stillSeconds, timeSeconds } = limits[limited]
  const seconds = stillSeconds ?? timeSeconds ?? 0
  let waiting: Waiting | undefined
  let isRunning = true
  let stopped: string | undefined
  const ready = settable()
  const ended = settable()
  const running = start(path, {
    onReply(reply: DecoderReply) {
      if ('ready' in reply) void limitMemory(running.pid, memoryBytes).then(() => ready.resolve())
      else if ('progress' in reply) waiting?.still.refresh()
      else waiting?.settle(reply)
    },
    onEnd(reason, output) {
      isRunning = false
      const why = output.match(/^\w*Error.*$/m)?.[0] ?? reason
      ready.reject(new RushesError('TOOL_MISSING', `The decoder could not be started: ${why}.`, { data: { output } }))
      waiting?.fail(stopped ?? `it crashed (${reason})`)
      ended.resolve()
    },
  })
  const kill = () => {
    isRunning = false
    running.kill()
  }

  async function ask(request: DecoderRequest, path: string): Promise<unknown> {
    const failed = (reason: string, data?: Record<string, unknown>) =>
      new RushesError('TOOL_FAILED', `The decoder could not read ${path}: ${reason}.`, { data })
    try {
      return await new Promise((resolve, reject) => {
        const fail = (limit: string) => reject(failed(limit, { limit }))
        const stop = () => {
          stopped = `it made no progress for ${seconds} s and was stopped`
          kill()
        }
        waiting = {
          still: setTimeout(stop, seconds * 1000),
          fail,
          settle(reply) {
            if ('result' in reply) resolve(reply.result)
            else if (outOfMemory.test(reply.error)) fail('it needed more memory than it may use')
            else reject(failed(reply.error))
          },
        }
        if (isRunning) running.send(request)
        else fail('it has ended')
      })
    } finally {
      clearTimeout(waiting?.still)
      waiting = undefined
    }
  }

  return { limited, ready: ready.promise, ended: ended.promise, isRunning: () => isRunning, ask, kill }
}

/** A promise with the functions that settle it; if it is rejected, whoever waits hears of it. */
function settable() {
  let resolve: () => void = () => undefined
  let reject: (error: Error) => void = () => undefined
  const promise = new Promise<void>((...settle) => {
    resolve = settle[0]
    reject = settle[1]
  })
  promise.catch(() => undefined)
  return { promise, resolve: () => resolve(), reject: (error: Error) => reject(error) }
}
