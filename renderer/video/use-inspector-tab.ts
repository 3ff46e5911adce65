import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../client.ts'

/**
 * The tab of the inspector that is open, and a way to open another. Until somebody chose one it is how the take was made where
 * that is known, else its facts; undefined while that is looked up.
 */
export function useInspectorTab(videoId: string) {
  const [chosen, setChosen] = useState<string | null>(null)
  const generation = useQuery(api.generations.get.queryOptions({ input: { video_id: videoId } }))
  const uses = useQuery(api.workflows.ofVideo.queryOptions({ input: { video_id: videoId } }))
  const isKnown = Boolean(generation.data) || Boolean(uses.data?.length)
  const isSettled = !generation.isPending && !uses.isPending
  const usual = isSettled ? (isKnown ? 'made-by' : 'facts') : undefined
  return [chosen ?? usual, setChosen] as const
}
