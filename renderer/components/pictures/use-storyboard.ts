import { useQuery } from '@tanstack/react-query'
import { api, mediaUrl } from '../../client.ts'
import type { StoryboardSheet } from './storyboard-frame.ts'

function storyboardQuery(id: string) {
  return api.previews.storyboard.queryOptions({ input: { id }, retry: false })
}

/** Returns the query key of a storyboard, for prefetching. */
export function storyboardKey(id: string) {
  return storyboardQuery(id).queryKey
}

/** Returns the storyboard of a take, which is created if needed; undefined until then, or if it cannot be created. */
export function useStoryboard(video: { id: string; file_hash: string }): StoryboardSheet | undefined {
  const { data: layout } = useQuery(storyboardQuery(video.id))
  return layout && { src: mediaUrl.storyboard(video), layout }
}
