/** Pause after a scan, as a multiple of its duration: large folders take only a small part of the time. */
const restShare = 10

/** Scans that follow each other, one at a time. */
export interface ScanSchedule {
  /** Asks for a scan in so many milliseconds, or sooner; one asked for during a scan comes after it. */
  within(ms: number): void
  /** Ends the schedule; resolves when the running scan has ended. */
  end(): Promise<void>
}

/** Repeats `scan`, which returns the milliseconds until the next one and must not reject. */
export function createScanSchedule(scan: () => Promise<number>): ScanSchedule {
  let timer: NodeJS.Timeout | undefined
  let dueMs = Number.POSITIVE_INFINITY
  let earliestMs = 0
  let running: Promise<void> | undefined
  let hasEnded = false

  function within(ms: number): void {
    const nowMs = performance.now()
    const wantedMs = Math.max(nowMs + Math.max(0, ms), earliestMs)
    if (hasEnded || wantedMs >= dueMs) return
    dueMs = wantedMs
    if (running) return
    clearTimeout(timer)
    timer = setTimeout(() => {
      running = run()
    }, dueMs - nowMs).unref()
  }

  async function run(): Promise<void> {
    const startMs = performance.now()
    dueMs = Number.POSITIVE_INFINITY
    const nextMs = await scan()
    earliestMs = performance.now() + (performance.now() - startMs) * restShare
    const askedMs = dueMs - performance.now()
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
