import { useQuery } from '@tanstack/react-query'
import type { Neighbours } from '../../shared/contract/videos.ts'
import { api } from '../client.ts'
import { useFilter } from '../components/takes/library-search.ts'

/** Returns the videos before and after `id` in the list from which it was opened; undefined until they are known. */
export function useNeighbours(id: string): Neighbours | undefined {
  const filter = useFilter()
  return useQuery({
    ...api.videos.neighbours.queryOptions({ input: { id, ...filter } }),
    placeholderData: (before: Neighbours | undefined) => before,
  }).data
}
