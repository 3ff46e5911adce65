import { setTimeout as wait } from 'node:timers/promises'
import { workerData } from 'node:worker_threads'
import BetterSqlite3 from 'better-sqlite3'

// Holds the write lock of a database for half a second, as another program does, then waits as long; until it is ended.
const database = new BetterSqlite3(workerData, { timeout: 60_000 })
for (;;) {
  database.exec('BEGIN IMMEDIATE')
  await wait(500)
  database.exec('ROLLBACK')
  await wait(500)
}
