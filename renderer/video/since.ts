import { formatWhen } from '../../shared/units.ts'

/** A timestamp within a sentence: `today 14:02`, `12 Mar 14:02`. */
export function sinceWords(timestamp: string): string {
  return formatWhen(timestamp).replace(/^(Today|Yesterday)/, (day) => day.toLowerCase())
}
