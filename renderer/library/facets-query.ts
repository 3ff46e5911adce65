import { api } from '../client.ts'
import type { Filter } from '../components/takes/library-search.ts'

/** Returns the query for the values that the list of `filter` can be filtered by. */
export function facetsQuery({ sort: _sort, order: _order, ...filter }: Filter) {
  return api.videos.facets.queryOptions({ input: filter })
}
