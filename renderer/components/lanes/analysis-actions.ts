import { client } from '../../client.ts'
import { showJob } from '../../state/live.ts'
import { followStarted } from '../../state/started-jobs.ts'
import { showError } from '../notice.tsx'
import { offerUndo } from '../offer-undo.ts'
import { countAnalyses } from './lane-labels.ts'

/** Removes analyses from the cache and offers Undo. */
export async function evictAnalyses(ids: readonly number[]): Promise<void> {
  try {
    const { removed } = await client.analyses.remove({ ids: [...ids] })
    if (removed.length === 0) return
    const label = `Removed ${countAnalyses(removed.length)} from the cache`
    offerUndo(label, () => client.analyses.restore({ ids: removed }))
  } catch (error) {
    showError(error)
  }
}

/** Runs analyses again, whether cached or not; `videoIds` are their takes, if known. */
export async function rerunAnalyses(ids: readonly number[], videoIds: readonly string[] = []): Promise<void> {
  try {
    followStarted(await client.analyses.rerun({ ids: [...ids] }), videoIds)
  } catch (error) {
    showError(error)
  }
}

/** Starts a job that hashes the files of analyses again and compares the hashes. */
export async function verifyAnalyses(ids: readonly number[]): Promise<void> {
  try {
    showJob(await client.analyses.verify({ ids: [...ids] }))
  } catch (error) {
    showError(error)
  }
}
