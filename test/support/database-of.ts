import { setTimeout } from 'node:timers/promises'
import BetterSqlite3 from 'better-sqlite3'
import type { Core } from '../../main/core.ts'
import { type Database, openDatabase } from '../../main/database/connection/connection.ts'
import { defineAbsolutePath } from '../../main/database/connection/functions.ts'
import { isBusy } from '../../main/database/connection/sqlite-errors.ts'
import { absolutePath } from '../../main/storage/absolute-path.ts'

const opened = new WeakMap<Core, Database>()

/** Returns a connection of the test's own to the database of an open library, as another program has one. */
export function databaseOf(core: Core): Database {
  const known = opened.get(core)
  if (known) return known
  const database = openDatabase(core.layout.database, { fileMustExist: true })
  defineAbsolutePath(database, (path) => absolutePath(core.layout, path))
  opened.set(core, database)
  return database
}

/** Closes the connection of `databaseOf`, if there is one. */
export function closeDatabaseOf(core: Core): void {
  opened.get(core)?.close()
  opened.delete(core)
}

/**
 * Writes to the database of an open library, as another program does, between two transactions of Rushes. A statement
 * that waits for one blocks this thread, so that the transaction, whose next query comes from here, would never end.
 */
export async function writeBeside({ layout }: Core, write: (database: Database) => void): Promise<void> {
  const database = new BetterSqlite3(layout.database, { timeout: 0 })
  try {
    for (;;) {
      try {
        return database.transaction(write).immediate(database)
      } catch (error) {
        if (!isBusy(error)) throw error
        await setTimeout(5)
      }
    }
  } finally {
    database.close()
  }
}

/** Moves the log of an open library into the database and empties it. */
export async function truncateLog(core: Core): Promise<void> {
  const checkpoint = () => databaseOf(core).pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[]
  // SQLite waits for readers, but not for another checkpoint, such as one after a commit of Rushes.
  while (checkpoint()[0]?.busy !== 0) await setTimeout(5)
}
