import type { ListedExecution } from '../../shared/contract/executions.ts'
import { parseTimestamp } from '../../shared/units.ts'

/** From when to when, in milliseconds since the epoch. */
export interface Span {
  start: number
  end: number
}

/** When a run ran; one that still runs until `now`. Null where nobody noted when it began. */
export function spanOf({ started_at, completed_at, status }: ListedExecution, now: number): Span | null {
  const start = parseTimestamp(started_at ?? '')
  if (Number.isNaN(start)) return null
  const end = completed_at === null && status === 'running' ? now : parseTimestamp(completed_at ?? '')
  return { start, end: Number.isNaN(end) ? start : Math.max(start, end) }
}

/** The time that all of these runs lie in; null where none has any. */
export function axisOf(runs: readonly ListedExecution[], now: number): Span | null {
  const spans = runs.flatMap((run) => spanOf(run, now) ?? [])
  if (spans.length === 0) return null
  const start = Math.min(...spans.map((span) => span.start))
  const end = Math.max(...spans.map((span) => span.end))
  return { start, end: Math.max(end, start + 1000) }
}

/** Where a run lies on the axis, as parts of its length. */
export function placeOn(axis: Span, { start, end }: Span): { left: number; width: number } {
  const length = axis.end - axis.start
  return { left: (start - axis.start) / length, width: (end - start) / length }
}
