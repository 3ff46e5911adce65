import type { MarkedFrame } from './marked-frames.ts'
import type { TimeRange } from './ranges.ts'

/**
 * Gathers ranges from the marks of a filter that reports what lasts for at least `minSeconds`: `<name>_start` on the
 * frame at which that time has passed, `<name>_end` and `<name>_duration` on the first frame after the range. See
 * [Note: six digits].
 */
export function gatherRanges(name: string, minSeconds: number) {
  const ranges: TimeRange[] = []
  let start: number | undefined
  return {
    onFrame({ seconds, values }: Pick<MarkedFrame, 'seconds' | 'values'>): void {
      // A range that lasts just long enough has its start and its end on one frame.
      const begun = secondsIn(values, `${name}_start`)
      if (begun !== undefined) start = moreExact(begun, seconds - minSeconds)
      const end = secondsIn(values, `${name}_end`)
      if (end === undefined) return
      const endSeconds = moreExact(end, seconds)
      const lasted = secondsIn(values, `${name}_duration`)
      ranges.push({ start: lasted === undefined ? (start ?? endSeconds) : endSeconds - lasted, end: endSeconds })
      start = undefined
    },
    /** Returns all ranges; an open one ends at `endSeconds`. */
    finish(endSeconds: number): TimeRange[] {
      return start === undefined ? ranges : [...ranges, { start, end: endSeconds }]
    },
  }
}

function secondsIn(values: ReadonlyMap<string, string>, key: string): number | undefined {
  const seconds = Number(values.get(key) ?? Number.NaN)
  return Number.isFinite(seconds) ? seconds : undefined
}

/** Returns the more exact of the time that ffmpeg wrote with six digits, and the time of the frame that carries it. */
function moreExact(written: number, ofFrame: number): number {
  return written < 10_000 ? written : ofFrame
}
