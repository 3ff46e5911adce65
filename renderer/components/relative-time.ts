import { formatWhen } from '../../shared/units.ts'

/** Formats a timestamp for use within a sentence: `today 14:02`, `12 Mar 14:02`. */
export function formatWhenInline(timestamp: string | null | undefined): string {
  return formatWhen(timestamp).replace(/^(Today|Yesterday)/, (day) => day.toLowerCase())
}

/** Formats a Unix time in seconds: `Today 14:02`. */
export function formatUnixTime(seconds: number): string {
  return formatWhen(new Date(seconds * 1000).toISOString())
}

/** Formats a Unix time in seconds for use within a sentence: `today 14:02`. */
export function formatUnixTimeInline(seconds: number): string {
  return formatWhenInline(new Date(seconds * 1000).toISOString())
}

/** Returns a Unix time in seconds as ISO 8601. */
export function unixTimestamp(seconds: number): string {
  return new Date(seconds * 1000).toISOString()
}
