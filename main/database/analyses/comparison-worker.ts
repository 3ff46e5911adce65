import type { Database } from 'better-sqlite3'
import { answerRequests, lowerPriority } from '../../threads/worker.ts'
import { connect } from '../connection/connection.ts'
import { createComparison } from './compare-analyses.ts'
import type { ComparedPage, ComparisonQuery } from './comparison-thread.ts'

let open: { database: Database; compare: ReturnType<typeof createComparison> } | undefined

// Reads and compares the ranges of thousands of takes: too long for the main thread.
lowerPriority()
answerRequests((query: ComparisonQuery | null, { isCancelled }): ComparedPage | undefined => {
  if (query) {
    open ??= openAt(query.path)
    const { path: _, ...request } = query
    return open.compare(request, isCancelled)
  }
  open?.database.close()
  open = undefined
  return undefined
})

function openAt(path: string): NonNullable<typeof open> {
  const database = connect(path, { readonly: true })
  return { database, compare: createComparison(database) }
}
