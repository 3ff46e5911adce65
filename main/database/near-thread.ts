import { extname } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { KeepRule } from '../../shared/contract/duplicates.ts'
import { RushesError } from '../../shared/errors.ts'

/** Which groups are asked for. */
export interface NearRequest {
  /** How many bits the hashes in a group may be from that of its first. */
  distance: number
  /** What makes one better than another, the most important first. */
  keep: readonly KeepRule[]
  /** A stretch of the groups, those first that would free most. */
  offset: number
  limit: number
  /** How many of each group to name. */
  takes: number
}

/** A stretch of the groups, and what there is in all. Videos are named by their rowids. */
export interface FoundGroups {
  groups: { takes: { rowid: number; distance: number }[]; count: number; removable_bytes: number }[]
  total: number
  /** All takes but the first of each group, and their size. */
  removable: number
  removable_bytes: number
  /** Another one where any group has changed. */
  version: string
}

export type NearQuestion = NearRequest & { id: number; stop: Int32Array }
export type NearReply = { id: number } & ({ found: FoundGroups } | { error: string })

/** Searches the library for videos that look alike, beside the main thread. */
export interface NearThread {
  /** @throws RushesError CANCELLED, soon after `signal`; Error where the thread ended. */
  find(request: NearRequest, signal?: AbortSignal): Promise<FoundGroups>
  close(): Promise<void>
}

interface Waiting {
  resolve(found: FoundGroups): void
  reject(error: Error): void
}

/** Makes the thread of one core, for the database at `path`; it is started when first needed. */
export function createNearThread(path: string): NearThread {
  const waiting = new Map<number, Waiting>()
  let worker: Worker | undefined
  let nextId = 1

  function settle(id: number): Waiting | undefined {
    const one = waiting.get(id)
    waiting.delete(id)
    if (waiting.size === 0) worker?.unref()
    return one
  }

  /** What was asked of a thread is lost with it; the next question starts a new one. */
  async function drop(error: Error): Promise<void> {
    const dropped = worker
    worker = undefined
    for (const id of [...waiting.keys()]) settle(id)?.reject(error)
    await dropped?.terminate()
  }

  function start(): Worker {
    // See [Note: one flat folder] for the extension.
    const started = new Worker(new URL(`./near-worker${extname(import.meta.url)}`, import.meta.url), {
      workerData: path,
    })
    started.on('message', (reply: NearReply) => {
      const one = settle(reply.id)
      if ('error' in reply) one?.reject(new Error(reply.error))
      else one?.resolve(reply.found)
    })
    started.on('error', (error) => {
      if (worker === started) void drop(error)
    })
    return started
  }

  return {
    find(request, signal) {
      worker ??= start()
      worker.ref()
      const id = nextId++
      const stop = new Int32Array(new SharedArrayBuffer(4))
      return new Promise((resolve, reject) => {
        const cancel = () => {
          stop[0] = 1
          settle(id)?.reject(new RushesError('CANCELLED', 'The search for duplicates was stopped.'))
        }
        waiting.set(id, { resolve, reject })
        if (signal?.aborted) return cancel()
        signal?.addEventListener('abort', cancel, { once: true })
        worker?.postMessage({ ...request, id, stop } satisfies NearQuestion)
      })
    },
    close: () => drop(new Error('the library was closed')),
  }
}
