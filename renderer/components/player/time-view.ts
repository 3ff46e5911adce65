/** The part of a take that its time axis shows, in seconds. It is inside the take and longer than 0. */
export interface TimeView {
  start: number
  end: number
}

/** Returns the shown part of a take; `view` is null while all of it is shown. */
export function shownView(view: TimeView | null, durationSeconds: number): TimeView {
  return view ?? { start: 0, end: durationSeconds }
}

/** Returns the position of a time along the axis: 0 is its left end, 1 the right one; outside of it beyond these. */
export function partAt(view: TimeView, seconds: number): number {
  return view.end > view.start ? (seconds - view.start) / (view.end - view.start) : 0
}

/** Returns the time at a position along the axis, in seconds; positions beyond its ends count as the ends. */
export function secondsAt(view: TimeView, part: number): number {
  return view.start + Math.min(1, Math.max(0, part)) * (view.end - view.start)
}

/** Returns the times that a range spans on the axis as parts of it, 0 to 1; null if it is not in view. */
export function spanOf(view: TimeView, range: { start: number; end: number }): { left: number; right: number } | null {
  if (range.end < view.start || range.start > view.end || view.end <= view.start) return null
  return { left: Math.max(0, partAt(view, range.start)), right: Math.min(1, partAt(view, range.end)) }
}

/** Limits of a view. */
export interface ViewLimits {
  durationSeconds: number
  /** Length of the closest view. */
  leastSeconds: number
}

/**
 * Zooms by `factor` (2 shows half as much) and keeps the time at `anchorSeconds` where it is on screen. Returns null
 * once the whole take is in view.
 */
export function zoomedView(
  view: TimeView | null,
  { durationSeconds, leastSeconds }: ViewLimits,
  factor: number,
  anchorSeconds: number,
): TimeView | null {
  const shown = shownView(view, durationSeconds)
  const length = Math.max(leastSeconds, (shown.end - shown.start) / factor)
  if (length >= durationSeconds) return null
  const part = Math.min(1, Math.max(0, partAt(shown, anchorSeconds)))
  const anchor = secondsAt(shown, part)
  return insideTake(anchor - part * length, length, durationSeconds)
}

/** Moves the view by `seconds`, as far as the take goes. */
export function pannedView(view: TimeView | null, durationSeconds: number, seconds: number): TimeView | null {
  return view && insideTake(view.start + seconds, view.end - view.start, durationSeconds)
}

/** Returns the view that shows `seconds`: the same one, or if that does not, one as long that begins shortly before. */
export function viewWith(view: TimeView | null, durationSeconds: number, seconds: number): TimeView | null {
  if (!view || isInView(view, seconds)) return view
  const length = view.end - view.start
  return insideTake(seconds - length * marginPart, length, durationSeconds)
}

/** Returns whether a time is on the axis. */
export function isInView(view: TimeView | null, seconds: number): boolean {
  return view === null || (seconds >= view.start && seconds <= view.end)
}

/** Part of the view that stays before a playhead that it turned to. */
const marginPart = 0.08

function insideTake(start: number, length: number, durationSeconds: number): TimeView {
  const inside = Math.max(0, Math.min(start, durationSeconds - length))
  return { start: inside, end: inside + length }
}
