import { useQuery } from '@tanstack/react-query'
import { api, mediaUrl } from '../client.ts'
import type { StoryboardSheet } from './storyboard-frame.ts'

function storyboardQuery(id: string) {
  return api.previews.storyboard.queryOptions({ input: { id }, retry: false })
}

/** The key under which the layout of a storyboard is kept, for whoever has it made ahead. */
export function storyboardKey(id: string) {
  return storyboardQuery(id).queryKey
}

/** The storyboard of a take, made while it is shown where there is none; undefined until then, and where it gives none. */
export function useStoryboard(video: { id: string; file_hash: string }): StoryboardSheet | undefined {
  const { data: layout } = useQuery(storyboardQuery(video.id))
  return layout && { src: mediaUrl.storyboard(video), layout }
}
