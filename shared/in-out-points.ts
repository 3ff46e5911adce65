/** In and out points in seconds, null if not set. If both are set, `in` is before `out`. */
export interface InOutPoints {
  in: number | null
  out: number | null
}

export const noInOut: InOutPoints = { in: null, out: null }

/** Sets the in point and clears an out point at or before it. */
export function setInPoint(points: InOutPoints, seconds: number): InOutPoints {
  return { in: seconds, out: points.out !== null && points.out > seconds ? points.out : null }
}

/** Sets the out point and clears an in point at or after it. */
export function setOutPoint(points: InOutPoints, seconds: number): InOutPoints {
  return { in: points.in !== null && points.in < seconds ? points.in : null, out: seconds }
}

/** Returns whether either point is set. */
export function hasInOut(points: InOutPoints): boolean {
  return points.in !== null || points.out !== null
}

/** Returns the range that a loop repeats, in seconds: from in, or the start, to out, or the end. */
export function inOutRange(points: InOutPoints, durationSeconds: number): { start: number; end: number } {
  return { start: points.in ?? 0, end: points.out ?? durationSeconds }
}
