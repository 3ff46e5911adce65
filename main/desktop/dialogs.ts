import { type BrowserWindow, dialog } from 'electron'
import { type ErrorCode, errorKinds, messageOf, RushesError } from '../../shared/errors.ts'
import { plainText } from '../../shared/plain-text.ts'

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
export async function chooseLibrary(window: BrowserWindow): Promise<string | null> {
  const { filePaths } = await dialog.showOpenDialog(window, {
    title: 'Open library',
    buttonLabel: 'Open',
    message: 'Choose the folder of a library, or an empty one for a new library',
    properties: ['openDirectory', 'createDirectory', 'promptToCreate'],
  })
  return filePaths[0] ?? null
}

/** Shows why a backup was not restored. The library then opens as it was. */
export function showRestoreError(error: unknown): void {
  dialog.showErrorBox('The backup was not restored', messageOf(error))
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
