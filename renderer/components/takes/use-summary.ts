import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { client } from '../../client.ts'

/** Larger selections can be changed, but are not summed up. */
const mostSummed = 10_000

/** Returns the sum of several takes; undefined until it is loaded, or if there are too many. */
export function useSummary(ids: readonly string[]) {
  const { data } = useQuery({
    // Begins like the keys of calls, so that a change of videos invalidates it too.
    queryKey: [['videos', 'summary'], { ids }],
    queryFn: () => client.videos.summary({ ids: [...ids] }),
    enabled: ids.length > 0 && ids.length <= mostSummed,
    placeholderData: keepPreviousData,
  })
  return ids.length <= mostSummed ? data : undefined
}
