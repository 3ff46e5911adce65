type Make = (id: string, signal: AbortSignal) => Promise<void>

export interface Prefetch {
  /** Replaces the queue; the most urgent id comes first. Work on an id that is no longer in the queue is aborted. */
  want(ids: readonly string[]): void
}

/**
 * Creates a queue that makes one storyboard at a time, to leave resources for those that the pointer requests. `isMade`
 * returns whether a storyboard exists; failed ones are not retried.
 */
export function createPrefetch(make: Make, isMade: (id: string) => boolean): Prefetch {
  let wanted: readonly string[] = []
  let current: { id: string; stopping: AbortController } | undefined
  const failed = new Set<string>()

  async function makeNext(): Promise<void> {
    if (current) return
    const id = wanted.find((it) => !failed.has(it) && !isMade(it))
    if (id === undefined) return
    const stopping = new AbortController()
    current = { id, stopping }
    try {
      await make(id, stopping.signal)
    } catch {
      if (!stopping.signal.aborted) failed.add(id)
    }
    current = undefined
    void makeNext()
  }

  return {
    want(ids) {
      wanted = ids
      if (current && !ids.includes(current.id)) current.stopping.abort()
      void makeNext()
    },
  }
}
