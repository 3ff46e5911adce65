import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
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

/** The last step, and the video that it led to once that is known. */
interface Step {
  reached: Promise<string>
  target?: string
}

/**
 * Returns a function that opens the video beside `id`. Steps that follow each other quickly start where the one before
 * leads, although its video is not on screen yet.
 */
export function useStep(id: string, open: (id: string) => void) {
  const filter = useFilter()
  const queryClient = useQueryClient()
  const last = useRef<Step>(undefined)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the next step starts at the video that is on screen now
  useEffect(() => {
    // A step that is on its way goes on.
    if (last.current?.target !== undefined) last.current = undefined
  }, [id])
  return (side: 'previous' | 'next') => {
    const from = last.current?.reached ?? Promise.resolve(id)
    const reach = async (): Promise<string> => {
      const at = await from
      const options = api.videos.neighbours.queryOptions({ input: { id: at, ...filter } })
      // Errors are shown where the neighbours are.
      const neighbours = await queryClient.fetchQuery(options).catch(() => undefined)
      const other = neighbours?.[side]
      step.target = other ?? at
      if (other) open(other)
      return step.target
    }
    const step: Step = { reached: reach() }
    last.current = step
  }
}
