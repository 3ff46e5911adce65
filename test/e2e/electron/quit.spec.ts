import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type ElectronApplication, expect } from '@playwright/test'
import BetterSqlite3 from 'better-sqlite3'
import { catchRestarts, type Desktop, startDesktop, test } from '../../support/desktop.ts'
import { dropFiles } from '../../support/drop.ts'
import { ended } from '../../support/ended-process.ts'
import { endlessFile } from '../../support/endless-file.ts'

/** Drops a file that takes minutes to hash, and waits until its import is under way. */
async function startLongImport({ page }: Desktop, library: string): Promise<void> {
  await dropFiles(page, [await endlessFile(join(library, '..', 'endless.mp4'))])
  await expect.poll(() => jobStates(library)).toEqual(['running'])
}

function jobStates(library: string): string[] {
  const database = new BetterSqlite3(join(library, 'media.db'), { readonly: true })
  try {
    return database.prepare('select state from jobs order by id').pluck().all() as string[]
  } finally {
    database.close()
  }
}

/** Answers the next questions with `response` (0: stop and quit, 1: keep going) and remembers their words. */
async function answerWith(app: ElectronApplication, response: number): Promise<void> {
  await app.evaluate(({ dialog }, answer) => {
    const asked: string[] = []
    Object.assign(globalThis, { asked })
    dialog.showMessageBox = async (...parameters: unknown[]) => {
      asked.push((parameters.at(-1) as Electron.MessageBoxOptions).message)
      return { response: answer, checkboxChecked: false }
    }
  }, response)
}

function asked(app: ElectronApplication): Promise<string[]> {
  return app.evaluate(() => (globalThis as unknown as { asked: string[] }).asked)
}

const closeWindow = (app: ElectronApplication) =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close()).catch(() => undefined)

/** The database was closed, not abandoned: its write-ahead log is folded in and gone. */
function expectClosed(library: string): void {
  expect(existsSync(join(library, 'media.db'))).toBe(true)
  expect(existsSync(join(library, 'media.db-wal'))).toBe(false)
}

test('closing the window with nothing under way quits without a question', async ({ desktop, folders }) => {
  await answerWith(desktop.app, 1)
  await closeWindow(desktop.app)
  expect(await ended(desktop.program)).toBe(0)
  expectClosed(folders.library)
})

test('a window that is closed before its library is open closes the library too', async ({ folders }) => {
  test.skip(process.env.RUSHES_TEST_APP !== undefined, 'The fuses of the packed application refuse other modules.')
  const preparation = join(folders.library, '..', 'close-at-once.cjs')
  await writeFile(
    preparation,
    "require('electron').app.on('browser-window-created', (_, window) => setImmediate(() => window.close()))",
  )
  expect(await ended(startDesktop({ ...folders, preparation }))).toBe(0)
  expectClosed(folders.library)
})

test('closing the window during an import asks first, and “Keep going” keeps it going', async ({
  desktop,
  folders,
}) => {
  await startLongImport(desktop, folders.library)
  await answerWith(desktop.app, 1)
  await closeWindow(desktop.app)
  await expect.poll(() => asked(desktop.app)).toEqual(['An import is running. Stop it and quit?'])
  await expect(desktop.page).toHaveTitle(/Rushes/)
  expect(jobStates(folders.library)).toEqual(['running'])
})

test('a start with another library that was put off by “Keep going” does not come with the next quit', async ({
  desktop,
  folders,
}) => {
  const started = await catchRestarts(desktop, folders)
  await startLongImport(desktop, folders.library)
  await answerWith(desktop.app, 1)
  // As the page asks for it once the library has moved, which ends jobs.
  await desktop.page.evaluate((folder) => window.rushes?.openLibrary({ folder }), `${folders.library}-other`)
  await expect.poll(() => asked(desktop.app)).toHaveLength(1)
  await answerWith(desktop.app, 0)
  await closeWindow(desktop.app)
  expect(await ended(desktop.program)).toBe(0)
  expect(await started()).toEqual([])
})

test('“Stop and quit” cancels the import, closes the database and leaves', async ({ desktop, folders }) => {
  await startLongImport(desktop, folders.library)
  await answerWith(desktop.app, 0)
  await closeWindow(desktop.app)
  expect(await ended(desktop.program)).toBe(0)
  expectClosed(folders.library)
  expect(jobStates(folders.library)).toEqual(['cancelled'])
})

test('a signal quits during an import without a question, and as cleanly', async ({ desktop, folders }) => {
  await startLongImport(desktop, folders.library)
  desktop.program.kill('SIGTERM')
  expect(await ended(desktop.program)).toBe(0)
  expectClosed(folders.library)
  expect(jobStates(folders.library)).toEqual(['cancelled'])
})

test('a signal quits even while the question waits for an answer', async ({ desktop, folders }) => {
  await startLongImport(desktop, folders.library)
  await desktop.app.evaluate(({ dialog }) => {
    dialog.showMessageBox = () => {
      Object.assign(globalThis, { asked: ['waiting'] })
      return new Promise(() => undefined)
    }
  })
  await closeWindow(desktop.app)
  await expect.poll(() => asked(desktop.app)).toEqual(['waiting'])
  desktop.program.kill('SIGTERM')
  expect(await ended(desktop.program)).toBe(0)
  expectClosed(folders.library)
})

test('a page that hangs does not keep the window from quitting', async ({ desktop, folders }) => {
  await desktop.page.evaluate(() =>
    setTimeout(() => {
      for (;;);
    }),
  )
  desktop.program.kill('SIGTERM')
  expect(await ended(desktop.program)).toBe(0)
  expectClosed(folders.library)
})
