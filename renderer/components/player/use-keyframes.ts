import { useQuery } from '@tanstack/react-query'
import { hasInOut } from '../../../shared/in-out-points.ts'
import { api } from '../../client.ts'
import { useDeckState } from './deck-context.ts'

/**
 * Returns the times of a take's keyframes, in order; undefined until they are read, which is once a range is marked:
 * all packets of the file are read for them.
 */
export function useKeyframes(videoId: string): readonly number[] | undefined {
  const isNeeded = useDeckState(({ inOut, ranges }) => hasInOut(inOut) || ranges.length > 0)
  const { data } = useQuery({
    ...api.previews.keyframes.queryOptions({ input: { id: videoId } }),
    enabled: isNeeded,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  })
  return isNeeded ? data?.seconds : undefined
}
