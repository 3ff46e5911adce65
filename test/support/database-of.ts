import type { Core } from '../../main/core.ts'
import { type Database, openDatabase } from '../../main/database/connection/connection.ts'
import { defineAbsolutePath } from '../../main/database/connection/functions.ts'
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
