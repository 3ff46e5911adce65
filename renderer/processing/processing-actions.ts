import { formatCount } from '../../shared/units.ts'
import { client } from '../client.ts'
import { showError } from '../components/notice.tsx'
import { offerUndo } from '../components/offer-undo.ts'
import { showJob } from '../state/live.ts'
import { texts } from './texts.ts'

/** Removes processing from the cache and offers Undo; files are kept. */
export async function evictProcessing(jobIds: readonly string[]): Promise<void> {
  try {
    const { removed } = await client.processing.remove({ job_ids: [...jobIds] })
    if (removed.length === 0) return
    const label = texts.removedFromTheCache(formatCount(removed.length, texts.processingStep))
    offerUndo(label, () => client.processing.restore({ job_ids: removed }))
  } catch (error) {
    showError(error)
  }
}

/** Starts a job that hashes inputs and outputs again and compares the hashes. */
export async function verifyProcessing(jobIds: readonly string[]): Promise<void> {
  try {
    showJob(await client.processing.verify({ job_ids: [...jobIds] }))
  } catch (error) {
    showError(error)
  }
}
