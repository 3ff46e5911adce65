import type { Database } from 'better-sqlite3'
import { answerRequests } from '../../threads/worker.ts'
import { connect } from '../connection/connection.ts'
import { countValues, matching } from './facet-counts.ts'
import { FacetIndex } from './facet-index.ts'
import { changesQuery, type IndexedRow, listFound, logQuery, rowQuery, rowsQuery } from './facet-rows.ts'
import type { CountedValue, FacetAnswer, FacetRequest } from './facet-thread.ts'

type GroupsWanted = Extract<FacetRequest['wanted'], { is: 'groups' }>

interface Open {
  database: Database
  index: FacetIndex
  /** The last change in the index; undefined before it was read. */
  lastChange: number | undefined
  /** The videos of the last list, of which more pages are asked for; `key` is its filter and the last change. */
  last: { key: string; listed: Uint32Array } | undefined
}

let open: Open | undefined

answerRequests((request: FacetRequest | null, { isCancelled }): FacetAnswer => {
  if (!request) {
    open?.database.close()
    open = undefined
    return {}
  }
  open ??= {
    database: connect(request.path, { readonly: true }),
    index: new FacetIndex(),
    lastChange: undefined,
    last: undefined,
  }
  // One view of the database for the index and the search.
  open.database.exec('BEGIN')
  try {
    return answer(open, request, isCancelled)
  } finally {
    open.database.exec('COMMIT')
  }
})

function answer(current: Open, request: FacetRequest, isCancelled: () => boolean): FacetAnswer {
  const { wanted, filter, match, found } = request
  followChanges(current)
  const { index } = current
  if (wanted.is === 'nothing') return {}
  if (wanted.is === 'page') return { rowids: index.rowidsAt(pageOf(listed(current, request), wanted)) }
  if (wanted.is === 'count' && match === undefined) return { total: listed(current, request).length }
  if (wanted.is === 'groups' && match === undefined)
    return { groups: groupsOf(index, listed(current, request), wanted) }
  const rowids = match === undefined ? undefined : listFound(current.database, match, isCancelled)
  if (isCancelled()) return {}
  const positions = index.positions(rowids)
  if (wanted.is === 'values') return { values: countValues(index, filter, positions, found) }
  const matched = matching(index, filter, positions, found)
  if (wanted.is === 'groups') return { groups: groupsOf(index, matched, wanted) }
  return { total: matched.length }
}

function groupsOf(index: FacetIndex, positions: Uint32Array, { column, isInOrder }: GroupsWanted): CountedValue[] {
  return isInOrder ? index.countRuns(positions, column) : index.countValues(positions, column)
}

/** Returns the positions of all videos that match a filter without words. */
function listed(current: Open, { filter, found }: FacetRequest): Uint32Array {
  const { index, lastChange } = current
  if (Object.keys(found).length > 0) return matching(index, filter, index.positions(), found)
  const key = JSON.stringify([lastChange, today(), filter])
  if (current.last?.key !== key) current.last = { key, listed: matching(index, filter, index.positions(), found) }
  return current.last.listed
}

/** Returns the day, on which dates such as “7d” depend. */
function today(): string {
  return new Date().toISOString().slice(0, 10)
}

function pageOf(all: Uint32Array, { order, offset, limit }: FacetRequest['wanted'] & { is: 'page' }): Uint32Array {
  if (order === 'asc') return all.slice(offset, offset + limit)
  const end = Math.max(0, all.length - offset)
  return all.slice(Math.max(0, end - limit), end).reverse()
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
