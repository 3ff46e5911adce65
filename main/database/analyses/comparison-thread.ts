import type { PairFigures, TakeFigures } from '../../../shared/compare-ranges.ts'
import type { Bin, ValueBin } from '../../../shared/histograms.ts'
import { createThreadPool } from '../../threads/thread-pool.ts'
import type { Threads } from '../../threads/threads.ts'

/** Analyses to compare, and the page of takes to return. */
export interface ComparisonRequest {
  config_hashes: readonly string[]
  /** True for a person's correction, against which the others are measured. */
  is_reference: readonly boolean[]
  /** The ids of the videos to compare; null for all. */
  ids: readonly string[] | null
  /** Null for one frame of each video. */
  tolerance_seconds: number | null
  ignores_labels: boolean
  /** Leaves out videos without ranges in it; `configuration` is an index of `config_hashes`. */
  bin: (ValueBin & { configuration: number }) | null
  offset: number
  limit: number
}

/** A video, by its rowid, whose analyses were compared. */
export interface ComparedTake {
  rowid: number
  /** Number of ranges of each configuration. */
  ranges: number[]
  /** In the order of `ComparedPage.pairs`. */
  pairs: TakeFigures[]
  /** The least F1 of its pairs; null if no analysis found a range. */
  agreement: number | null
  first_difference: number | null
  /** The number of its ranges in the bin, and the start of the first; null without a bin. */
  in_bin: { ranges: number; first: number } | null
}

/** A page of the videos compared so far, the worst first, with sums over all of these. */
export interface ComparedPage {
  takes: ComparedTake[]
  total: number
  /** Number of videos compared so far, and of those that have all configurations. */
  done: number
  of: number
  /** Number of videos that have only some of the configurations. */
  missing: number
  pairs: ({ first: number; second: number } & PairFigures)[]
  histograms: { configuration: number; value: string; bins: Bin[] }[]
}

/** Compares analyses of many videos outside the main thread. */
export interface ComparisonThread {
  /** Compares for a fraction of a second; the next call with the same request goes on. @throws RushesError CANCELLED */
  compare(request: ComparisonRequest, signal?: AbortSignal): Promise<ComparedPage>
  close(): Promise<void>
}

/** A request in the database at `path`. */
export type ComparisonQuery = ComparisonRequest & { path: string }

/** Creates the thread of one core, for the database at `path`; it starts when first needed. */
export function createComparisonThread(threads: Threads, path: string): ComparisonThread {
  const { run, close } = createThreadPool<ComparisonQuery | null, ComparedPage>({
    script: 'comparison-worker',
    base: import.meta.url,
    threads,
    farewell: null,
  })
  return { compare: (request, signal) => run({ ...request, path }, { signal }), close }
}
