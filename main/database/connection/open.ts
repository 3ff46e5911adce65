import { setTimeout } from 'node:timers/promises'
import type { Database } from 'better-sqlite3'
import { messageOf, RushesError } from '../../../shared/errors.ts'
import { openDatabase } from './connection.ts'
import { listForeignObjects, type SchemaObject, untrusted } from './foreign-schema.ts'
import { isEmpty, migrate } from './migrate.ts'
import { type FindRelocated, relocate } from './relocate.ts'
import { isBusy, isDamage } from './sqlite-errors.ts'

interface Paths {
  /** The database file. */
  database: string
  /** The folder of the library. */
  folder: string
  backups: string
  findRelocated: FindRelocated
  /** Returns whether the person accepts objects that Rushes did not create. */
  acceptSchema(objects: readonly SchemaObject[]): Promise<boolean>
  /** Called before tables are created in a database without any; throws if there ought to be some. */
  onEmpty?: () => void
}

/** Longest time to retry while another process creates, migrates or closes the same library. */
const retryMs = 15_000
const pauseMs = 50

/**
 * Opens the database of a library; creates, migrates and relocates it as needed.
 *
 * [Note: busy while opening] While one process turns on WAL, or is the last to close, SQLite refuses others at once,
 * without waiting for `busy_timeout`. So opening is retried.
 * @throws RushesError LIBRARY_DAMAGED, LIBRARY_UNUSABLE, LIBRARY_NEWER, LIBRARY_UNTRUSTED
 */
export async function openLibraryDatabase(paths: Paths, now: Date): Promise<Database> {
  const giveUpMs = performance.now() + retryMs
  for (;;) {
    try {
      return await openOnce(paths, now)
    } catch (error) {
      if (error instanceof RushesError) throw error
      if (!isBusy(error) || performance.now() > giveUpMs) throw unusable(paths, error)
      await setTimeout(pauseMs)
    }
  }
}

async function openOnce(paths: Paths, now: Date): Promise<Database> {
  const { folder, backups, findRelocated, acceptSchema, onEmpty } = paths
  const database = openDatabase(paths.database)
  try {
    // Before any other statement: a trigger of a stranger would run with the first one that writes.
    const objects = listForeignObjects(database)
    if (objects.length > 0 && !(await acceptSchema(objects))) throw untrusted(database, objects)
    if (isEmpty(database)) onEmpty?.()
    migrate(database, backups, now)
    relocate(database, folder, findRelocated)
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

function unusable({ database }: Paths, error: unknown): RushesError {
  const reason = messageOf(error)
  if (isDamage(error))
    return new RushesError('LIBRARY_DAMAGED', `The database ${database} is damaged: ${reason}.`, { cause: error })
  return new RushesError('LIBRARY_UNUSABLE', `The library at ${database} could not be opened: ${reason}.`, {
    cause: error,
  })
}
