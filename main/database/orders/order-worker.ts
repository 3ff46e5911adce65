import type { Database } from 'better-sqlite3'
import type { VideoSort } from '../../../shared/contract/video-query.ts'
import { answerRequests } from '../../threads/worker.ts'
import { connect } from '../connection/connection.ts'
import { changesQuery, logQuery } from '../facets/facet-rows.ts'
import type { OrderAnswer, OrderRequest } from './order-thread.ts'
import { type InOrder, patchOrder } from './patch-order.ts'

interface Order {
  /** Rowids of all videos, ascending by the sort. */
  rowids: Float64Array
  /** The last change that the order has. */
  lastChange: number
}

interface Open {
  database: Database
  /** The orders used last come last. */
  orders: Map<VideoSort, Order>
}

/** Each takes eight megabytes for a million videos. */
const mostOrders = 4
/** The most changes for which a page waits; it takes about a millisecond for five. */
const mostPatched = 25
/** Patching more changes takes longer than reading all videos. */
const mostChanges = 1000

let open: Open | undefined

answerRequests((request: OrderRequest | null): OrderAnswer => {
  if (!request) {
    open?.database.close()
    open = undefined
    return {}
  }
  open ??= { database: connect(request.path, { readonly: true }), orders: new Map() }
  // One view of the database for the log and the rows.
  open.database.exec('BEGIN')
  try {
    const { page } = request
    const order = follow(open, request)
    return page && order ? { rowids: partOf(order.rowids, page) } : {}
  } finally {
    open.database.exec('COMMIT')
  }
})

/** Brings an order up to date. Returns undefined if a page would have to wait for that. */
function follow({ database, orders }: Open, { sort, all, among, page }: OrderRequest): Order | undefined {
  const [first, last] = database.prepare(logQuery).raw().get() as [number, number]
  const known = orders.get(sort)
  const isReached = known && first <= known.lastChange + 1 && known.lastChange <= last
  const changed = isReached && new Set(database.prepare(changesQuery).pluck().all(known.lastChange) as number[])
  if (page && !(changed && changed.size <= mostPatched)) return undefined
  const statement = database.prepare(among).pluck()
  const inOrder: InOrder = (rowids) => statement.all(JSON.stringify(rowids)) as number[]
  const isPatched = changed && changed.size <= mostChanges
  const rowids = isPatched ? patchOrder(known.rowids, changed, inOrder) : readAll(database, all)
  const order = { rowids, lastChange: last }
  orders.delete(sort)
  orders.set(sort, order)
  for (const oldest of orders.keys()) {
    if (orders.size <= mostOrders) break
    orders.delete(oldest)
  }
  return order
}

function readAll(database: Database, all: string): Float64Array {
  const text = database.prepare(all).pluck().get() as string | null
  // SQLite keeps the last pages that it read, which nothing asks for again.
  database.pragma('shrink_memory')
  return Float64Array.from(text?.split(',') ?? [], Number)
}

function partOf(rowids: Float64Array, { order, offset, limit }: NonNullable<OrderRequest['page']>): number[] {
  if (order === 'asc') return [...rowids.subarray(offset, offset + limit)]
  const end = Math.max(0, rowids.length - offset)
  return [...rowids.subarray(Math.max(0, end - limit), end)].reverse()
}
