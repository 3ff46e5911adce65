/** Returns the seconds that a text names: `2.5`, `1:02.5` (minutes) or `1:00:02.5` (hours); null for anything else. */
export function secondsOf(text: string): number | null {
  const [, hours = 0, minutes = 0, seconds] = /^(?:(?:(\d+):)?(\d+):)?(\d+(?:\.\d+)?)$/.exec(text) ?? []
  return seconds === undefined ? null : Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)
}

/** Milliseconds of a day. */
export const dayMs = 86_400_000

/**
 * Shown for an unknown value (null, NaN, infinite) instead of zero. All formats are the same on screen and in the
 * terminal.
 */
const unknown = '–'

function known(value: number | null | undefined): value is number {
  return typeof value === 'number' && Number.isFinite(value)
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0')
}

/** Formats a duration, rounded to whole seconds: `0:08`, `1:02:03`. Negative values count as zero. */
export function formatDuration(seconds: number | null | undefined): string {
  if (!known(seconds)) return unknown
  const whole = Math.max(0, Math.round(seconds))
  const hours = Math.floor(whole / 3600)
  const minutes = Math.floor(whole / 60) % 60
  const rest = twoDigits(whole % 60)
  return hours > 0 ? `${hours}:${twoDigits(minutes)}:${rest}` : `${minutes}:${rest}`
}

/**
 * Formats a time to the millisecond: `00:03.250`, from one hour on `1:00:03.250`. Rounds down, so as never to name a
 * later frame.
 */
export function formatTimecode(seconds: number | null | undefined): string {
  if (!known(seconds)) return unknown
  // The addition compensates for binary fractions: 0.57 s must not become 569 ms.
  const milliseconds = Math.max(0, Math.floor(seconds * 1000 + 1e-6))
  const hours = Math.floor(milliseconds / 3_600_000)
  const minutes = twoDigits(Math.floor(milliseconds / 60_000) % 60)
  const rest = `${twoDigits(Math.floor(milliseconds / 1000) % 60)}.${String(milliseconds % 1000).padStart(3, '0')}`
  return hours > 0 ? `${hours}:${minutes}:${rest}` : `${minutes}:${rest}`
}

/** Formats up to three significant digits with a decimal unit: `18.4 MB`, `920 kB`. */
function scale(value: number, units: readonly [string, ...string[]]): string {
  let amount = Math.max(0, value)
  let unit: string = units[0]
  for (const next of units.slice(1)) {
    // 999.95 would round to 1,000.0 of the smaller unit.
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

/** Formats bytes in decimal units, like file managers: `18.4 MB`, `1.84 TB`. */
export function formatBytes(bytes: number | null | undefined): string {
  return known(bytes) ? scale(bytes, ['B', 'kB', 'MB', 'GB', 'TB', 'PB']) : unknown
}

/** Formats bits per second: `19.2 Mbit/s`. */
export function formatBitRate(bitsPerSecond: number | null | undefined): string {
  return known(bitsPerSecond) ? scale(bitsPerSecond, ['bit/s', 'kbit/s', 'Mbit/s', 'Gbit/s']) : unknown
}

/** Formats an integer with thousands separators and an optional noun: `48,213`, `1 take`, `3 takes`. */
export function formatCount(count: number | null | undefined, noun?: string, plural = `${noun}s`): string {
  if (!known(count)) return unknown
  const number = String(Math.round(count)).replaceAll(/\B(?=(\d{3})+$)/g, ',')
  if (!noun) return number
  return `${number} ${number === '1' ? noun : plural}`
}

/** Formats the estimated time left: `24 s`, `3 min`, `2 h 5 min`. */
export function formatTimeLeft(seconds: number | null | undefined): string {
  if (!known(seconds)) return unknown
  const whole = Math.max(0, Math.ceil(seconds))
  if (whole < 100) return `${whole} s`
  const minutes = Math.round(whole / 60)
  if (minutes < 100) return `${minutes} min`
  return minutes % 60 === 0 ? `${minutes / 60} h` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}

/** Formats an elapsed time, to the second below one hour: `58 s`, `2 min 31 s`, `1 h 5 min`. */
export function formatElapsed(seconds: number | null | undefined): string {
  if (!known(seconds)) return unknown
  const whole = Math.max(0, Math.round(seconds))
  if (whole < 60) return `${whole} s`
  const minutes = Math.floor(whole / 60)
  if (minutes < 60) return whole % 60 === 0 ? `${minutes} min` : `${minutes} min ${twoDigits(whole % 60)} s`
  return minutes % 60 === 0 ? `${minutes / 60} h` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}

/**
 * Parses a timestamp of the database (`YYYY-MM-DD HH:MM:SS`, UTC) or of ISO 8601. Returns milliseconds since the epoch;
 * NaN for anything else.
 */
export function parseTimestamp(timestamp: string): number {
  const plain = /^\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(\.\d+)?$/.test(timestamp)
  return Date.parse(plain ? `${timestamp.replace(' ', 'T')}Z` : timestamp)
}

/**
 * Formats a timestamp of the database (UTC text) in local time: `Today 14:02`, `Yesterday 09:14`, `12 Mar 14:02`, and
 * with the year if it is not the current one. `now` is in milliseconds since the epoch.
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
