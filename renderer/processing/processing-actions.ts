import { formatCount } from '../../shared/units.ts'
import { client } from '../client.ts'
import { showError } from '../components/notice.tsx'
import { offerUndo } from '../components/undoable.ts'
import { showJob } from '../state/live.ts'

/** Takes processing out of the cache; files stay. Says so, with a way back that Ctrl Z shares. */
export async function evictProcessing(jobIds: readonly string[]): Promise<void> {
  try {
    const { removed } = await client.processing.remove({ job_ids: [...jobIds] })
    if (removed.length === 0) return
    const label = `Removed ${formatCount(removed.length, 'processing step')} from the cache; files stay`
    offerUndo(label, () => client.processing.restore({ job_ids: removed }))
  } catch (error) {
    showError(error)
  }
}

/** Hashes both ends of processing as they are now. */
export async function verifyProcessing(jobIds: readonly string[]): Promise<void> {
  try {
    showJob(await client.processing.verify({ job_ids: [...jobIds] }))
  } catch (error) {
    showError(error)
  }
}
