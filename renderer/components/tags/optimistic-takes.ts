import type { Video } from '../../../shared/contract/videos.ts'
import { api, queryClient } from '../../client.ts'

interface VideoList {
  items: Video[]
  total: number | null
}

/**
 * Changes takes on screen before the library has answered. Fetches under way would restore the old state, so they are
 * cancelled; the event of the change refetches them. Returns a function that takes the change of some of them back, if
 * it could not be saved.
 */
export async function showOptimistically(
  ids: readonly string[],
  change: (video: Video) => Partial<Video>,
): Promise<(ids: readonly string[]) => void> {
  await Promise.all(
    [api.videos.list.key(), api.videos.get.key()].map((queryKey) =>
      queryClient.cancelQueries({ queryKey, predicate: ({ state }) => state.data !== undefined }),
    ),
  )
  const before = new Map<string, Video>()
  show(ids, (video) => {
    // A list is visited first. What was fetched of a single take meanwhile may be older.
    if (!before.has(video.id)) before.set(video.id, video)
    return change(video)
  })
  return (unsaved) =>
    show(unsaved, (video) => {
      const { rating, tags } = before.get(video.id) ?? video
      return { rating, tags }
    })
}

function show(ids: readonly string[], change: (video: Video) => Partial<Video>): void {
  const wanted = new Set(ids)
  const changed = <V extends Video>(video: V): V => (wanted.has(video.id) ? { ...video, ...change(video) } : video)
  queryClient.setQueriesData<VideoList>({ queryKey: api.videos.list.key() }, (list) =>
    list?.items.some(({ id }) => wanted.has(id)) ? { ...list, items: list.items.map(changed) } : list,
  )
  queryClient.setQueriesData<Video>({ queryKey: api.videos.get.key() }, (video) => video && changed(video))
}

/** Refetches takes after an optimistic change that failed or changed nothing. */
export function refetchTakes(): void {
  void queryClient.invalidateQueries({ queryKey: api.videos.key() })
}
