import { client } from '../../client.ts'
import { showJob } from '../../state/live.ts'
import { followStarted } from '../../state/started-jobs.ts'
import { showError } from '../notice.tsx'
import { newStep, offerUndo, offerUndoOf, rememberUndoOf } from '../offer-undo.ts'
import { countAnalyses } from './lane-labels.ts'
import { texts } from './texts.ts'

/** Removes analyses from the cache and offers Undo. */
export async function evictAnalyses(ids: readonly number[]): Promise<void> {
  try {
    const { removed } = await client.analyses.remove({ ids: [...ids] })
    if (removed.length === 0) return
    const label = texts.removedFromTheCache(countAnalyses(removed.length))
    offerUndo(label, () => client.analyses.restore({ ids: removed }))
  } catch (error) {
    showError(error)
  }
}

/** Begins the correction of an analysis, or finds the one that there is. Returns its id; undefined if it failed. */
export async function beginCorrection(id: number): Promise<number | undefined> {
  const step = newStep()
  try {
    const correction = await client.analyses.correct({ id, edits: [] }, { context: { step } })
    rememberUndoOf(step, texts.beganACorrection)
    return correction.id
  } catch (error) {
    showError(error)
    return undefined
  }
}

/** Removes a correction, as a step of the history. */
export async function removeCorrection(id: number): Promise<void> {
  const step = newStep()
  try {
    await client.analyses.remove({ ids: [id] }, { context: { step } })
    offerUndoOf(step, texts.removedTheCorrection)
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
