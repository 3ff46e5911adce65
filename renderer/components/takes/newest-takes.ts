import { api } from '../../client.ts'
import { largestSection } from '../grid/rank-windows.ts'
import type { Filter } from './library-search.ts'

/** Returns the query of the newest takes of a filter and their number, in one call. */
export function newestTakesQuery(filter: Filter) {
  return api.videos.list.queryOptions({ input: { ...filter, limit: largestSection } })
}
