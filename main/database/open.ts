import { setTimeout } from 'node:timers/promises'
import type { Database } from 'better-sqlite3'
import { messageOf, RushesError, systemCode } from '../../shared/errors.ts'
import { defineAbsolutePath } from './cache-state.ts'
import { openDatabase } from './connection.ts'
import { migrate } from './migrate.ts'
import { relocate } from './relocate.ts'

interface Place {
  /** The database file. */
  database: string
  /** The folder of the library, and that of its backups. */
  folder: string
  backups: string
}

/** How long to wait for another process that is making, migrating or leaving the same library. */
const patienceMs = 15_000
const pauseMs = 50

/**
 * Opens the database of a library, made, migrated and relocated as it needs.
 *
 * [Note: busy at the door] While one process turns on WAL, or closes as the last one, SQLite refuses others at once: its
 * `busy_timeout` does not count there. So opening is tried again.
 * @throws RushesError LIBRARY_UNUSABLE, LIBRARY_NEWER; it is closed again then.
 */
export async function openLibraryDatabase(place: Place, now: Date): Promise<Database> {
  const giveUpMs = Date.now() + patienceMs
  for (;;) {
    try {
      return openOnce(place, now)
    } catch (error) {
      if (error instanceof RushesError) throw error
      if (!systemCode(error)?.startsWith('SQLITE_BUSY') || Date.now() > giveUpMs) throw unusable(place, error)
      await setTimeout(pauseMs)
    }
  }
}

function openOnce({ database: path, folder, backups }: Place, now: Date): Database {
  const database = openDatabase(path)
  try {
    migrate(database, backups, now)
    relocate(database, folder)
    defineAbsolutePath(database, folder)
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

function unusable({ database }: Place, error: unknown): RushesError {
  const reason = messageOf(error)
  return new RushesError('LIBRARY_UNUSABLE', `The library at ${database} could not be opened: ${reason}.`, {
    cause: error,
  })
}
