import type { MarkedFrame } from './marked-frames.ts'
import type { Stretch } from './stretches.ts'

/**
 * Gathers what ffmpeg tells of something that has to last `minSeconds` before it counts: `<name>_start` on the frame at
 * which it has, `<name>_end` and `<name>_duration` on the first one after. See [Note: six digits].
 */
export function gatherLasting(name: string, minSeconds: number) {
  const stretches: Stretch[] = []
  let start: number | undefined
  return {
    onFrame({ seconds, values }: MarkedFrame): void {
      // What lasted just long enough begins and ends on one frame.
      const begun = times(values, `${name}_start`)
      if (begun !== undefined) start = nearer(begun, seconds - minSeconds)
      const end = times(values, `${name}_end`)
      if (end === undefined) return
      const endSeconds = nearer(end, seconds)
      const lasted = times(values, `${name}_duration`)
      stretches.push({ start: lasted === undefined ? (start ?? endSeconds) : endSeconds - lasted, end: endSeconds })
      start = undefined
    },
    /** All of them; what still lasts ends at `endSeconds`. */
    finish(endSeconds: number): Stretch[] {
      return start === undefined ? stretches : [...stretches, { start, end: endSeconds }]
    },
  }
}

function times(values: ReadonlyMap<string, string>, key: string): number | undefined {
  const seconds = Number(values.get(key) ?? Number.NaN)
  return Number.isFinite(seconds) ? seconds : undefined
}

/** A time that ffmpeg wrote in six digits, unless the time of the frame that carries it is the more exact one. */
function nearer(written: number, ofFrame: number): number {
  return written < 10_000 ? written : ofFrame
}
