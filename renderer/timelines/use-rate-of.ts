import { useQuery } from '@tanstack/react-query'
import type { Timeline } from '../../shared/contract/timelines.ts'
import { parseFrameRate } from '../../shared/frame-rate.ts'
import { api } from '../client.ts'

/** Returns the frame rate of a timeline's video; null if it is not in the library. */
export function useRateOf({ video_id }: Timeline) {
  const { data } = useQuery({
    ...api.videos.get.queryOptions({ input: { id: video_id ?? '' } }),
    enabled: video_id !== null,
  })
  return parseFrameRate(data?.frame_rate ?? null)
}
