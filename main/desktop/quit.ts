import { setTimeout } from 'node:timers/promises'
import { app, type BrowserWindow, dialog, powerMonitor } from 'electron'
import type { Job } from '../../shared/contract/jobs.ts'
import { quitQuestion } from './quit-question.ts'

/** Work that has not stopped by then is left as it is: the next start finds it interrupted, and the database whole. */
const patienceMs = 10_000

interface Quitting {
  window: BrowserWindow
  /** The jobs that run or wait in this process. */
  ownJobs(): string[]
  /** The newest jobs of the library, running ones on top. */
  listJobs(): Promise<Job[]>
  /** Cancels what runs and closes the database. */
  close(): Promise<void>
}

/**
 * Makes every way out lead through one door: ask when work is under way, cancel it, close the database, leave.
 * A signal or the end of the session does not ask, because nobody may be there to answer.
 */
export function quitCleanly({ window, ownJobs, listJobs, close }: Quitting): void {
  let step: 'open' | 'asking' | 'leaving' | 'closed' = 'open'

  async function ask(): Promise<void> {
    if (step !== 'open') return
    const own = ownJobs()
    step = 'asking'
    const question = own.length > 0 ? quitQuestion(own, await listJobs().catch(() => [])) : null
    const isAgreed = question === null || (await mayStop(window, question))
    // A signal may have come meanwhile.
    if (step !== 'asking') return
    step = 'open'
    if (isAgreed) await leave()
  }

  async function leave(): Promise<void> {
    if (step === 'leaving' || step === 'closed') return
    step = 'leaving'
    window.hide()
    try {
      await Promise.race([close(), setTimeout(patienceMs)])
    } finally {
      step = 'closed'
      app.quit()
    }
  }

  app.on('before-quit', (event) => {
    if (step === 'closed') return
    event.preventDefault()
    void ask()
  })
  window.on('close', (event) => {
    if (step === 'closed') return
    event.preventDefault()
    // On macOS an application stays when its window goes; a click on its icon brings the window back.
    if (process.platform === 'darwin') window.hide()
    else app.quit()
  })
  app.on('activate', () => window.show())
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void leave())
  powerMonitor.on('shutdown', () => void leave())
}

async function mayStop(window: BrowserWindow, question: string): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'question',
    message: question,
    detail: 'What is finished stays in the library. The rest can be started again later.',
    buttons: ['Stop and quit', 'Keep going'],
    defaultId: 1,
    cancelId: 1,
  })
  return response === 0
}
