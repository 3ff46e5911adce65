import { EventEmitter, once } from 'node:events'

/** Files between who finds them and who works them off. */
export interface FileQueue<T> {
  /** Adds some, once fewer than the most are waiting. @throws AbortError */
  put(files: readonly T[]): Promise<void>
  /** Takes the one that waits longest, once there is one; undefined when no more will come. @throws AbortError */
  take(): Promise<T | undefined>
  /** No more will come. */
  end(): void
}

/** Makes a queue in which whoever adds waits while `most` wait: a search does not run ahead without end. */
export function createFileQueue<T>(most: number, signal: AbortSignal): FileQueue<T> {
  // As they came: an array of all would be moved by each that is taken from its start.
  const batches: T[][] = []
  const changes = new EventEmitter().setMaxListeners(0)
  let waiting = 0
  let hasEnded = false

  async function put(files: readonly T[]): Promise<void> {
    while (waiting >= most) await once(changes, 'taken', { signal })
    if (files.length === 0) return
    batches.push([...files].reverse())
    waiting += files.length
    changes.emit('put')
  }

  async function take(): Promise<T | undefined> {
    while (batches.length === 0 && !hasEnded) await once(changes, 'put', { signal })
    const file = batches[0]?.pop()
    if (file === undefined) return undefined
    if (batches[0]?.length === 0) batches.shift()
    waiting--
    changes.emit('taken')
    return file
  }

  return {
    put,
    take,
    end() {
      hasEnded = true
      changes.emit('put')
    },
  }
}
