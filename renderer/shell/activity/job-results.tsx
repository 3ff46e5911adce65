import { useQuery } from '@tanstack/react-query'
import { useEffect, useEffectEvent } from 'react'
import { isActive, type Job } from '../../../shared/contract/jobs.ts'
import { formatCount } from '../../../shared/units.ts'
import { api, client } from '../../client.ts'
import { announceExport, announceImport } from '../../components/bundles/bundle-jobs.ts'
import { showError, showNotice } from '../../components/notice.tsx'
import { offerUndo, offerUndoOf } from '../../components/offer-undo.ts'
import { readAll } from '../../components/table/read-all.ts'
import { fetchTakes } from '../../components/takes/fetch-takes.ts'
import { useOpenTake } from '../../components/takes/open-take.ts'
import { restoreCopies } from '../../duplicates/copy-actions.ts'
import { forgetStarted, useStarted } from '../../state/started-jobs.ts'
import { texts } from './texts.ts'

/** Announces the results of the jobs that this window started, on whatever page it is by then. */
export function JobResults() {
  const videoByJob = useStarted((started) => started.videoByJob)
  return [...videoByJob.keys()].map((id) => <Followed key={id} jobId={id} />)
}

function Followed({ jobId }: { jobId: string }) {
  const { data: job } = useQuery(
    api.jobs.get.queryOptions({
      input: { id: jobId },
      // Events bring progress; polling is for a window that has missed some.
      refetchInterval: ({ state }) => (state.data && isActive(state.data.state) ? 2000 : false),
    }),
  )
  const open = useOpenTake()
  const announceResult = useEffectEvent((ended: Job) => void announce(ended, open).catch(showError))
  useEffect(() => {
    if (!job || isActive(job.state)) return
    forgetStarted(job.id)
    announceResult(job)
  }, [job])
  return null
}

/** Announces the results of the items of a job. The activity bar shows the failure of a whole job. */
async function announce(job: Job, open: (id: string) => void): Promise<void> {
  if (job.failed > 0) {
    const { items, total } = await client.jobs.items({ id: job.id, outcome: 'failed', limit: 1 })
    const others = total > 1 ? texts.alsoFailed(formatCount(total - 1, texts.moreFile)) : ''
    showNotice(`${items[0]?.error?.message ?? texts.jobFailed(job.title)}${others}`, undefined, 'error')
  }
  if (job.kind === 'trash_copies' && job.moved > 0) offerRestore(job)
  if (job.kind === 'clean_up') announceCleanUp(job)
  if (job.kind === 'relink_folder' && job.moved > 0) offerUndoOf(job.id, texts.relinked(formatCount(job.moved, 'file')))
  if (job.kind === 'archive' && job.moved > 0) await offerFetch(job)
  if (job.kind === 'import_bundle') await announceImport(job)
  if (job.state !== 'done') return
  if (job.kind === 'export_bundle') await announceExport(job)
  if (job.kind === 'restore_copies' && job.moved > 0)
    showNotice(texts.restored(formatCount(job.moved, 'copy', 'copies')))
  if (job.kind === 'empty_trash' && job.done > job.failed)
    showNotice(texts.deletedFromTheTrash(formatCount(job.done - job.failed, 'item')))
  if (job.kind === 'fetch' && job.made > 0) showNotice(texts.fetchedBack(formatCount(job.made, 'take')))
  if (job.kind === 'sidecars' && job.made + job.cached > 0)
    showNotice(job.made > 0 ? texts.wroteSidecarsOf(formatCount(job.made, 'file')) : texts.theSidecarsAreUp)
  if (job.kind === 'backup') showNotice(texts.theLibraryIsBacked)
  if (job.kind === 'analysis' && job.made === 0 && job.cached > 0) showNotice(texts.isUpToDate(job.title))
  if (job.kind === 'processing') await offer(job, open)
}

/** Offers Undo, also after a cancelled job, for the copies that it had moved by then. */
function offerRestore({ id, moved }: Job): void {
  offerUndo(texts.copiesMovedToTheTrash(formatCount(moved, 'copy', 'copies')), () => restoreCopies(id))
}

/** Offers to bring archived takes back, also after a cancelled job. */
async function offerFetch({ id, title, moved }: Job): Promise<void> {
  const items = await readAll(async (page) => (await client.jobs.items({ id, outcome: 'moved', ...page })).items, 1000)
  const ids = items.flatMap(({ video_id }) => video_id ?? [])
  offerUndo(texts.archivedOf(formatCount(moved, 'take'), title), () => fetchTakes(ids))
}

/** Offers to undo a clean-up, also a cancelled one: its step in the history has the id of the job. */
function announceCleanUp({ id, moved, done, state }: Job): void {
  if (moved > 0) offerUndoOf(id, texts.takesMovedToTheTrash(formatCount(moved, 'take')))
  else if (state === 'done')
    showNotice(done > 0 ? texts.deletedFromTheCache(formatCount(done, 'file')) : texts.nothingToCleanUp)
}

async function offer(job: Job, open: (id: string) => void): Promise<void> {
  const { items } = await client.jobs.items({ id: job.id, limit: 1 })
  const videoId = items[0]?.video_id
  if (!videoId || items[0]?.outcome === 'failed') return
  const words = items[0]?.outcome === 'cached' ? texts.alreadyExists(job.title) : texts.isReady(job.title)
  showNotice(words, { label: texts.open, run: () => open(videoId) })
}
