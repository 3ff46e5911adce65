import { systemCode } from '../../../shared/errors.ts'

/** Returns whether an error of SQLite says that another connection holds a lock. */
export function isBusy(error: unknown): boolean {
  return systemCode(error)?.startsWith('SQLITE_BUSY') ?? false
}

/** Returns whether an error of SQLite says that the file is damaged or no database. */
export function isDamage(error: unknown): boolean {
  return /^SQLITE_(CORRUPT|NOTADB)/.test(systemCode(error) ?? '')
}
