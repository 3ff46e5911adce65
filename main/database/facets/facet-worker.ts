import type { Database } from 'better-sqlite3'
import type { VideoFilter } from '../../../shared/contract/video-query.ts'
import { answerRequests, lowerPriority } from '../../threads/worker.ts'
import { connect } from '../connection/connection.ts'
import { keyOf, leavesOf, matchOfLeaf, splitQuery } from '../videos/query-tree.ts'
import { countFacet, matching, withoutOwn } from './facet-counts.ts'
import { FacetIndex } from './facet-index.ts'
import {
  changesQuery,
  countQuery,
  type IndexedRow,
  listFound,
  logQuery,
  readFirst,
  rowQuery,
  rowsQuery,
} from './facet-rows.ts'
import type { CountedValue, FacetAnswer, FacetRequest } from './facet-thread.ts'
import { columnTestOf, type FoundByLeaf } from './query-tests.ts'

type GroupsWanted = Extract<FacetRequest['wanted'], { is: 'groups' }>
type PageWanted = Extract<FacetRequest['wanted'], { is: 'page' }>

interface Open {
  database: Database
  index: FacetIndex
  /** The last change in the index; undefined before it was read. */
  lastChange: number | undefined
  seen: Seen
}

/** The last matches in the present state of the database, of which more pages and counts are asked for. */
interface Seen {
  /** SQLite's count of the commits of other connections. */
  version: unknown
  /** The rowids that words find, by FTS5 expression, in ascending order. */
  found: Map<string, Float64Array>
  /** The positions of the videos that match, by filter. */
  listed: Map<string, Uint32Array>
}

/** Lists that are kept: a facet leaves out its own part of the filter, so that several lists belong to one. */
const mostSeen = 4

let open: Open | undefined

lowerPriority()
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
    seen: nothingSeen(undefined),
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
  const { wanted, filter } = request
  followChanges(current)
  const { index } = current
  if (wanted.is === 'nothing') return {}
  if (wanted.is === 'sums') return { sums: wanted.columns.map((column) => index.sumValues(column)) }
  const early = wanted.is === 'page' && request.match !== undefined && pageOfFirst(current, request, wanted)
  if (early) return { rowids: early }
  const rest = wanted.is === 'values' ? withoutOwn(filter, wanted.facet) : filter
  const positions = listed(current, rest, request, isCancelled)
  if (!positions) return {}
  if (wanted.is === 'page') return { rowids: index.rowidsAt(pageOf(positions, wanted)) }
  if (wanted.is === 'values') return { values: countFacet(index, positions, wanted.facet) }
  if (wanted.is === 'groups') return { groups: groupsOf(index, positions, wanted) }
  return { total: positions.length }
}

function groupsOf(index: FacetIndex, positions: Uint32Array, { column, isInOrder }: GroupsWanted): CountedValue[] {
  return isInOrder ? index.countRuns(positions, column) : index.countValues(positions, column)
}

/** Returns the positions of all videos that match a filter; undefined if the request was cancelled. */
function listed(
  current: Open,
  filter: VideoFilter,
  { match, found, asked }: FacetRequest,
  isCancelled: () => boolean,
): Uint32Array | undefined {
  const { index, seen } = current
  const key = JSON.stringify([filter, today(), Object.keys(found).length > 0 ? asked : 0])
  const known = seen.listed.get(key)
  if (known) return known
  const rowids = match === undefined ? undefined : findWords(current, match, isCancelled)
  const all = findLeaves(current, filter, found, isCancelled)
  if (isCancelled()) return undefined
  return keep(seen.listed, key, matching(index, filter, index.positions(rowids), all))
}

/** Returns the videos that match each leaf which no column decides: those that SQLite found, and those of words. */
function findLeaves(
  current: Open,
  { query = '' }: VideoFilter,
  found: FoundByLeaf,
  isCancelled: () => boolean,
): FoundByLeaf {
  const all: Record<string, Float64Array> = { ...found }
  for (const leaf of leavesOf(splitQuery(query).rest)) {
    const match = matchOfLeaf(leaf)
    if (match !== undefined) all[keyOf(leaf)] = findWords(current, match, isCancelled)
  }
  return all
}

function findWords({ database, seen }: Open, match: string, isCancelled: () => boolean): Float64Array {
  const known = seen.found.get(match)
  if (known) return known
  const found = listFound(database, match, isCancelled)
  return found ? keep(seen.found, match, found) : new Float64Array()
}

function keep<List>(lists: Map<string, List>, key: string, list: List): List {
  const [oldest] = lists.keys()
  if (oldest !== undefined && lists.size >= mostSeen) lists.delete(oldest)
  lists.set(key, list)
  return list
}

/** Videos that words find, of which the first are tested before all are listed: most lists begin among them. */
const testedBatches = [500, 5000]

/** Returns a page that begins among the first videos which words find; otherwise undefined. */
function pageOfFirst(
  current: Open,
  { filter, match = '', found }: FacetRequest,
  page: PageWanted,
): number[] | undefined {
  const { database, index, seen } = current
  const isOfLeaves = leavesOf(splitQuery(filter.query ?? '').rest).some((leaf) => !columnTestOf(leaf))
  if (seen.found.has(match) || isOfLeaves) return undefined
  const end = page.offset + page.limit
  const rowids: number[] = []
  for (const batch of readFirst(database, match, page.order, testedBatches)) {
    const ascending = Float64Array.from(page.order === 'asc' ? batch.rowids : batch.rowids.reverse())
    const passing = index.rowidsAt(matching(index, filter, index.positions(ascending), found))
    rowids.push(...(page.order === 'asc' ? passing : passing.reverse()))
    if (rowids.length >= end || batch.isEnd) return rowids.slice(page.offset, end)
  }
  return undefined
}

/** Returns the day, on which dates such as “7d” depend. */
function today(): string {
  return new Date().toISOString().slice(0, 10)
}

function pageOf(all: Uint32Array, { order, offset, limit }: PageWanted): Uint32Array {
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
  const version = database.pragma('data_version', { simple: true })
  if (version !== current.seen.version) current.seen = nothingSeen(version)
}

function nothingSeen(version: unknown): Seen {
  return { version, found: new Map(), listed: new Map() }
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
  const index = new FacetIndex(database.prepare(countQuery).pluck().get() as number)
  for (const row of database.prepare(rowsQuery).raw().iterate() as IterableIterator<IndexedRow>) index.set(row)
  // SQLite keeps the last pages that it read, which nothing asks for again.
  database.pragma('shrink_memory')
  return index
}
