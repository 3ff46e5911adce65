import { sql } from 'kysely'
import type { Db } from './connection.ts'

/**
 * Checks the database with `PRAGMA quick_check` and returns its version, for people. `path` is that of its file.
 * @throws Error that says what is damaged.
 */
export async function checkIntegrity(db: Db, path: string): Promise<string> {
  const check = await sql<{ quick_check: string }>`PRAGMA quick_check(1)`.execute(db)
  const first = check.rows[0]?.quick_check
  if (first !== 'ok') throw new Error(`${path} is damaged: ${first}. The newest copy is in its backups folder.`)
  const versions = await sql<{ sqlite: string; schema: number }>`
    SELECT sqlite_version() AS sqlite, user_version AS schema FROM pragma_user_version`.execute(db)
  return `SQLite ${versions.rows[0]?.sqlite}, schema ${versions.rows[0]?.schema}, well`
}
