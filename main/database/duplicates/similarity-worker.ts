import type { Database } from 'better-sqlite3'
import { answerRequests, lowerPriority } from '../../threads/worker.ts'
import { connect } from '../connection/connection.ts'
import { createSimilaritySearch } from './similarity-search.ts'
import type { FoundGroups, SimilarityQuery } from './similarity-thread.ts'

let open: { database: Database; search: ReturnType<typeof createSimilaritySearch> } | undefined

// Compares all hashes with each other: too long for the main thread.
lowerPriority()
answerRequests((query: SimilarityQuery | null, { isCancelled }): FoundGroups | undefined => {
  if (query) {
    open ??= openAt(query.path)
    return open.search(query, isCancelled)
  }
  open?.database.close()
  open = undefined
  return undefined
})

function openAt(path: string): NonNullable<typeof open> {
  const database = connect(path, { readonly: true })
  return { database, search: createSimilaritySearch(database) }
}
