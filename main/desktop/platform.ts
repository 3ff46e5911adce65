import { app, type BrowserWindow, dialog, shell } from 'electron'
import type { BundleDialog } from '../../shared/contract/bundles.ts'
import { RushesError } from '../../shared/errors.ts'
import { imageExtensions } from '../../shared/image-files.ts'
import { videoExtensions } from '../../shared/video-files.ts'
import type { Platform } from '../core.ts'
import { createSharing } from '../http/sharing.ts'
import { findKeychain } from './keychain.ts'
import { type Restart, startAgain } from './quit.ts'
import { startDecoder, startHost } from './utility-programs.ts'

/**
 * Creates the platform of the window, which shows the library in `folder`: the system's file dialog and file manager.
 * `restart` gets the arguments of the start that follows once Rushes has quit.
 */
export function createPlatform(window: BrowserWindow, folder: string, restart: Restart): Platform {
  const secrets = findKeychain()
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
    pickBundle: (kind, name) => pickBundle(window, kind, name),
    async reveal(path) {
      shell.showItemInFolder(path)
    },
    async trashFile(path) {
      await shell.trashItem(path).catch((error) => {
        throw new RushesError('NOT_SUPPORTED', `${path} could not be moved to the system’s trash.`, { cause: error })
      })
    },
    async openFile(path) {
      const problem = await shell.openPath(path)
      if (problem) throw new RushesError('NOT_SUPPORTED', `No program opens ${path}: ${problem}`)
    },
    async dragFiles(paths) {
      const [file = ''] = paths
      window.webContents.startDrag({ file, files: [...paths], icon: await app.getFileIcon(file) })
    },
    startDecoder,
    startHost,
    ...(secrets && { secrets }),
    sharing: createSharing(),
    async restoreBackup(name) {
      startAgain(['--library', folder, '--restore-backup', name], restart)
    },
  }
}

const zipFiles = [{ name: 'Zip files', extensions: ['zip'] }]

/** Asks for a bundle to write or to import; null if the dialog was closed. */
async function pickBundle(window: BrowserWindow, kind: BundleDialog, name: string): Promise<string | null> {
  if (kind === 'new_zip') {
    const options = { title: 'Export', buttonLabel: 'Export', defaultPath: `${name}.zip`, filters: zipFiles }
    const { filePath, canceled } = await dialog.showSaveDialog(window, options)
    return canceled || filePath === '' ? null : withZip(filePath)
  }
  const isNew = kind === 'new_folder'
  const { filePaths } = await dialog.showOpenDialog(window, {
    title: isNew ? 'Export to a new or empty folder' : 'Import a bundle',
    buttonLabel: isNew ? 'Export' : 'Open',
    properties: kind === 'zip' ? ['openFile'] : ['openDirectory', ...(isNew ? (['createDirectory'] as const) : [])],
    ...(kind === 'zip' && { filters: zipFiles }),
  })
  return filePaths[0] ?? null
}

/** Adds the extension that makes an export a file, which the dialogs of some systems leave out. */
function withZip(path: string): string {
  return path.toLowerCase().endsWith('.zip') ? path : `${path}.zip`
}
