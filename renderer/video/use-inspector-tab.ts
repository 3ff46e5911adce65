import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../client.ts'

/**
 * Returns the open tab of the inspector and a function that opens another. The default is the generation details if
 * there are any, else the facts; undefined until that is known.
 */
export function useInspectorTab(videoId: string) {
  const [chosen, setChosen] = useState<string | null>(null)
  const generation = useQuery(api.generations.get.queryOptions({ input: { video_id: videoId } }))
  const uses = useQuery(api.workflows.ofVideo.queryOptions({ input: { video_id: videoId } }))
  const isKnown = Boolean(generation.data) || Boolean(uses.data?.length)
  const isSettled = !generation.isPending && !uses.isPending
  const usual = isSettled ? (isKnown ? 'generation' : 'facts') : undefined
  return [chosen ?? usual, setChosen] as const
}
