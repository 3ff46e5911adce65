import { parentPort, workerData } from 'node:worker_threads'
import BetterSqlite3, { type Database } from 'better-sqlite3'
import type { AdoptedTable } from '../../shared/contract/library.ts'
import { messageOf, RushesError } from '../../shared/errors.ts'
import { type AdoptReply, type AdoptRequest, adoptRows } from './adopt-rows.ts'
import { openDatabase } from './connection.ts'
import { prepareProcessingJobs } from './prepare-processing-jobs.ts'
import { columnsOf } from './take-table.ts'

// A whole database is read and written in one transaction: too long for the main thread.
parentPort?.postMessage(reply(workerData as AdoptRequest))

function reply(request: AdoptRequest): AdoptReply {
  try {
    return { tables: adopt(request) }
  } catch (error) {
    const code = error instanceof RushesError ? error.code : 'INTERNAL'
    return { error: { code, message: messageOf(error) } }
  }
}

function adopt({ library, copy, named, folders }: AdoptRequest): AdoptedTable[] {
  const theirs = openTheirs(copy, named)
  try {
    const database = openDatabase(library)
    try {
      return database.transaction(() => adoptRows(database, theirs, { named, folders })).immediate()
    } finally {
      database.close()
    }
  } finally {
    theirs.close()
  }
}

/** Opens the copy, checked and in the present form. @throws RushesError FILE_UNREADABLE */
function openTheirs(copy: string, named: string): Database {
  const theirs = new BetterSqlite3(copy)
  try {
    // What is in the schema of a stranger is not run but as far as its tables need it.
    theirs.pragma('trusted_schema = OFF')
    const damage = theirs.prepare('PRAGMA quick_check(1)').pluck().get()
    if (damage !== 'ok') throw new Error(`it is damaged, ${damage}`)
    if (columnsOf(theirs, 'processing_jobs').size > 0) theirs.transaction(prepareProcessingJobs)(theirs)
    return theirs
  } catch (error) {
    theirs.close()
    const reason = messageOf(error)
    throw new RushesError('FILE_UNREADABLE', `${named} is no SQLite database that can be read: ${reason}.`, {
      cause: error,
    })
  }
}
