import type { KeepRule } from '../../../shared/contract/duplicates.ts'
import { createThreadPool } from '../../threads/thread-pool.ts'
import type { Threads } from '../../threads/threads.ts'

/** A page of groups to find, those first that would free most space. */
export interface SimilarityRequest {
  /** Largest number of bits in which hashes of a group differ from that of its first video. */
  distance: number
  /** Rules that rank the videos of a group, the most important first. */
  keep: readonly KeepRule[]
  offset: number
  /** The rowid of the first video of the last group of the page before; replaces the offset. */
  after?: number | undefined
  limit: number
  /** Number of videos to return of each group. */
  takes: number
}

/** A page of groups, and totals of all. Videos are given by their rowids. */
export interface FoundGroups {
  groups: { takes: { rowid: number; distance: number }[]; count: number; removable_bytes: number }[]
  total: number
  /** Number of videos but the first of each group, and their size. */
  removable: number
  removable_bytes: number
  /** Changes whenever a group changes. */
  version: string
  /** True if no group begins with the video that the page was to follow. */
  endsThere: boolean
}

/** Searches the library for similar videos outside the main thread. */
export interface SimilarityThread {
  /** @throws RushesError CANCELLED, soon after `signal`. */
  find(request: SimilarityRequest, signal?: AbortSignal): Promise<FoundGroups>
  close(): Promise<void>
}

/** A request in the database at `path`. */
export type SimilarityQuery = SimilarityRequest & { path: string }

/** Creates the thread of one core, for the database at `path`; it starts when first needed. */
export function createSimilarityThread(threads: Threads, path: string): SimilarityThread {
  const { run, close } = createThreadPool<SimilarityQuery | null, FoundGroups>({
    script: 'similarity-worker',
    base: import.meta.url,
    threads,
    farewell: null,
  })
  return { find: (request, signal) => run({ ...request, path }, { signal }), close }
}
