type Make = (id: string, signal: AbortSignal) => Promise<void>

/** Has something made ahead for what is in view, one at a time, so that there is room for what somebody points at. */
export interface Ahead {
  /** What is wanted from now on, the most wanted first; what is being made and is not wanted any more is stopped. */
  want(ids: readonly string[]): void
}

/** `isMade` says what needs no making; what failed once is not asked for again. */
export function createAhead(make: Make, isMade: (id: string) => boolean): Ahead {
  let wanted: readonly string[] = []
  let current: { id: string; stopping: AbortController } | undefined
  const failed = new Set<string>()

  async function goOn(): Promise<void> {
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
    void goOn()
  }

  return {
    want(ids) {
      wanted = ids
      if (current && !ids.includes(current.id)) current.stopping.abort()
      void goOn()
    },
  }
}
