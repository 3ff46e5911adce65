import { useEffect, useRef } from 'react'
import type { Video } from '../../shared/contract/videos.ts'
import { client, queryClient } from '../client.ts'
import { storyboardKey } from '../components/use-storyboard.ts'
import { type Ahead, createAhead } from './ahead.ts'

async function makeStoryboard(id: string, signal: AbortSignal): Promise<void> {
  queryClient.setQueryData(storyboardKey(id), await client.previews.storyboard({ id, ahead: true }, { signal }))
}

const isMade = (id: string) => queryClient.getQueryData(storyboardKey(id)) !== undefined

/** While a view rests, has the storyboards made of the takes that `nearestFirst` finds in it. */
export function useStoryboardsAhead(isScrolling: boolean, shown: unknown, nearestFirst: () => readonly Video[]): void {
  const ahead = useRef<Ahead>(null)
  ahead.current ??= createAhead(makeStoryboard, isMade)
  const inView = useRef(nearestFirst)
  inView.current = nearestFirst
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is shown changes with it
  useEffect(() => {
    if (isScrolling) return
    const playable = inView.current().filter((video) => video.duration_seconds !== null && !video.missing_since)
    ahead.current?.want(playable.map(({ id }) => id))
  }, [isScrolling, shown])
  useEffect(() => () => ahead.current?.want([]), [])
}
