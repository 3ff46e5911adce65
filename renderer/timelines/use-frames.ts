import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { Frame, Timeline } from '../../shared/contract/timelines.ts'
import { api, client } from '../client.ts'

const perCall = 10_000
const none: readonly Frame[] = []

/** Reads the facts of the frames after those already read, in order. Pictures are loaded when they are shown. */
async function readFrames(id: string, known: readonly Frame[]): Promise<readonly Frame[]> {
  const added: Frame[] = []
  let from: number | null = (known.at(-1)?.sequence ?? -1) + 1
  while (from !== null) {
    const page: { items: Frame[]; next: number | null } = await client.timelines.frames({ id, from, limit: perCall })
    added.push(...page.items)
    from = page.next
  }
  return added.length === 0 ? known : [...known, ...added]
}

/** Returns the frames of a timeline that are there, in order; another job of it starts anew. */
export function useFrames({ id, job_id }: Timeline) {
  const queries = useQueryClient()
  const queryKey = [...api.timelines.frames.key({ input: { id } }), 'all', job_id]
  const { data, error, refetch } = useQuery({
    queryKey,
    queryFn: () => readFrames(id, queries.getQueryData<readonly Frame[]>(queryKey) ?? none),
  })
  return { frames: data ?? none, isLoaded: data !== undefined, error, retry: () => void refetch() }
}
