import { hashKey, type QueryClient } from '@tanstack/react-query'
import { reversed } from '../../../shared/sort-order.ts'
import { api } from '../../client.ts'
import { largestSection, sectionAt, windowSize, windowsOf } from '../grid/rank-windows.ts'
import type { Filter } from './library-search.ts'

/** Reverses the order of a filter, because ranks count from the end of the list on screen (see ranks). */
export function fromEnd(filter: Filter) {
  return { ...filter, order: reversed(filter.order ?? 'desc') }
}

/** Returns the query of the number of takes of a filter. */
export function countQuery({ sort: _, order: __, ...conditions }: Filter) {
  return api.videos.count.queryOptions({ input: conditions })
}

/** Returns the query of a window of the takes of a filter. */
export function windowQuery(filter: Filter, window: number) {
  return api.videos.list.queryOptions({
    input: { ...fromEnd(filter), offset: window * windowSize, limit: windowSize, count: false },
  })
}

/** Returns the query of the newest takes of a filter and their number, in one call. */
function newestQuery(filter: Filter) {
  return api.videos.list.queryOptions({ input: { ...filter, limit: largestSection } })
}

/** Returns the windows of the newest section. */
export function newestWindows(total: number): readonly number[] {
  if (total === 0) return []
  const { first, end } = sectionAt(total - 1, total)
  return windowsOf(first, end)
}

/**
 * Reads the number of takes of a filter and its newest section in one call, and keeps both as if they were read one by
 * one. The windows of the section are known only with that number.
 */
export async function readNewest(queryClient: QueryClient, filter: Filter): Promise<void> {
  const { items, total } = await fetchCurrent(queryClient, newestQuery(filter))
  if (total === null || items.length < Math.min(total, largestSection)) return
  queryClient.setQueryData(countQuery(filter).queryKey, { total })
  for (const index of newestWindows(total)) {
    const [first, end] = [index * windowSize, Math.min(total, (index + 1) * windowSize)]
    const inWindow = items.slice(total - end, total - first).reverse()
    queryClient.setQueryData(windowQuery(filter, index).queryKey, { items: inWindow, total: null })
  }
}

/** Fetches a query, again if what it reads changed before the answer came. */
async function fetchCurrent(queryClient: QueryClient, query: ReturnType<typeof newestQuery>) {
  const hash = hashKey(query.queryKey)
  let isOutdated = false
  const stop = queryClient.getQueryCache().subscribe((event) => {
    if (event.type === 'updated' && event.action.type === 'invalidate' && event.query.queryHash === hash)
      isOutdated = true
  })
  try {
    const page = await queryClient.fetchQuery(query)
    return isOutdated ? await queryClient.fetchQuery({ ...query, staleTime: 0 }) : page
  } finally {
    stop()
  }
}

/** Returns whether the newest takes of a filter and their number were read, and have not changed since. */
export function isNewestRead(queryClient: QueryClient, filter: Filter): boolean {
  const total = queryClient.getQueryData(countQuery(filter).queryKey)?.total
  if (total === undefined) return false
  const queries = [countQuery(filter), ...newestWindows(total).map((window) => windowQuery(filter, window))]
  return queries.every(({ queryKey }) => {
    const state = queryClient.getQueryState(queryKey)
    return state?.data !== undefined && !state.isInvalidated
  })
}
