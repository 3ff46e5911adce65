import { isMainThread } from 'node:worker_threads'
import BetterSqlite3, { type Database } from 'better-sqlite3'
import type { Kysely } from 'kysely'
import type { Tables } from '../tables.ts'
import { addonOptions, shareAddon } from './addon.ts'
import { defineQueryFunctions } from './functions.ts'

export type { Database }

const loadAddon = () => void new BetterSqlite3(':memory:', addonOptions).close()

if (isMainThread) shareAddon(loadAddon)
// See [Note: addons in threads].
else loadAddon()

/** Queries that read; several run at a time, each with a view of its own. SQLite refuses raw statements that write. */
export type Db = Pick<Kysely<Tables>, 'selectFrom' | 'selectNoFrom' | 'with' | 'withRecursive' | 'getExecutor' | 'fn'>

/** Queries of a transaction that writes; `Write` hands it out. */
export type WritableDb = Kysely<Tables>

/** Default time that a statement waits for another process inside SQLite. */
const usualBusyTimeoutMs = 10_000

/**
 * Opens a connection to a database file that may come from someone else; all connections are opened here. Its schema
 * can call no function and read no virtual table that is not harmless (`trusted_schema`), and no statement can damage
 * the file or write its schema as a table (`SQLITE_DBCONFIG_DEFENSIVE`, which is on unless `unsafeMode` is).
 * @throws SQLite’s error if the file cannot be opened or is no database.
 */
export function connect(
  path: string,
  options: { readonly?: boolean; fileMustExist?: boolean; busyTimeoutMs?: number } = {},
): Database {
  const database = new BetterSqlite3(path, { ...options, ...addonOptions })
  database.unsafeMode(false)
  database.pragma('trusted_schema = OFF')
  defineQueryFunctions(database)
  database.pragma(`busy_timeout = ${options.busyTimeoutMs ?? usualBusyTimeoutMs}`)
  return database
}

/**
 * Opens the database file at `path`, creating it unless it must exist: WAL, foreign keys on, waiting for other writers.
 *
 * [Note: a file that shrinks] SQLite can give unused pages back bit by bit, while others write, but only in a file that
 * was created with `auto_vacuum`. One of an earlier version, or of another program, keeps its size and uses them again
 * until a person has it compacted: that takes a VACUUM, which blocks writers.
 * @throws SQLite’s error if the file cannot be opened or is no database.
 */
export function openDatabase(path: string, options: { fileMustExist?: boolean } = {}): Database {
  const database = connect(path, options)
  try {
    // Has no effect on a file with tables, but would wait there for who writes. The next line writes the first page.
    if (database.pragma('page_count', { simple: true }) === 0) database.pragma('auto_vacuum = INCREMENTAL')
    database.pragma('journal_mode = WAL')
    database.pragma('synchronous = NORMAL')
    database.pragma('foreign_keys = ON')
    return database
  } catch (error) {
    database.close()
    throw error
  }
}
