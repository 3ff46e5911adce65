import { sql } from 'kysely'
import type { VideoFilter } from '../../../shared/contract/video-query.ts'
import type { SortOrder } from '../../../shared/sort-order.ts'
import { createThreadPool } from '../../threads/thread-pool.ts'
import type { Threads } from '../../threads/threads.ts'
import type { Db } from '../connection/connection.ts'
import { matchOf, type ResolvedFilter } from '../videos/filter.ts'
import { sqlOfLeaf } from '../videos/query-condition.ts'
import { keyOf, leavesOf, matchOfLeaf, splitQuery } from '../videos/query-tree.ts'
import { type Facet, facetNames, type ValueCount } from './facet-counts.ts'
import type { IndexedColumn } from './facet-rows.ts'
import { columnTestOf, type FoundByLeaf } from './query-tests.ts'

/** A part of a list of videos in the order of their rowids. */
interface RowidPage {
  order: SortOrder
  offset: number
  limit: number
}

/** The number of videos of each value of a column; of neighbours in the order of the rowids if `isInOrder`. */
interface GroupsWanted {
  is: 'groups'
  column: IndexedColumn
  isInOrder: boolean
}

/** The number of videos of each value of a facet, without the facet's own part of the filter. */
interface ValuesWanted {
  is: 'values'
  facet: Facet
}

/** A value of a column, and how many videos have it. */
export type CountedValue = [value: unknown, count: number]

/** A value of a column, how many videos have it, and the size of these. */
export type SummedValue = [value: unknown, count: number, size_bytes: number]

/** A request to the index of the database at `path`. */
export interface FacetRequest {
  path: string
  /**
   * The number of matching videos, a page of them, the values of a facet or of a column, the sums of all videos by
   * columns, or only that the index is read.
   */
  wanted:
    | { is: 'count' }
    | ValuesWanted
    | { is: 'nothing' }
    | ({ is: 'page' } & RowidPage)
    | { is: 'sums'; columns: readonly IndexedColumn[] }
    | GroupsWanted
  filter: VideoFilter
  /** The words of the filter as an FTS5 expression. */
  match: string | undefined
  /** Videos that SQLite found for the parts of the query that the index cannot decide. */
  found: FoundByLeaf
  /** Identifies `found` among the requests of this process. */
  asked: number
}

export interface FacetAnswer {
  total?: number
  rowids?: number[]
  values?: ValueCount[]
  groups?: CountedValue[]
  sums?: SummedValue[][]
}

/** Counts videos by an index in memory, in a thread of its own. */
export interface FacetThread {
  /** True if the index was read: reading a million videos takes seconds. Counting follows later changes by itself. */
  readonly isReady: boolean
  /** Tests whether the index counts a filter with less work than SQLite, which lists what only it can decide. */
  decides(filter: VideoFilter): boolean
  /** Reads the index. */
  prepare(): Promise<void>
  /** Counts the videos that match. @throws RushesError CANCELLED, soon after `signal` */
  count(filter: VideoFilter, signal?: AbortSignal): Promise<number>
  /** Counts the values of each facet, without the facet's own part of the filter. @throws RushesError CANCELLED */
  countValues(filter: VideoFilter, signal?: AbortSignal): Promise<Record<Facet, ValueCount[]>>
  /** Counts the values of a column; `isInOrder` divides the list by rowid where the value changes. */
  countColumn(
    filter: VideoFilter,
    column: IndexedColumn,
    isInOrder: boolean,
    signal?: AbortSignal,
  ): Promise<CountedValue[]>
  /** Adds up all videos by the values of each of these columns, in their order. @throws RushesError CANCELLED */
  sumColumns(columns: readonly IndexedColumn[], signal?: AbortSignal): Promise<SummedValue[][]>
  /** Lists the rowids of a page; undefined unless the index is read and decides all of the filter. */
  findPage(filter: VideoFilter, page: RowidPage, signal?: AbortSignal): Promise<number[] | undefined>
  close(): Promise<void>
}

/** Creates the thread of one core, for the database at `path`, which `db` reads too; it starts when first needed. */
export function createFacetThread(threads: Threads, path: string, db: Db): FacetThread {
  const { run, close } = createThreadPool<FacetRequest | null, FacetAnswer>({
    script: 'facet-worker',
    base: import.meta.url,
    threads,
    farewell: null,
  })
  let isReady = false
  let lastAsked = 0
  const prepareAsking = async (filter: ResolvedFilter, signal?: AbortSignal) => {
    const found = await findByLeaf(db, filter, signal)
    const request = { path, filter, match: matchOf(filter), found, asked: ++lastAsked }
    return async (wanted: FacetRequest['wanted']) => {
      const answer = await run({ ...request, wanted }, { signal })
      isReady = true
      return answer
    }
  }
  const ask = async (wanted: FacetRequest['wanted'], filter: ResolvedFilter, signal?: AbortSignal) =>
    (await prepareAsking(filter, signal))(wanted)
  return {
    get isReady() {
      return isReady
    },
    decides: (filter) => isReady && leavesForSql(filter).length === 0,
    prepare: async () => void (await ask({ is: 'nothing' }, {})),
    count: async (filter, signal) => (await ask({ is: 'count' }, filter, signal)).total ?? 0,
    countValues: async (filter, signal) => {
      const askFor = await prepareAsking(filter, signal)
      const counts: Partial<Record<Facet, ValueCount[]>> = {}
      // One after the other, so that a page waits for one of them at most.
      for (const facet of facetNames) counts[facet] = (await askFor({ is: 'values', facet })).values ?? []
      return counts as Record<Facet, ValueCount[]>
    },
    countColumn: async (filter, column, isInOrder, signal) =>
      (await ask({ is: 'groups', column, isInOrder }, filter, signal)).groups ?? [],
    sumColumns: async (columns, signal) => (await ask({ is: 'sums', columns }, {}, signal)).sums ?? [],
    findPage: async (filter, page, signal) => {
      if (!isReady || leavesForSql(filter).length > 0) return undefined
      return (await ask({ is: 'page', ...page }, filter, signal)).rowids
    },
    close,
  }
}

/** Lists the leaves of a query that neither the index nor the search decides. */
function leavesForSql({ query = '' }: VideoFilter) {
  return leavesOf(splitQuery(query).rest).filter((leaf) => !columnTestOf(leaf) && matchOfLeaf(leaf) === undefined)
}

/** Returns the query of the videos that match a leaf, as one text, which is read much faster than as many rows. */
export function leafQuery(leaf: ReturnType<typeof leavesForSql>[number], offline: readonly string[]) {
  return sql<{ rowids: string | null }>`
    SELECT group_concat(videos.rowid) AS rowids FROM videos WHERE ${sqlOfLeaf(leaf, offline)}`
}

async function findByLeaf(db: Db, filter: ResolvedFilter, signal?: AbortSignal): Promise<FoundByLeaf> {
  const found: Record<string, Float64Array> = {}
  for (const leaf of leavesForSql(filter)) {
    const { rows } = await leafQuery(leaf, filter.offline_folders ?? []).execute(db, { signal })
    const rowids = rows[0]?.rowids?.split(',') ?? []
    // Shared with the thread: it may be asked for each facet.
    const shared = new Float64Array(new SharedArrayBuffer(rowids.length * 8))
    for (const [index, rowid] of rowids.entries()) shared[index] = Number(rowid)
    found[keyOf(leaf)] = shared.sort()
  }
  return found
}
