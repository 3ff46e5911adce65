import type { Video } from '../../shared/contract/videos.ts'
import { api, queryClient } from '../client.ts'

interface VideoList {
  items: Video[]
  total: number
}

/**
 * Shows takes as they are about to be, before the library has changed them. What is being fetched for takes that are on screen is
 * from before, and is dropped: the change makes all of it be fetched again.
 */
export async function showChanged(ids: readonly string[], change: (video: Video) => Partial<Video>): Promise<void> {
  await Promise.all(
    [api.videos.list.key(), api.videos.get.key()].map((queryKey) =>
      queryClient.cancelQueries({ queryKey, predicate: ({ state }) => state.data !== undefined }),
    ),
  )
  const wanted = new Set(ids)
  const changed = <V extends Video>(video: V): V => (wanted.has(video.id) ? { ...video, ...change(video) } : video)
  queryClient.setQueriesData<VideoList>({ queryKey: api.videos.list.key() }, (list) =>
    list?.items.some(({ id }) => wanted.has(id)) ? { ...list, items: list.items.map(changed) } : list,
  )
  queryClient.setQueriesData<Video>({ queryKey: api.videos.get.key() }, (video) => video && changed(video))
}

/** Asks the library again what it has, where what was shown did not come to be, or was so already. */
export function showAsItIs(): void {
  void queryClient.invalidateQueries({ queryKey: api.videos.key() })
}
