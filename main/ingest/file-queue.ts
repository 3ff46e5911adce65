import { EventEmitter, once } from 'node:events'

/** Files between the search that finds them and the workers that import them. */
export interface FileQueue<T> {
  /** Adds files; waits while the queue is full. @throws AbortError */
  add(files: readonly T[]): Promise<void>
  /**
   * Removes the oldest file and returns it, waiting for one; undefined once the queue has ended and is empty.
   * @throws AbortError
   */
  next(): Promise<T | undefined>
  /** Ends the queue: no more files will be added. */
  end(): void
}

/** Creates a queue that is full with `most` files, so that a search does not run far ahead of the work. */
export function createFileQueue<T>(most: number, signal: AbortSignal): FileQueue<T> {
  // Kept in the batches that were added: each `shift` of one large array would move all of it.
  const batches: T[][] = []
  const changes = new EventEmitter().setMaxListeners(0)
  let waiting = 0
  let hasEnded = false

  async function add(files: readonly T[]): Promise<void> {
    while (waiting >= most) await once(changes, 'removed', { signal })
    if (files.length === 0) return
    batches.push([...files].reverse())
    waiting += files.length
    changes.emit('added')
  }

  async function next(): Promise<T | undefined> {
    while (batches.length === 0 && !hasEnded) await once(changes, 'added', { signal })
    const file = batches[0]?.pop()
    if (file === undefined) return undefined
    if (batches[0]?.length === 0) batches.shift()
    waiting--
    changes.emit('removed')
    return file
  }

  return {
    add,
    next,
    end() {
      hasEnded = true
      changes.emit('added')
    },
  }
}
