import BetterSqlite3, { type Database, type Statement } from 'better-sqlite3'
import {
  CompiledQuery,
  type DatabaseConnection,
  type Driver,
  Kysely,
  type LogEvent,
  SqliteDialect,
  SqliteDriver,
} from 'kysely'
import type { Log } from '../log.ts'
import type { Tables } from './tables.ts'

export type { Database }
export type Db = Kysely<Tables>

/** How long a write waits for another process that is writing. Our own writes are short, so this is ample. */
const busyTimeoutMs = 10_000
const slowQueryMs = 40

const beginImmediate = 'begin immediate'

/**
 * [Note: begin immediate] A deferred transaction that reads first and writes later fails at once, without waiting, when
 * another process wrote in between. Taking the write lock at the start makes it wait for `busy_timeout` instead.
 */
class ImmediateDriver extends SqliteDriver {
  readonly #database: Database

  constructor(database: Database) {
    super({ database: { prepare: preparedOnce(database), close: () => database.close() } })
    this.#database = database
  }

  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw(beginImmediate))
  }

  /** SQLite has rolled back by itself after a full disk; a second time would hide that error behind another. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#database.inTransaction) await super.rollbackTransaction(connection)
  }
}

/** As many as are in use by turns. */
const mostPrepared = 300
/** What has a number of rows in its text is hardly the same again, and takes some hundred kilobytes. */
const longestKept = 2000

/** Kysely prepares a statement for each query, which takes longer than most of them do: those of late are kept. */
function preparedOnce(database: Database): (sql: string) => Statement<unknown[]> {
  const statements = new Map<string, Statement<unknown[]>>()
  return (sql) => {
    const statement = statements.get(sql) ?? database.prepare<unknown[]>(sql)
    if (sql.length > longestKept) return statement
    // The one that was used last stands last.
    statements.delete(sql)
    statements.set(sql, statement)
    for (const oldest of statements.keys()) {
      if (statements.size <= mostPrepared) break
      statements.delete(oldest)
    }
    return statement
  }
}

class ImmediateDialect extends SqliteDialect {
  readonly #database: Database

  constructor(database: Database) {
    super({ database })
    this.#database = database
  }

  override createDriver(): Driver {
    return new ImmediateDriver(this.#database)
  }
}

/**
 * Opens the database file at `path`, making it where there is none: WAL, foreign keys on, waiting for other writers.
 * @throws Error of SQLite when the file cannot be opened or is not a database.
 */
export function openDatabase(path: string): Database {
  const database = new BetterSqlite3(path)
  try {
    database.pragma(`busy_timeout = ${busyTimeoutMs}`)
    database.pragma('journal_mode = WAL')
    database.pragma('synchronous = NORMAL')
    database.pragma('foreign_keys = ON')
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

/** Typed queries over an open database. Statements over 40 ms are logged, all of them with `RUSHES_TRACE=sql`. */
export function createQueries(database: Database, log: Log): Db {
  return new Kysely<Tables>({
    dialect: new ImmediateDialect(database),
    log: (event) => logQuery(event, log),
  })
}

function logQuery(event: LogEvent, log: Log): void {
  const { queryDurationMillis: durationMs, query } = event
  if (event.level === 'error') log.warn('query failed', { sql: query.sql, error: String(event.error) })
  // To wait for another writer, or for the disk, is not to be slow.
  else if (durationMs > slowQueryMs && query.sql !== beginImmediate && query.sql !== 'commit')
    log.warn('slow query', { durationMs, sql: query.sql })
  else log.trace('sql', query.sql, { durationMs, parameters: query.parameters })
}
