import { type BrowserWindow, dialog, shell } from 'electron'
import { type ErrorCode, errorKinds, messageOf, RushesError } from '../../shared/errors.ts'
import { imageExtensions } from '../../shared/image-files.ts'
import { videoExtensions } from '../../shared/video-files.ts'
import type { Platform } from '../core.ts'

/** What the contract needs of this computer's own windows: its file dialog and its file manager. */
export function createPlatform(window: BrowserWindow): Platform {
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
  }
}

/** Tells why Rushes cannot start and what to do; answers with the exit code, the same one as the terminal's. */
export function showStartError(error: unknown): number {
  const code: ErrorCode = error instanceof RushesError ? error.code : 'INTERNAL'
  const message = messageOf(error)
  process.stderr.write(`${message} ${errorKinds[code].advice}\n`)
  dialog.showErrorBox('Rushes cannot open this library', `${message}\n\n${errorKinds[code].advice}`)
  return errorKinds[code].exitCode
}
