import { workerData } from 'node:worker_threads'
import BetterSqlite3 from 'better-sqlite3'

// A full ANALYZE of a large library takes a second or two: too long for the main thread.
const database = new BetterSqlite3(String(workerData))
database.pragma('busy_timeout = 10000')
database.exec('ANALYZE')
database.close()
