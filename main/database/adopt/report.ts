import type { AdoptedTable } from '../../../shared/contract/library.ts'
import { systemCode } from '../../../shared/errors.ts'

/** Why a row was left out, by SQLite’s error code. */
const reasons: Record<string, string> = {
  SQLITE_CONSTRAINT_FOREIGNKEY: 'leads to a row that is not there',
  SQLITE_CONSTRAINT_NOTNULL: 'lacks a value that is needed',
  SQLITE_CONSTRAINT_UNIQUE: 'has an id that another row here has',
  SQLITE_CONSTRAINT_PRIMARYKEY: 'has an id that another row here has',
  SQLITE_CONSTRAINT_CHECK: 'has a value that is not allowed here',
}

/** Says why a constraint refused a row. @throws `error` if it is another one. */
export function reasonOf(error: unknown): string {
  const code = systemCode(error) ?? ''
  if (!code.startsWith('SQLITE_CONSTRAINT')) throw error
  return reasons[code] ?? 'is refused by a rule of its table'
}

export type Report = ReturnType<typeof createReport>

/** Counts the adopted, known, replaced, merged and left-out rows of one table; together they are all of its rows. */
export function createReport(table: string) {
  const counts = { taken: 0, known: 0, replaced: 0, merged: 0 }
  const leftOut = new Map<string, number>()
  const leaveOut = (reason: string, count = 1) => {
    if (count > 0) leftOut.set(reason, (leftOut.get(reason) ?? 0) + count)
  }
  return {
    leaveOut,
    count(end: keyof typeof counts, rows = 1): void {
      counts[end] += rows
    },
    /** Counts a row otherwise than before. */
    recount(before: keyof typeof counts, now: keyof typeof counts): void {
      counts[before]--
      counts[now]++
    },
    /** Runs `write`; leaves the row out if a constraint refuses it. Returns whether it was written. */
    attempt(end: keyof typeof counts, write: () => void): boolean {
      try {
        write()
        counts[end]++
        return true
      } catch (error) {
        leaveOut(reasonOf(error))
        return false
      }
    },
    result(): AdoptedTable {
      return { table, ...counts, left_out: [...leftOut].map(([reason, count]) => ({ reason, count })) }
    },
  }
}
