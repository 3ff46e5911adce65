import {
  CompiledQuery,
  type DatabaseConnection,
  type Driver,
  Kysely,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely'
import { RushesError } from '../../../shared/errors.ts'
import type { Log } from '../../log.ts'
import { createThreadPool, type ThreadPool } from '../../threads/thread-pool.ts'
import type { Threads } from '../../threads/threads.ts'
import type { Tables } from '../tables.ts'
import type { Db, WritableDb } from './connection.ts'
import { createQueryRunner, type DatabaseFile, type Query, type QueryAnswer } from './run-query.ts'
import { isBusy, isDamage } from './sqlite-errors.ts'
import { createWriteLock, type OwnWriteLock, type WriteLock } from './write-lock.ts'

/** Queries of an open library, in threads of their own so that none of them blocks the thread that answers calls. */
export interface QueryThreads {
  /** Runs queries that only read, several at a time. Another one waits for none that takes long. */
  readonly reader: Db
  /** Runs transactions that write, one after the other. */
  readonly writer: WritableDb
  readonly writeLock: WriteLock
  /** Returns SQLite's count of the commits of other connections, as the writer sees it. */
  dataVersion(): Promise<unknown>
  /** Has the planner of all connections use the statistics of the last `ANALYZE`. */
  reloadStatistics(): Promise<void>
  close(): Promise<void>
}

interface QueryThreadsOptions {
  path: string
  folder: string
  threads: Threads
  /** True to run queries on the calling thread instead: starting two threads takes longer than a few queries. */
  here?: boolean
  log: Log
  /** Called when a write begins to wait for another program that writes, and when it no longer does. */
  onWaiting(isWaiting: boolean): void
  /** Called when a query fails because the file is damaged. */
  onDamage(error: Error): void
}

/** Each can be in a slow query while another answers; more would only take turns on the cores. */
const readers = 4
/** Slow queries must not delay others for longer, and the many fast ones of a page must not start all threads. */
const growAfterMs = 25
/** Busy timeout of readers, which wait for example for a program that recovers the database after a crash. */
const readerTimeoutMs = 10_000
/** Busy timeout of the writer, after which another program is known to hold the write lock. */
const writerTimeoutMs = 100
/** The time that a write waits before people are told. */
const noticeAfterMs = 1000

const beginImmediate = CompiledQuery.raw('begin immediate')

/**
 * Returns typed queries of the database at `path`. Statements over 40 ms are logged; with `RUSHES_TRACE=sql`, all are.
 *
 * [Note: begin immediate] A deferred transaction that reads first and writes later fails at once, without waiting, when
 * another process wrote in between. Taking the write lock at the start makes it wait instead.
 */
export function createQueryThreads({
  path,
  folder,
  threads,
  here = false,
  log,
  onWaiting,
  onDamage,
}: QueryThreadsOptions): QueryThreads {
  let opening = 0
  const readFile = (): DatabaseFile => ({ path, folder, readonly: true, busyTimeoutMs: readerTimeoutMs, opening })
  const writeFile = (): DatabaseFile => ({ path, folder, readonly: false, busyTimeoutMs: writerTimeoutMs, opening: 0 })
  // A thread opens the file before it gets a query: the folder may be moved away by the time that a thread is added.
  const poolOf = (file: () => DatabaseFile, growth = {}) => {
    if (here) return runHere()
    const greeting = { file: file(), sql: 'SELECT 1', parameters: [] }
    const worker = { script: 'query-worker', base: import.meta.url, threads, greeting, farewell: null }
    return createThreadPool<Query | null, QueryAnswer>({ ...worker, ...growth })
  }
  const reading = poolOf(readFile, { size: readers, growAfterMs, abandons: true })
  const writing = poolOf(writeFile)
  let closed = false

  const read = new ThreadConnection(reading, log, readFile, onDamage)
  const write = new ThreadConnection(writing, log, writeFile, onDamage)
  const lock = createWriteLock()
  const begin = () => beginWaiting(write, lock, onWaiting, () => closed)

  return {
    reader: new Kysely<Tables>({ dialect: dialectOf(read, new ReaderAdapter()) }),
    writer: new Kysely<Tables>({ dialect: dialectOf(write, new SqliteAdapter(), begin) }),
    writeLock: lock,
    async dataVersion() {
      const { rows } = await write.executeQuery<{ data_version: number }>(CompiledQuery.raw('PRAGMA data_version'))
      return rows[0]?.data_version
    },
    async reloadStatistics() {
      // A connection that cannot write reads them only when it is opened.
      opening++
      await write.executeQuery(CompiledQuery.raw('ANALYZE sqlite_schema'))
    },
    async close() {
      closed = true
      await Promise.all([reading.close(), writing.close()])
    },
  }
}

/** Runs queries on the calling thread, in place of a pool. */
function runHere(): ThreadPool<Query | null, QueryAnswer> {
  const run = createQueryRunner()
  return {
    run: async (query) => run(query),
    async close() {
      run(null)
    },
  }
}

/** The total time that a write waits for another program's lock before it fails. */
export const writeLimits = { longestWaitMs: 60_000 }

/** @throws RushesError LIBRARY_BUSY */
async function beginWaiting(
  connection: DatabaseConnection,
  lock: OwnWriteLock,
  onWaiting: (isWaiting: boolean) => void,
  isClosed: () => boolean,
): Promise<void> {
  const startedMs = performance.now()
  const waitedMs = () => performance.now() - startedMs
  let isNoticed = false
  try {
    for (;;) {
      try {
        await connection.executeQuery(beginImmediate)
        return
      } catch (error) {
        if (!isBusy(error)) throw error
        lock.setHeldElsewhere(true)
        if (waitedMs() > writeLimits.longestWaitMs || isClosed()) throw libraryBusy(error)
        if (!isNoticed && waitedMs() > noticeAfterMs) {
          onWaiting(true)
          isNoticed = true
        }
      }
    }
  } finally {
    lock.setHeldElsewhere(false)
    if (isNoticed) onWaiting(false)
  }
}

/** Returns the error for a library that another program has kept locked. */
export function libraryBusy(cause: unknown): RushesError {
  const message = 'Another program has been writing to this library for too long, so nothing was changed.'
  return new RushesError('LIBRARY_BUSY', message, { cause })
}

class ReaderAdapter extends SqliteAdapter {
  override get supportsMultipleConnections(): boolean {
    return true
  }
}

function dialectOf(connection: DatabaseConnection, adapter: SqliteAdapter, begin = async () => {}) {
  return {
    createAdapter: () => adapter,
    createDriver: () => driverOf(connection, begin),
    createIntrospector: (db: Kysely<unknown>) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  }
}

function driverOf(connection: DatabaseConnection, begin: () => Promise<void>): Driver {
  const run = async (text: string) => void (await connection.executeQuery(CompiledQuery.raw(text)))
  return {
    init: async () => {},
    acquireConnection: async () => connection,
    beginTransaction: begin,
    commitTransaction: () => run('commit'),
    rollbackTransaction: () => run('rollback'),
    releaseConnection: async () => {},
    destroy: async () => {},
  }
}

const slowQueryMs = 40

/** Runs queries in the threads of a pool. */
class ThreadConnection implements DatabaseConnection {
  readonly #pool: ThreadPool<Query | null, QueryAnswer>
  readonly #log: Log
  readonly #file: () => DatabaseFile
  readonly #onDamage: (error: Error) => void

  constructor(
    pool: ThreadPool<Query | null, QueryAnswer>,
    log: Log,
    file: () => DatabaseFile,
    onDamage: (error: Error) => void,
  ) {
    this.#pool = pool
    this.#log = log
    this.#file = file
    this.#onDamage = onDamage
  }

  async executeQuery<R>(
    { sql, parameters }: CompiledQuery,
    options: { signal?: AbortSignal | undefined } = {},
  ): Promise<QueryResult<R>> {
    try {
      const answer = await this.#pool.run({ file: this.#file(), sql, parameters }, options)
      this.#logSlow(sql, parameters, answer.durationMs)
      return resultOf<R>(answer)
    } catch (error) {
      const isExpected = isBusy(error) || (error instanceof RushesError && error.code === 'CANCELLED')
      if (!isExpected) this.#log.warn('query failed', { sql, error: String(error) })
      if (error instanceof Error && isDamage(error)) this.#onDamage(error)
      // Kysely no longer waits for a query that was cancelled, and would print its failure.
      if (options.signal?.aborted) return { rows: [] }
      throw error
    }
  }

  // biome-ignore lint/correctness/useYield: Kysely asks for a generator; none of our queries is streamed
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('Queries are not streamed.')
  }

  #logSlow(sql: string, parameters: readonly unknown[], durationMs: number): void {
    // Waiting for the disk is no slow query.
    if (durationMs > slowQueryMs && sql !== beginImmediate.sql && sql !== 'commit')
      this.#log.note('slow query', { durationMs, sql })
    else this.#log.trace('sql', sql, { durationMs, parameters })
  }
}

function resultOf<R>({ rows, blobs = [], changes, lastInsertRowid }: QueryAnswer): QueryResult<R> {
  for (const column of blobs) {
    for (const row of rows) if (row[column] instanceof Uint8Array) row[column] = Buffer.from(row[column])
  }
  return {
    rows: rows as R[],
    ...(changes !== undefined && { numAffectedRows: BigInt(changes) }),
    ...(lastInsertRowid !== undefined && { insertId: BigInt(lastInsertRowid) }),
  }
}
