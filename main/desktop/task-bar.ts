import type { BrowserWindow } from 'electron'
import type { CoreEvent } from '../../shared/contract/events.ts'
import { createProgressSum } from './progress-sum.ts'

/** Shows the progress of all jobs of this process in the dock or the task bar. */
export async function showProgress(window: BrowserWindow, events: AsyncIterable<CoreEvent>): Promise<void> {
  const add = createProgressSum()
  for await (const event of events) {
    if (event.type !== 'progress' || window.isDestroyed()) continue
    const { fraction, mode } = add(event.job)
    window.setProgressBar(fraction, { mode })
  }
}
