import type { AdoptedTable } from '../../../shared/contract/library.ts'
import { answerRequests, type RunningRequest } from '../../threads/worker.ts'
import { openDatabase } from '../connection/connection.ts'
import { type AdoptRequest, adoptRows } from './adopt-rows.ts'
import { openTheirs } from './their-tables.ts'

// A whole database is read and written in one transaction: too long for the main thread.
answerRequests(adopt)

function adopt(
  { library, copy, folders, named, limits, isDryRun = false }: AdoptRequest,
  { isCancelled }: RunningRequest,
): AdoptedTable[] {
  const theirs = openTheirs(copy, { named, limits, isCancelled })
  try {
    const database = openDatabase(library, { fileMustExist: true })
    try {
      let adopted: AdoptedTable[] = []
      const end = new Error('The transaction was a dry run.')
      const adoptAll = database.transaction(() => {
        adopted = adoptRows(database, theirs, folders)
        if (isDryRun) throw end
      })
      try {
        adoptAll.immediate()
      } catch (error) {
        if (error !== end) throw error
      }
      return adopted
    } finally {
      database.close()
    }
  } finally {
    theirs.database.close()
  }
}
