import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { isActive, type Job } from '../../shared/contract/jobs.ts'
import { api, client } from '../client.ts'
import { showError, showNotice } from '../components/notice.tsx'
import { useOpenTake } from '../library/filter.ts'
import { stopAwaiting, useAwaited } from './start-processing.ts'

/** Offers to open what was made, once it is there, wherever in the window one is by then. */
export function OfferResults() {
  const jobIds = useAwaited((awaited) => awaited.jobIds)
  return [...jobIds].map((id) => <Awaited key={id} jobId={id} />)
}

function Awaited({ jobId }: { jobId: string }) {
  const { data: job } = useQuery(
    api.jobs.get.queryOptions({
      input: { id: jobId },
      // Progress comes by event; this is for a window whose events were lost.
      refetchInterval: ({ state }) => (state.data && isActive(state.data.state) ? 2000 : false),
    }),
  )
  const open = useOpenTake()
  const now = useRef(open)
  now.current = open
  useEffect(() => {
    if (!job || isActive(job.state)) return
    stopAwaiting(job.id)
    void offer(job, (id) => now.current(id)).catch(showError)
  }, [job])
  return null
}

async function offer(job: Job, open: (id: string) => void): Promise<void> {
  if (job.state === 'failed') showNotice(`${job.title}: ${job.error?.message ?? 'it failed.'}`, undefined, 'error')
  if (job.state !== 'done') return
  const { items } = await client.jobs.items({ id: job.id, limit: 1 })
  const [item] = items
  const videoId = item?.video_id
  if (item?.error) showNotice(item.error.message, undefined, 'error')
  if (!videoId || item?.outcome === 'failed') return
  const words = item.outcome === 'cached' ? `${job.title} was here already` : `${job.title} is ready`
  showNotice(words, { label: 'Open', run: () => open(videoId) })
}
