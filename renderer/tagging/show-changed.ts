import type { Video } from '../../shared/contract/videos.ts'
import { api, queryClient } from '../client.ts'

interface VideoList {
  items: Video[]
  total: number
}

/** Shows takes as they are about to be, at once; what the library says a moment later takes its place. */
export function showChanged(ids: readonly string[], change: (video: Video) => Partial<Video>): void {
  const wanted = new Set(ids)
  const changed = <V extends Video>(video: V): V => (wanted.has(video.id) ? { ...video, ...change(video) } : video)
  queryClient.setQueriesData<VideoList>({ queryKey: api.videos.list.key() }, (list) =>
    list?.items.some(({ id }) => wanted.has(id)) ? { ...list, items: list.items.map(changed) } : list,
  )
  queryClient.setQueriesData<Video>({ queryKey: api.videos.get.key() }, (video) => video && changed(video))
}

/** Asks the library again what it has, after what was shown did not come to be. */
export function showAsItIs(): void {
  void queryClient.invalidateQueries({ queryKey: api.videos.key() })
}
