import { countAnalyses } from '../analyses/count-words.ts'
import { client } from '../client.ts'
import { showError } from '../components/notice.tsx'
import { offerUndo } from '../components/undoable.ts'
import { showJob } from '../state/live.ts'
import { followStarted } from '../state/started.ts'

/** Takes analyses out of the cache and says so, with a way back that Ctrl Z shares. */
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

/** Runs analyses again, cached or not; `videoIds` are the takes that it is about, where they are known. */
export async function rerunAnalyses(ids: readonly number[], videoIds: readonly string[] = []): Promise<void> {
  try {
    followStarted(await client.analyses.rerun({ ids: [...ids] }), videoIds)
  } catch (error) {
    showError(error)
  }
}

/** Hashes the files of analyses as they are now. */
export async function verifyAnalyses(ids: readonly number[]): Promise<void> {
  try {
    showJob(await client.analyses.verify({ ids: [...ids] }))
  } catch (error) {
    showError(error)
  }
}
