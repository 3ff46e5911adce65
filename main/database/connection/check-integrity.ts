import { sql } from 'kysely'
import { checkDatabase } from '../backups/backup-thread.ts'
import type { Db } from './connection.ts'

/**
 * Checks the database with `PRAGMA quick_check` and returns its version, for people. The check has a connection of its
 * own: on one that has searched before another connection wrote, SQLite reports a damaged search index.
 * @throws RushesError LIBRARY_DAMAGED, which says what is damaged.
 */
export async function checkIntegrity(db: Db): Promise<string> {
  const { rows } = await sql<{ file: string; sqlite: string; schema: number }>`
    SELECT file, sqlite_version() AS sqlite, user_version AS schema
    FROM pragma_database_list, pragma_user_version WHERE name = 'main'`.execute(db)
  const [{ file, sqlite, schema } = { file: '', sqlite: '', schema: 0 }] = rows
  await checkDatabase(file)
  return `SQLite ${sqlite}, schema ${schema}, well`
}
