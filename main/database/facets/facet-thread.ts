import type { VideoFilter } from '../../../shared/contract/video-query.ts'
import { createThreadPool } from '../../threads/thread-pool.ts'
import type { Threads } from '../../threads/threads.ts'
import { isSearch, toMatch } from '../videos/filter.ts'
import type { Facet, ValueCount } from './facet-counts.ts'

/** A request to the index of the database at `path`. */
export interface FacetRequest {
  path: string
  /** Counts the videos that match, the values of their facets, or nothing, to read the index only. */
  count: 'videos' | 'values' | 'nothing'
  filter: VideoFilter
  /** The search of the filter as an FTS5 expression. */
  match: string | undefined
}

export interface FacetAnswer {
  total?: number
  values?: Record<Facet, ValueCount[]>
}

/** Counts videos by an index in memory, in a thread of its own. */
export interface FacetThread {
  /** Whether the index was read: reading a million videos takes seconds. Counting follows later changes by itself. */
  readonly isReady: boolean
  /** Reads the index. */
  prepare(): Promise<void>
  /** Counts the videos that match. @throws RushesError CANCELLED, soon after `signal` */
  count(filter: VideoFilter, signal?: AbortSignal): Promise<number>
  /** Counts the values of each facet, without the facet's own part of the filter. @throws RushesError CANCELLED */
  countValues(filter: VideoFilter, signal?: AbortSignal): Promise<Record<Facet, ValueCount[]>>
  close(): Promise<void>
}

/** Creates the thread of one core, for the database at `path`; it starts when first needed. */
export function createFacetThread(threads: Threads, path: string): FacetThread {
  const { run, close } = createThreadPool<FacetRequest | null, FacetAnswer>({
    script: 'facet-worker',
    base: import.meta.url,
    threads,
    farewell: null,
  })
  let isReady = false
  const ask = async (count: FacetRequest['count'], filter: VideoFilter, signal?: AbortSignal) => {
    const match = isSearch(filter) ? (toMatch(filter.search ?? '') ?? '""') : undefined
    const answer = await run({ path, count, filter, match }, { signal })
    isReady = true
    return answer
  }
  return {
    get isReady() {
      return isReady
    },
    prepare: async () => void (await ask('nothing', {})),
    count: async (filter, signal) => (await ask('videos', filter, signal)).total ?? 0,
    countValues: async (filter, signal) => (await ask('values', filter, signal)).values as Record<Facet, ValueCount[]>,
    close,
  }
}
