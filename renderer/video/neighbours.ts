import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query'
import { api } from '../client.ts'
import { type Filter, useFilter } from '../library/filter.ts'
import { countQuery } from '../library/use-takes.ts'

export interface Neighbours {
  /** Place in the library's list as it is shown, counted from 1; null where the filter leaves this video out. */
  place: number | null
  total: number
  previous: string | null
  next: string | null
}

/** A small first page, because most looks are at what is new; then as many ids as one call gives. */
const firstPage = 1000
const laterPages = 10_000

/** The videos around `id` in the list that it was opened from. Undefined while they are being looked up. */
export function useNeighbours(id: string): Neighbours | undefined {
  const queryClient = useQueryClient()
  const filter = useFilter()
  return useQuery({
    // Begins like the keys of the calls, so that a change of the videos refreshes it too.
    queryKey: [['videos', 'neighbours'], { input: { id, ...filter } }],
    queryFn: () => findNeighbours(queryClient, filter, id),
    placeholderData: (before: Neighbours | undefined) => before,
  }).data
}

async function findNeighbours(queryClient: QueryClient, filter: Filter, id: string): Promise<Neighbours> {
  const { total } = await queryClient.fetchQuery(countQuery(filter))
  let before: string | null = null
  for (let offset = 0; offset < total; ) {
    const limit = offset === 0 ? firstPage : laterPages
    const input = { ...filter, ...(before === null ? {} : { after: before }), limit }
    const ids: string[] = await queryClient.fetchQuery(api.videos.ids.queryOptions({ input }))
    const index = ids.indexOf(id)
    if (index >= 0) {
      const next = ids[index + 1] ?? (await idAfter(queryClient, filter, id))
      return { place: offset + index + 1, total, previous: ids[index - 1] ?? before, next }
    }
    if (ids.length === 0) break
    before = ids.at(-1) ?? null
    offset += limit
  }
  return { place: null, total, previous: null, next: null }
}

/** The one behind `id`, for a neighbour beyond the page; null at the end. */
async function idAfter(queryClient: QueryClient, filter: Filter, id: string): Promise<string | null> {
  const input = { ...filter, after: id, limit: 1 }
  const [next] = await queryClient.fetchQuery(api.videos.ids.queryOptions({ input }))
  return next ?? null
}
