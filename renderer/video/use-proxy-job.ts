import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { isActive, type Job } from '../../shared/contract/jobs.ts'
import { api } from '../client.ts'
import { useJobs } from '../components/jobs/use-jobs.ts'

export interface ProxyJob {
  /** The newest proxy job of this video. */
  job: Job | undefined
  make: () => void
  cancel: () => void
  isStarting: boolean
  /** Why the job could not be started or cancelled. */
  error: Error | null
  /** True if the job ended while this page was open, so that the proxy is about to play. */
  isReady: boolean
}

/**
 * Returns the proxy job of a video. It continues when the page is closed, and is found again in the list of jobs.
 * `onReady` is called once the proxy can be played.
 */
export function useProxyJob(videoId: string, onReady: () => void): ProxyJob {
  const queryClient = useQueryClient()
  const jobs = useJobs()
  const start = useMutation(api.proxies.create.mutationOptions())
  const stop = useMutation(api.jobs.cancel.mutationOptions())
  // The list begins with active jobs, then the newest.
  const known = start.data ?? jobs.find((job) => job.kind === 'proxy' && job.video_id === videoId)
  const asked = useQuery(
    api.jobs.get.queryOptions({
      input: { id: known?.id ?? '' },
      enabled: known !== undefined,
      // Events bring progress; polling is for a window that has missed some.
      refetchInterval: ({ state }) => (state.data && isActive(state.data.state) ? 2000 : false),
    }),
  )
  const job = asked.data ?? known

  // A job that ended before this page was opened is ignored: its proxy may have been cleared from the cache since.
  const [wasActive, setWasActive] = useState(false)
  if (!wasActive && (start.data || (job && isActive(job.state)))) setWasActive(true)
  const isReady = job?.state === 'done' && wasActive
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
