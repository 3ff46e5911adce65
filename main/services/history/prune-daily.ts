import { dayMs } from '../../../shared/units.ts'
import type { Core } from '../../core.ts'
import { timestampBefore } from '../../database/connection/timestamp.ts'
import { journalLimits, pruneJournal } from '../../database/journal/prune.ts'

/** Deletes the oldest part of the history beyond its limits, in short transactions, now and each day. */
export function pruneDaily(core: Core): { close(): Promise<void> } {
  let isClosed = false
  const prune = async () => {
    const oldest = timestampBefore(core.clock(), journalLimits.days)
    while (!isClosed && (await core.write(({ db }) => pruneJournal(db, oldest)))) {
      // Other writers go between two transactions.
    }
  }
  const start = () => prune().catch((error) => core.log.warn('history not pruned', { error: String(error) }))
  let running = start()
  const timer = setInterval(() => {
    running = start()
  }, dayMs).unref()
  return {
    async close() {
      isClosed = true
      clearInterval(timer)
      await running
    },
  }
}
