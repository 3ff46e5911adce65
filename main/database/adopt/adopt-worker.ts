import type { AdoptedTable } from '../../../shared/contract/library.ts'
import { answerRequests, type RunningRequest } from '../../threads/worker.ts'
import { openDatabase } from '../connection/connection.ts'
import { type AdoptRequest, adoptRows } from './adopt-rows.ts'
import { openTheirs } from './their-tables.ts'

// A whole database is read and written in one transaction: too long for the main thread.
answerRequests(adopt)

function adopt(
  { library, copy, folders, named, limits }: AdoptRequest,
  { isCancelled }: RunningRequest,
): AdoptedTable[] {
  const theirs = openTheirs(copy, { named, limits, isCancelled })
  try {
    const database = openDatabase(library, { fileMustExist: true })
    try {
      return database.transaction(() => adoptRows(database, theirs, folders)).immediate()
    } finally {
      database.close()
    }
  } finally {
    theirs.database.close()
  }
}
