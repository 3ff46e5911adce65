/** How much longer than a look there is none: large folders take no more than a small part of the time. */
const restShare = 10

/** Looks that follow each other, one at a time. */
export interface LookSchedule {
  /** Asks for a look in so many milliseconds, or sooner; one that is asked for during a look comes after it. */
  within(ms: number): void
  /** Ends them; resolves when the one that runs has ended. */
  end(): Promise<void>
}

/** Repeats `look`, which answers with the milliseconds until the next one; it must not reject. */
export function createLookSchedule(look: () => Promise<number>): LookSchedule {
  let timer: NodeJS.Timeout | undefined
  let dueMs = Number.POSITIVE_INFINITY
  let earliestMs = 0
  let running: Promise<void> | undefined
  let hasEnded = false

  function within(ms: number): void {
    const wantedMs = Math.max(Date.now() + ms, earliestMs)
    if (hasEnded || wantedMs >= dueMs) return
    dueMs = wantedMs
    if (running) return
    clearTimeout(timer)
    timer = setTimeout(() => {
      running = run()
    }, dueMs - Date.now()).unref()
  }

  async function run(): Promise<void> {
    const startMs = Date.now()
    dueMs = Number.POSITIVE_INFINITY
    const nextMs = await look()
    earliestMs = Date.now() + (Date.now() - startMs) * restShare
    const askedMs = dueMs - Date.now()
    dueMs = Number.POSITIVE_INFINITY
    running = undefined
    within(Math.min(nextMs, askedMs))
  }

  async function end(): Promise<void> {
    hasEnded = true
    clearTimeout(timer)
    await running
  }

  return { within, end }
}
