import { setTimeout } from 'node:timers/promises'
import { app, type BrowserWindow, dialog, powerMonitor } from 'electron'
import type { Job } from '../../shared/contract/jobs.ts'
import { tokenVariable, withoutOptions } from './options.ts'
import { quitQuestion } from './quit-question.ts'
import { keepState } from './window.ts'

/** Longest time that quitting waits for jobs to stop. The next start finds the others interrupted. */
const maxWaitMs = 10_000

/** The next start; empty if Rushes only quits. Electron cannot take a relaunch back. */
export interface Restart {
  args?: string[] | undefined
  /** The token for the server to open, on a computer without a keychain. */
  token?: string | undefined
}

/** Quits and starts Rushes again with other options, unless the person would rather not quit. */
export function startAgain(options: string[], restart: Restart, token?: string): void {
  Object.assign(restart, { args: [...withoutOptions(process.argv.slice(1)), ...options], token })
  app.quit()
}

interface Quitting {
  window: BrowserWindow
  /** Returns the ids of the active jobs of this process. */
  ownJobs(): string[]
  /** Lists the newest jobs of the library, active ones first. */
  listJobs(): Promise<Job[]>
  /** Cancels the jobs and closes the database. */
  close(): Promise<void>
  restart: Restart
}

/**
 * Makes every way to quit do the same: ask if jobs are active, cancel them, close the database, exit. A signal or the
 * end of the session does not ask, because nobody may be there to answer.
 */
export function quitCleanly({ window, ownJobs, listJobs, close, restart }: Quitting): void {
  let step: 'open' | 'asking' | 'closing' | 'closed' = 'open'

  async function ask(): Promise<void> {
    if (step !== 'open') return
    const own = ownJobs()
    step = 'asking'
    const question = own.length > 0 ? quitQuestion(own, await listJobs().catch(() => [])) : null
    const isAgreed = question === null || (await mayStop(window, question))
    // A signal may have started to quit meanwhile.
    if (step !== 'asking') return
    step = 'open'
    if (isAgreed) await quit()
    else Object.assign(restart, { args: undefined, token: undefined })
  }

  async function quit(): Promise<void> {
    if (step === 'closing' || step === 'closed') return
    step = 'closing'
    keepState(window)
    window.hide()
    try {
      await Promise.race([close(), setTimeout(maxWaitMs)])
    } finally {
      step = 'closed'
      // Closing the window would wait for its page, which may hang.
      window.destroy()
      // Others can read the arguments of a process, but not its environment.
      if (restart.token !== undefined) process.env[tokenVariable] = restart.token
      if (restart.args) app.relaunch({ args: restart.args })
      app.quit()
    }
  }

  app.on('before-quit', (event) => {
    if (step === 'closed') return
    event.preventDefault()
    void ask()
  })
  window.on('close', (event) => {
    event.preventDefault()
    // On macOS an application keeps running without its window; a click on its icon shows the window again.
    if (process.platform === 'darwin') window.hide()
    else app.quit()
  })
  app.on('activate', () => window.show())
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void quit())
  powerMonitor.on('shutdown', () => void quit())
}

async function mayStop(window: BrowserWindow, question: string): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'question',
    message: question,
    detail: 'Finished files stay in the library. You can start the rest again later.',
    buttons: ['Stop and quit', 'Keep going'],
    defaultId: 1,
    cancelId: 1,
  })
  return response === 0
}
