import type { Database } from 'better-sqlite3'

/**
 * Has SQLite check the database (`PRAGMA quick_check`) and answers with its version, for people.
 * @throws Error that says what is damaged.
 */
export function checkIntegrity(database: Database): string {
  const [first] = database.prepare('PRAGMA quick_check(1)').pluck().all()
  if (first !== 'ok')
    throw new Error(`${database.name} is damaged: ${first}. The newest copy is in its backups folder.`)
  return `SQLite ${database.prepare('SELECT sqlite_version()').pluck().get()}, schema ${database.pragma('user_version', { simple: true })}, well`
}
