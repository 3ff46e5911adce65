import { useQuery } from '@tanstack/react-query'
import type { VideoDetails } from '../../shared/contract/videos.ts'
import { api } from '../client.ts'

/** Returns the peaks of a take's waveform; undefined until they are loaded, null without sound or after an error. */
export function usePeaks(video: Pick<VideoDetails, 'id' | 'audio_codec'>): readonly number[] | null | undefined {
  const hasSound = video.audio_codec !== null
  const { data, isError } = useQuery(
    api.previews.waveform.queryOptions({ input: { id: video.id }, enabled: hasSound, retry: false }),
  )
  return hasSound && !isError ? data?.peaks : null
}
