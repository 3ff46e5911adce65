import { app, type BrowserWindow, dialog, shell } from 'electron'
import { type ErrorCode, errorKinds, messageOf, RushesError } from '../../shared/errors.ts'
import { imageExtensions } from '../../shared/image-files.ts'
import { plainText } from '../../shared/plain-text.ts'
import { videoExtensions } from '../../shared/video-files.ts'
import type { Platform } from '../core.ts'
import type { Restart } from './quit.ts'
import { startDecoder } from './start-decoder.ts'

/**
 * Creates the platform of the window: the system's file dialog and file manager. `restart` gets the arguments of the
 * start that follows once Rushes has quit.
 */
export function createPlatform(window: BrowserWindow, restart: Restart): Platform {
  return {
    async pick(kind) {
      const { filePaths } = await dialog.showOpenDialog(window, {
        title: kind === 'files' ? 'Import files' : 'Import a folder',
        buttonLabel: 'Import',
        properties: kind === 'files' ? ['openFile', 'multiSelections'] : ['openDirectory', 'multiSelections'],
        filters: [
          { name: 'Videos and images', extensions: [...videoExtensions, ...imageExtensions] },
          { name: 'All files', extensions: ['*'] },
        ],
      })
      return filePaths
    },
    async reveal(path) {
      shell.showItemInFolder(path)
    },
    startDecoder,
    async reopen(folder) {
      const chosen = folder ?? (await chooseLibrary(window))
      if (chosen !== null) startAgain(chosen, restart)
      return chosen
    },
  }
}

/** Asks whether to open a library with objects that Rushes did not create. */
export async function askSchema(described: string): Promise<boolean> {
  const { response } = await dialog.showMessageBox({
    type: 'warning',
    title: 'Rushes',
    message: 'Open a library with parts that Rushes did not create?',
    detail: `Its database contains ${described}. They change what Rushes reads and writes there. Open the library only if you trust who made it.`,
    buttons: ['Open anyway', 'Quit'],
    defaultId: 1,
    cancelId: 1,
  })
  return response === 0
}

/** Asks for the folder of a library; null if the dialog was closed. */
async function chooseLibrary(window: BrowserWindow): Promise<string | null> {
  const { filePaths } = await dialog.showOpenDialog(window, {
    title: 'Open library',
    buttonLabel: 'Open',
    properties: ['openDirectory'],
  })
  return filePaths[0] ?? null
}

/** Quits and starts Rushes again with the library in `folder`, unless the person would rather not quit. */
function startAgain(folder: string, restart: Restart): void {
  const others = process.argv
    .slice(1)
    .filter((value, index, all) => !isLibrary(value) && all[index - 1] !== '--library')
  restart.args = [...others, '--library', folder]
  app.quit()
}

function isLibrary(argument: string): boolean {
  return argument === '--library' || argument.startsWith('--library=')
}

/** Shows why Rushes cannot start and what to do. Returns the exit code, which is the same in the terminal. */
export function showStartError(error: unknown): number {
  const code: ErrorCode = error instanceof RushesError ? error.code : 'INTERNAL'
  const message = messageOf(error)
  process.stderr.write(`${plainText(message)} ${errorKinds[code].advice}\n`)
  // The person has just been asked.
  if (code !== 'LIBRARY_UNTRUSTED')
    dialog.showErrorBox('Rushes can’t open this library', `${message}\n\n${errorKinds[code].advice}`)
  return errorKinds[code].exitCode
}
