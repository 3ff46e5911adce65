import { useQuery } from '@tanstack/react-query'
import type { Frame } from '../../shared/contract/timelines.ts'
import { api, client } from '../client.ts'

const perCall = 10_000
const none: readonly Frame[] = []

/** Reads the facts of all frames of a timeline, in order. Their pictures are loaded one by one when they are shown. */
async function readFrames(id: string): Promise<readonly Frame[]> {
  const frames: Frame[] = []
  let from: number | null = 0
  while (from !== null) {
    const page: { items: Frame[]; next: number | null } = await client.timelines.frames({ id, from, limit: perCall })
    frames.push(...page.items)
    from = page.next
  }
  return frames
}

/** Returns all frames of a timeline in order; undefined until they are loaded. */
export function useFrames(id: string) {
  const { data, error, refetch } = useQuery({
    queryKey: [...api.timelines.frames.key({ input: { id } }), 'all'],
    queryFn: () => readFrames(id),
  })
  return { frames: data ?? none, isLoaded: data !== undefined, error, retry: () => void refetch() }
}
