import { useEffect, useEffectEvent, useState } from 'react'
import type { Video } from '../../shared/contract/videos.ts'
import { client, queryClient } from '../client.ts'
import { storyboardKey } from '../components/pictures/use-storyboard.ts'
import { useView } from '../state/view.ts'
import { createPrefetch } from './storyboard-prefetch.ts'

async function makeStoryboard(id: string, signal: AbortSignal): Promise<void> {
  queryClient.setQueryData(storyboardKey(id), await client.previews.storyboard({ id, ahead: true }, { signal }))
}

const isMade = (id: string) => queryClient.getQueryData(storyboardKey(id)) !== undefined

/**
 * Prefetches the storyboards of the takes on screen while the view is not scrolling, in the order of `nearestFirst`.
 * `shown` must change whenever other takes are on screen.
 */
export function useStoryboardPrefetch(isScrolling: boolean, shown: string, nearestFirst: () => readonly Video[]): void {
  const [prefetch] = useState(() => createPrefetch(makeStoryboard, isMade))
  const wantShown = useEffectEvent(() => {
    const playable = nearestFirst().filter((video) => video.duration_seconds !== null && !video.missing_since)
    prefetch.want(playable.map(({ id }) => id))
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: other takes on screen need other storyboards
  useEffect(() => {
    if (!isScrolling && useView.getState().storyboardsAhead) wantShown()
  }, [isScrolling, shown])
  useEffect(() => () => prefetch.want([]), [prefetch])
}
