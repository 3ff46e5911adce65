import { isActive } from '../../../shared/contract/jobs.ts'
import type { Core } from '../../core.ts'
import { findLastJob } from '../../database/jobs.ts'
import { startHashing } from './perceptual-hashing.ts'

/**
 * [Note: hash backfill] Hashes new videos for the similarity scan after each import of this process, until `close`. A
 * scan that the end of a process cut off resumes at once; one that was cancelled resumes after the next import.
 */
export function backfillHashes(core: Core): { close(): void } {
  const stop = new AbortController()

  async function follow(): Promise<void> {
    const events = core.events.listen(stop.signal)
    if (await wasCutOff(core)) await startHashing(core)
    // Videos imported during a scan may have been too late for it, so its end starts another one.
    let isDue = false
    for await (const event of events) {
      if (event.type !== 'progress' || isActive(event.job.state)) continue
      const { kind, state, added } = event.job
      const hasAdded = kind === 'import' && added > 0
      const wasOverdue = kind === 'perceptual_hash' && isDue
      if (wasOverdue) isDue = false
      if (hasAdded) isDue = true
      if (hasAdded || (wasOverdue && state === 'done')) await startHashing(core)
    }
  }

  follow().catch((error) => {
    if (!stop.signal.aborted) core.log.warn('videos not hashed for the similarity scan', { error: String(error) })
  })
  return { close: () => stop.abort() }
}

/** Returns whether the last hashing job was ended by the end of its process and not by a person. */
async function wasCutOff(core: Core): Promise<boolean> {
  const last = await findLastJob(core.db, 'perceptual_hash')
  return last?.state === 'interrupted' || (last?.state === 'cancelled' && last.cancel_requested === 0)
}
