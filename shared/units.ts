/**
 * Numbers in people's words. Pure, the same on screen and in the terminal. An unknown value (null, NaN, infinite) is an en
 * dash, never a zero.
 */
const unknown = '–'

function known(value: number | null | undefined): value is number {
  return typeof value === 'number' && Number.isFinite(value)
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0')
}

/** A length for captions, rounded to whole seconds: `0:08`, `1:02:03`. `seconds` below zero counts as zero. */
export function formatDuration(seconds: number | null | undefined): string {
  if (!known(seconds)) return unknown
  const whole = Math.max(0, Math.round(seconds))
  const hours = Math.floor(whole / 3600)
  const minutes = Math.floor(whole / 60) % 60
  const rest = twoDigits(whole % 60)
  return hours > 0 ? `${hours}:${twoDigits(minutes)}:${rest}` : `${minutes}:${rest}`
}

/** A point in time to the millisecond: `00:03.250`, from an hour on `1:00:03.250`. Rounds down, so that it never names a later frame. */
export function formatTimecode(seconds: number | null | undefined): string {
  if (!known(seconds)) return unknown
  // The addition takes back what binary fractions lose: 3.25 s is 3250 ms, and 0.57 s must not become 569.
  const milliseconds = Math.max(0, Math.floor(seconds * 1000 + 1e-6))
  const hours = Math.floor(milliseconds / 3_600_000)
  const minutes = twoDigits(Math.floor(milliseconds / 60_000) % 60)
  const rest = `${twoDigits(Math.floor(milliseconds / 1000) % 60)}.${String(milliseconds % 1000).padStart(3, '0')}`
  return hours > 0 ? `${hours}:${minutes}:${rest}` : `${minutes}:${rest}`
}

/** Three digits at most before a unit that grows by 1,000: `18.4 MB`, `920 kB`. */
function scale(value: number, units: readonly [string, ...string[]]): string {
  let amount = Math.max(0, value)
  let unit: string = units[0]
  for (const next of units.slice(1)) {
    // 999.95 would be shown as 1,000.0 of the smaller unit.
    if (amount < (unit === units[0] ? 999.5 : 999.95)) break
    amount /= 1000
    unit = next
  }
  const digits = unit === units[0] ? 0 : amount < 9.995 ? 2 : amount < 99.95 ? 1 : 0
  return `${amount
    .toFixed(digits)
    .replace(/(\.\d*?)0+$/, '$1')
    .replace(/\.$/, '')} ${unit}`
}

/** Bytes in decimal units as file managers and disk makers count them: `18.4 MB`, `1.84 TB`. */
export function formatBytes(bytes: number | null | undefined): string {
  return known(bytes) ? scale(bytes, ['B', 'kB', 'MB', 'GB', 'TB', 'PB']) : unknown
}

/** Bits per second: `19.2 Mbit/s`. */
export function formatBitRate(bitsPerSecond: number | null | undefined): string {
  return known(bitsPerSecond) ? scale(bitsPerSecond, ['bit/s', 'kbit/s', 'Mbit/s', 'Gbit/s']) : unknown
}

/** A whole number with thousands separators, and its noun where one is given: `48,213`, `1 take`, `3 takes`. */
export function formatCount(count: number | null | undefined, noun?: string, plural = `${noun}s`): string {
  if (!known(count)) return unknown
  const number = Math.round(count).toLocaleString('en-US')
  if (!noun) return number
  return `${number} ${number === '1' ? noun : plural}`
}

/** How long something still takes, roughly: `24 s`, `3 min`, `2 h 5 min`. */
export function formatTimeLeft(seconds: number | null | undefined): string {
  if (!known(seconds)) return unknown
  const whole = Math.max(0, Math.ceil(seconds))
  if (whole < 100) return `${whole} s`
  const minutes = Math.round(whole / 60)
  if (minutes < 100) return `${minutes} min`
  return minutes % 60 === 0 ? `${minutes / 60} h` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}

/** How long something took, to the second while that says something: `58 s`, `2 min 31 s`, `1 h 5 min`. */
export function formatTook(seconds: number | null | undefined): string {
  if (!known(seconds)) return unknown
  const whole = Math.max(0, Math.round(seconds))
  if (whole < 60) return `${whole} s`
  const minutes = Math.floor(whole / 60)
  if (minutes < 60) return whole % 60 === 0 ? `${minutes} min` : `${minutes} min ${twoDigits(whole % 60)} s`
  return minutes % 60 === 0 ? `${minutes / 60} h` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}

/** Milliseconds since the epoch of a timestamp of the database (`YYYY-MM-DD HH:MM:SS`, UTC) or of ISO 8601; NaN for anything else. */
export function parseTimestamp(timestamp: string): number {
  const plain = /^\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(\.\d+)?$/.test(timestamp)
  return Date.parse(plain ? `${timestamp.replace(' ', 'T')}Z` : timestamp)
}

/**
 * A timestamp of the database (UTC text) in the time of this computer: `Today 14:02`, `Yesterday 09:14`, `12 Mar 14:02`, and the
 * year where it is another one. `now` is in milliseconds since the epoch.
 */
export function formatWhen(timestamp: string | null | undefined, now: number = Date.now()): string {
  const date = new Date(timestamp ? parseTimestamp(timestamp) : Number.NaN)
  if (Number.isNaN(date.getTime())) return unknown
  const clock = `${twoDigits(date.getHours())}:${twoDigits(date.getMinutes())}`
  const today = new Date(now)
  const yesterday = new Date(today.getFullYear(), today.getMonth(), today.getDate() - 1)
  if (date.toDateString() === today.toDateString()) return `Today ${clock}`
  if (date.toDateString() === yesterday.toDateString()) return `Yesterday ${clock}`
  const day = `${date.getDate()} ${months[date.getMonth()]}`
  return date.getFullYear() === today.getFullYear() ? `${day} ${clock}` : `${day} ${date.getFullYear()} ${clock}`
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
