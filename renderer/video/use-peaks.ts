import { useQuery } from '@tanstack/react-query'
import type { VideoDetails } from '../../shared/contract/videos.ts'
import { api } from '../client.ts'

/** How loud a take is over its time, undefined while that is read; null without sound, or where it cannot be read. */
export function usePeaks(video: Pick<VideoDetails, 'id' | 'audio_codec'>): readonly number[] | null | undefined {
  const hasSound = video.audio_codec !== null
  const { data, isError } = useQuery(
    api.previews.waveform.queryOptions({ input: { id: video.id }, enabled: hasSound, retry: false }),
  )
  return hasSound && !isError ? data?.peaks : null
}
