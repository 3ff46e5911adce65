import { dayMs, parseTimestamp } from '../../../shared/units.ts'

/** Formats `date` as SQLite’s `CURRENT_TIMESTAMP` does: `YYYY-MM-DD HH:MM:SS`, UTC. */
export function toTimestamp(date: Date): string {
  return date.toISOString().slice(0, 19).replace('T', ' ')
}

/** Returns the timestamp of `days` before `now`. */
export function timestampBefore(now: Date, days: number): string {
  return toTimestamp(new Date(now.getTime() - days * dayMs))
}

/**
 * Formats a time that any program wrote as `toTimestamp` does. Reads ISO 8601 (UTC if it names no zone, like Python’s
 * `utcnow().isoformat()`) and Unix seconds; returns other texts unchanged.
 */
export function readTimestamp(value: unknown): string | null {
  if (value === null || value === undefined) return null
  // JavaScript parses nearly any text as a date: “take 1” is one in 2001.
  const isIso = /^\d{4}-\d\d-\d\d/.test(String(value))
  const date = new Date(typeof value === 'number' ? value * 1000 : isIso ? parseTimestamp(String(value)) : Number.NaN)
  return Number.isNaN(date.getTime()) ? String(value) : toTimestamp(date)
}

/** Formats the times of a row (the columns that end in `_at`) as `toTimestamp` does. See [Note: foreign values]. */
export function withTimes<Row extends object>(row: Row): Row {
  const entries = Object.entries(row).map(([name, value]) => [
    name,
    name.endsWith('_at') ? readTimestamp(value) : value,
  ])
  return Object.fromEntries(entries)
}
