import type { VideoSort } from '../../../shared/contract/video-query.ts'
import type { SortOrder } from '../../../shared/sort-order.ts'
import { createThreadPool } from '../../threads/thread-pool.ts'
import type { Threads } from '../../threads/threads.ts'
import type { Db } from '../connection/connection.ts'
import { allInOrderQuery, inOrderQuery } from './order-queries.ts'

/** A part of the list of all videos. */
interface Part {
  order: SortOrder
  offset: number
  limit: number
}

/** A request for a part of the list of all videos, or only to read its order, which takes long the first time. */
export interface OrderRequest {
  path: string
  sort: VideoSort
  /** The statement of `allInOrderQuery`. */
  all: string
  /** The statement of `inOrderQuery`. */
  among: string
  page?: Part
}

export interface OrderAnswer {
  rowids?: number[]
}

/**
 * Orders of all videos in memory, by each sort that was used last: SQLite reads all rows that an offset skips. A thread
 * reads an order when a page first needs it, and follows the log of changes.
 */
export interface OrderThread {
  /** Lists the rowids of a page; undefined while the order is read, which a page does not wait for. */
  findPage(sort: VideoSort, page: Part, signal?: AbortSignal): Promise<number[] | undefined>
  /** Reads an order, or brings it up to date. */
  prepare(sort: VideoSort): Promise<void>
  close(): Promise<void>
}

/** Creates the thread of one core, for the database at `path`; it starts when first needed. */
export function createOrderThread(threads: Threads, path: string, db: Db): OrderThread {
  const { run, close } = createThreadPool<OrderRequest | null, OrderAnswer>({
    script: 'order-worker',
    base: import.meta.url,
    threads,
    farewell: null,
  })
  const requestOf = (sort: VideoSort): OrderRequest => ({
    path,
    sort,
    all: allInOrderQuery(sort).compile(db).sql,
    among: inOrderQuery(sort, '').compile(db).sql,
  })
  let preparing: Promise<unknown> | undefined
  const prepare = async (sort: VideoSort) => {
    preparing = run(requestOf(sort))
    await preparing.finally(() => {
      preparing = undefined
    })
  }
  return {
    async findPage(sort, page, signal) {
      if (preparing) return undefined
      const { rowids } = await run({ ...requestOf(sort), page }, { signal })
      // The page is read without it meanwhile.
      if (!rowids && !preparing) prepare(sort).catch(() => undefined)
      return rowids
    },
    prepare,
    close,
  }
}
