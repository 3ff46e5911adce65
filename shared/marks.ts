/** In and out of a stretch, in seconds; null where not set. `in` is before `out` when both are set. */
export interface Marks {
  in: number | null
  out: number | null
}

export const noMarks: Marks = { in: null, out: null }

/** Sets the in mark. An out mark at or before it is let go: the newer mark wins. */
export function markIn(marks: Marks, seconds: number): Marks {
  return { in: seconds, out: marks.out !== null && marks.out > seconds ? marks.out : null }
}

/** Sets the out mark. An in mark at or after it is let go. */
export function markOut(marks: Marks, seconds: number): Marks {
  return { in: marks.in !== null && marks.in < seconds ? marks.in : null, out: seconds }
}

/** Whether either is set. */
export function hasMarks(marks: Marks): boolean {
  return marks.in !== null || marks.out !== null
}

/** The stretch that a loop repeats: from in, or the beginning, to out, or the end; in seconds. */
export function markedRange(marks: Marks, durationSeconds: number): { start: number; end: number } {
  return { start: marks.in ?? 0, end: marks.out ?? durationSeconds }
}
