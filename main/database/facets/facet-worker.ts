import type { Database } from 'better-sqlite3'
import { answerRequests } from '../../threads/worker.ts'
import { connect } from '../connection/connection.ts'
import { countMatching, countValues } from './facet-counts.ts'
import { FacetIndex } from './facet-index.ts'
import { changesQuery, type IndexedRow, listFound, logQuery, rowQuery, rowsQuery } from './facet-rows.ts'
import type { FacetAnswer, FacetRequest } from './facet-thread.ts'

interface Open {
  database: Database
  index: FacetIndex
  /** The last change in the index; undefined before it was read. */
  lastChange: number | undefined
}

let open: Open | undefined

answerRequests((request: FacetRequest | null, { isCancelled }): FacetAnswer => {
  if (!request) {
    open?.database.close()
    open = undefined
    return {}
  }
  open ??= { database: connect(request.path, { readonly: true }), index: new FacetIndex(), lastChange: undefined }
  // One view of the database for the index and the search.
  open.database.exec('BEGIN')
  try {
    return answer(open, request, isCancelled)
  } finally {
    open.database.exec('COMMIT')
  }
})

function answer(current: Open, { count, filter, match }: FacetRequest, isCancelled: () => boolean): FacetAnswer {
  followChanges(current)
  if (count === 'nothing') return {}
  const found = match === undefined ? undefined : listFound(current.database, match, isCancelled)
  if (isCancelled()) return {}
  const { index } = current
  const positions = index.positions(found)
  return count === 'videos'
    ? { total: countMatching(index, filter, positions) }
    : { values: countValues(index, filter, positions) }
}

/** Reads the videos that changed since the last reading; all of them if the log does not reach back to it. */
function followChanges(current: Open): void {
  const { database, lastChange } = current
  const [first, last] = database.prepare(logQuery).raw().get() as [number, number]
  const isReached = lastChange !== undefined && first <= lastChange + 1 && lastChange <= last
  if (!isReached || !applyChanges(current, lastChange)) current.index = readAll(database)
  current.lastChange = last
}

/** Returns false if a video has no position in the index. */
function applyChanges({ database, index }: Open, lastChange: number): boolean {
  const row = database.prepare(rowQuery).raw()
  return (database.prepare(changesQuery).pluck().all(lastChange) as number[]).every((rowid) => {
    const values = row.get(rowid) as IndexedRow | undefined
    if (values) return index.set(values)
    index.remove(rowid)
    return true
  })
}

function readAll(database: Database): FacetIndex {
  const index = new FacetIndex()
  for (const row of database.prepare(rowsQuery).raw().iterate() as IterableIterator<IndexedRow>) index.set(row)
  return index
}
