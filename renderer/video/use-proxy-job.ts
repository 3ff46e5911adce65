import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { isActive, type Job } from '../../shared/contract/jobs.ts'
import { useJobs } from '../activity/use-jobs.ts'
import { api } from '../client.ts'

export interface ProxyJob {
  /** The newest job that makes, or made, a proxy of this video. */
  job: Job | undefined
  make: () => void
  cancel: () => void
  isStarting: boolean
  /** Why it could not be started or stopped. */
  error: Error | null
  /** It ended well while this page looked on, and the proxy is about to play. */
  isReady: boolean
}

/**
 * The making of a video's proxy. It goes on when the page is left, and is found again by the list of jobs.
 * `onReady` is called once the proxy can be played.
 */
export function useProxyJob(videoId: string, onReady: () => void): ProxyJob {
  const queryClient = useQueryClient()
  const jobs = useJobs()
  const start = useMutation(api.proxies.create.mutationOptions())
  const stop = useMutation(api.jobs.cancel.mutationOptions())
  // The newest come first, and active ones before those.
  const known = start.data ?? jobs.find((job) => job.kind === 'proxy' && job.video_id === videoId)
  const asked = useQuery(
    api.jobs.get.queryOptions({
      input: { id: known?.id ?? '' },
      enabled: known !== undefined,
      // Progress comes by event; this is for a window whose events were lost.
      refetchInterval: ({ state }) => (state.data && isActive(state.data.state) ? 2000 : false),
    }),
  )
  const job = asked.data ?? known

  // An old job that is done says nothing about a proxy that has since been cleared from the cache.
  const watched = useRef(false)
  if (start.data || (job && isActive(job.state))) watched.current = true
  const isReady = job?.state === 'done' && watched.current
  useEffect(() => {
    if (!isReady) return
    const queryKey = api.videos.get.key({ input: { id: videoId } })
    void queryClient.invalidateQueries({ queryKey }).then(onReady)
  }, [isReady, queryClient, videoId, onReady])

  return {
    job,
    make: () => start.mutate({ id: videoId }),
    cancel: () => job && stop.mutate({ id: job.id }),
    isStarting: start.isPending,
    error: start.error ?? stop.error,
    isReady,
  }
}
