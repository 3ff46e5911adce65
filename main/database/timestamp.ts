import { parseTimestamp } from '../../shared/units.ts'

/** `date` as SQLite's `CURRENT_TIMESTAMP` writes it: `YYYY-MM-DD HH:MM:SS`, UTC. */
export function toTimestamp(date: Date): string {
  return date.toISOString().slice(0, 19).replace('T', ' ')
}

/**
 * What any program wrote as a time, as `toTimestamp` does: ISO 8601, in UTC where it names no zone as Python's
 * `utcnow().isoformat()` does not, or Unix seconds. What is no time stays as it is.
 */
export function readTimestamp(value: unknown): string | null {
  if (value === null || value === undefined) return null
  // Of anything else JavaScript makes a date somehow: “take 1” is one of 2001.
  const isIso = /^\d{4}-\d\d-\d\d/.test(String(value))
  const date = new Date(typeof value === 'number' ? value * 1000 : isIso ? parseTimestamp(String(value)) : Number.NaN)
  return Number.isNaN(date.getTime()) ? String(value) : toTimestamp(date)
}

/** A row as it was read, its times (the columns that end in `_at`) as `toTimestamp` writes them. */
export function withTimes<Row extends object>(row: Row): Row {
  const entries = Object.entries(row).map(([name, value]) => [
    name,
    name.endsWith('_at') ? readTimestamp(value) : value,
  ])
  return Object.fromEntries(entries)
}
