import { isActive } from '../../shared/contract/jobs.ts'
import type { Core } from '../core.ts'
import { findLastJob } from '../database/jobs.ts'
import { startHashing } from './perceptual-hashing.ts'

/**
 * [Note: hashing behind imports] Has takes looked at for duplicates once an import of this process has brought some, until `close`;
 * what the end of a process cut off goes on at once. Where a person stopped it, it begins again behind the next import. It is for doors
 * that stay open: a command of the terminal ends when its own work does.
 */
export function hashBehindImports(core: Core): { close(): void } {
  const stop = new AbortController()

  async function follow(): Promise<void> {
    const events = core.events.listen(stop.signal)
    if (await wasCutOff(core)) await startHashing(core)
    // What came in while others were looked at may have come too late for that job.
    let isDue = false
    for await (const event of events) {
      if (event.type !== 'progress' || isActive(event.job.state)) continue
      const { kind, state, added } = event.job
      const isBehind = kind === 'perceptual_hash' && isDue
      if (isBehind) isDue = false
      if (kind === 'import' && added > 0) isDue = true
      if ((kind === 'import' && added > 0) || (isBehind && state === 'done')) await startHashing(core)
    }
  }

  follow().catch((error) => {
    if (!stop.signal.aborted) core.log.warn('takes not looked at for duplicates', { error: String(error) })
  })
  return { close: () => stop.abort() }
}

/** Whether it was the end of a process that ended the last such job, not a person. */
async function wasCutOff(core: Core): Promise<boolean> {
  const last = await findLastJob(core.db, 'perceptual_hash')
  return last?.state === 'interrupted' || (last?.state === 'cancelled' && last.cancel_requested === 0)
}
