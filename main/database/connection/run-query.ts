import type { Database, Statement } from 'better-sqlite3'
import { absolutePath } from '../../storage/absolute-path.ts'
import { connect } from './connection.ts'
import { defineAbsolutePath } from './functions.ts'

/** The database file that a connection opens. */
export interface DatabaseFile {
  path: string
  /** The folder of the library, against which relative paths are resolved. */
  folder: string
  readonly: boolean
  /** SQLite's busy timeout: the time that a statement waits for a lock. */
  busyTimeoutMs: number
  /** Counts how often readers were told to connect again. */
  opening: number
}

export interface Query {
  file: DatabaseFile
  sql: string
  parameters: readonly unknown[]
}

export interface QueryAnswer {
  rows: Record<string, unknown>[]
  /** Columns with blobs, which lose their class on the way between threads. */
  blobs?: string[]
  changes?: number
  lastInsertRowid?: number | bigint
  /** The time in SQLite, without that of waiting for a thread. */
  durationMs: number
}

/**
 * Kilobytes of pages that a reader caches, where SQLite itself chooses 16,000. The system caches the file anyway: with
 * a million takes no list is slower for it.
 */
const readerCacheKb = 4000

interface Connection {
  file: DatabaseFile
  database: Database
  prepare(sql: string): Statement<unknown[]>
}

/** Returns a function that runs queries on a connection of its own, opened by the first one and closed by null. */
export function createQueryRunner(): (query: Query | null) => QueryAnswer {
  let connection: Connection | undefined
  const close = () => {
    connection?.database.close()
    connection = undefined
  }
  return (query) => {
    if (!query || !isSame(query.file, connection?.file)) close()
    if (!query) return { rows: [], durationMs: 0 }
    connection ??= open(query.file)
    const startedMs = performance.now()
    const answer = perform(connection, query)
    return { ...answer, durationMs: performance.now() - startedMs }
  }
}

function perform({ database, prepare }: Connection, { sql, parameters }: Query): Omit<QueryAnswer, 'durationMs'> {
  // SQLite rolls back by itself when the disk is full; a second rollback would fail and hide that error.
  if (sql === 'rollback' && !database.inTransaction) return { rows: [] }
  const statement = prepare(sql)
  if (statement.reader) {
    const rows = statement.all(parameters) as Record<string, unknown>[]
    return { rows, blobs: columnsWithBlobs(rows) }
  }
  const { changes, lastInsertRowid } = statement.run(parameters)
  return { rows: [], changes, lastInsertRowid }
}

function columnsWithBlobs(rows: readonly Record<string, unknown>[]): string[] {
  const columns = new Set<string>()
  for (const row of rows) {
    for (const column in row) if (row[column] instanceof Uint8Array) columns.add(column)
  }
  return [...columns]
}

function open(file: DatabaseFile): Connection {
  const { path, folder, readonly, busyTimeoutMs } = file
  const database = connect(path, { readonly, fileMustExist: true, busyTimeoutMs })
  database.pragma('synchronous = NORMAL')
  if (readonly) database.pragma(`cache_size = -${readerCacheKb}`)
  database.pragma('foreign_keys = ON')
  defineAbsolutePath(database, (path) => absolutePath({ folder }, path))
  return { file, database, prepare: preparedOnce(database) }
}

function isSame(one: DatabaseFile, other: DatabaseFile | undefined): boolean {
  return one.path === other?.path && one.readonly === other.readonly && one.opening === other.opening
}

const mostPrepared = 300
/** A longer text lists values of many rows: it hardly recurs, and its statement takes some hundred kilobytes. */
const longestPrepared = 2000

/**
 * Caches the statements used last. Kysely prepares a statement for each query, which takes longer than running most of
 * them.
 */
function preparedOnce(database: Database): (sql: string) => Statement<unknown[]> {
  const statements = new Map<string, Statement<unknown[]>>()
  return (sql) => {
    const statement = statements.get(sql) ?? database.prepare<unknown[]>(sql)
    if (sql.length > longestPrepared) return statement
    // A map keeps the order of insertion: the statement used last comes last.
    statements.delete(sql)
    statements.set(sql, statement)
    for (const oldest of statements.keys()) {
      if (statements.size <= mostPrepared) break
      statements.delete(oldest)
    }
    return statement
  }
}
