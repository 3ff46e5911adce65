import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { isActive, type Job } from '../../shared/contract/jobs.ts'
import { formatCount } from '../../shared/units.ts'
import { api, client } from '../client.ts'
import { showError, showNotice } from '../components/notice.tsx'
import { offerUndo } from '../components/undoable.ts'
import { useOpenTake } from '../library/filter.ts'
import { followStarted, forgetStarted, useStarted } from '../state/started.ts'

/** Tells what came of the jobs that this window started, and offers what they made, wherever one is by then. */
export function JobResults() {
  const videoOf = useStarted((started) => started.videoOf)
  return [...videoOf.keys()].map((id) => <Followed key={id} jobId={id} />)
}

function Followed({ jobId }: { jobId: string }) {
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
    forgetStarted(job.id)
    void tell(job, (id) => now.current(id)).catch(showError)
  }, [job])
  return null
}

/** A failure of the whole job stands in the activity bar; here is what became of its items. */
async function tell(job: Job, open: (id: string) => void): Promise<void> {
  if (job.failed > 0) {
    const { items, total } = await client.jobs.items({ id: job.id, outcome: 'failed', limit: 1 })
    const others = total > 1 ? ` ${formatCount(total - 1, 'more file')} failed too.` : ''
    showNotice(`${items[0]?.error?.message ?? `${job.title} failed.`}${others}`, undefined, 'error')
  }
  if (job.kind === 'trash_copies' && job.moved > 0) tellTrashed(job)
  if (job.state !== 'done') return
  if (job.kind === 'restore_copies' && job.moved > 0) showNotice(`${formatCount(job.moved, 'copy', 'copies')} put back`)
  if (job.kind === 'analysis' && job.made === 0 && job.cached > 0)
    showNotice(`${job.title} was cached; nothing was run`)
  if (job.kind === 'processing') await offer(job, open)
}

/** What went before a job was stopped can be put back too. */
function tellTrashed({ id, moved }: Job): void {
  offerUndo(`${formatCount(moved, 'copy', 'copies')} in the trash`, async () => {
    const { job } = await client.duplicates.undo({ id })
    if (job) followStarted(job, [])
  })
}

async function offer(job: Job, open: (id: string) => void): Promise<void> {
  const { items } = await client.jobs.items({ id: job.id, limit: 1 })
  const videoId = items[0]?.video_id
  if (!videoId || items[0]?.outcome === 'failed') return
  const words = items[0]?.outcome === 'cached' ? `${job.title} was here already` : `${job.title} is ready`
  showNotice(words, { label: 'Open', run: () => open(videoId) })
}
