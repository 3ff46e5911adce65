import type { ListedExecution } from '../../shared/contract/executions.ts'
import { parseTimestamp } from '../../shared/units.ts'

/** Start and end, in milliseconds since the epoch. */
export interface Span {
  start: number
  end: number
}

/** Returns the time span of a run, until `now` if it is still running. Null if its start is unknown. */
export function spanOf({ started_at, completed_at, status }: ListedExecution, now: number): Span | null {
  const start = parseTimestamp(started_at ?? '')
  if (Number.isNaN(start)) return null
  const end = completed_at === null && status === 'running' ? now : parseTimestamp(completed_at ?? '')
  return { start, end: Number.isNaN(end) ? start : Math.max(start, end) }
}

/** Returns the time span of several runs; null if none of them has one. */
export function axisOf(runs: readonly ListedExecution[], now: number): Span | null {
  const spans = runs.flatMap((run) => spanOf(run, now) ?? [])
  if (spans.length === 0) return null
  const start = Math.min(...spans.map((span) => span.start))
  const end = Math.max(...spans.map((span) => span.end))
  return { start, end: Math.max(end, start + 1000) }
}

/** Returns the position and length of a run on an axis, as fractions of it. */
export function positionOn(axis: Span, { start, end }: Span): { left: number; width: number } {
  const length = axis.end - axis.start
  return { left: (start - axis.start) / length, width: (end - start) / length }
}
