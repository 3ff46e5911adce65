import { RushesError } from '../../shared/errors.ts'
import { formatBytes } from '../../shared/units.ts'

/** What one cached row may hold: hours of ranges, and little enough to be shown. */
const mostBytes = 16 * 2 ** 20

/** Refuses JSON texts that are together more than a row of a cache may hold. @throws RushesError BAD_INPUT */
export function requireSmall(field: string, ...texts: (string | null)[]): void {
  const bytes = texts.reduce((sum, text) => sum + (text === null ? 0 : Buffer.byteLength(text)), 0)
  if (bytes <= mostBytes) return
  const message = `${field}: ${formatBytes(bytes)} of JSON is more than the ${formatBytes(mostBytes)} that can be cached.`
  throw new RushesError('BAD_INPUT', message, { data: { fields: [field] } })
}
