import { join } from 'node:path'
import { app, type BrowserWindow, Menu, type MenuItemConstructorOptions, shell } from 'electron'
import type { Command } from '../../preload/bridge.ts'

/** Keys that a person chose for items of the menu, by command; empty for none. */
export type MenuKeys = Readonly<Record<string, string>>

/**
 * Sets the native menu. Its own items send commands to the page in `window`, and show the keys that a person chose. A
 * server has no folder to open.
 */
export function setMenu(window: BrowserWindow, libraryFolder: string | undefined, keys: MenuKeys): void {
  const send = (label: string, command: Command, usual?: string): MenuItemConstructorOptions => ({
    label,
    ...(keys[command] === undefined ? usual && { accelerator: usual } : acceleratorOf(keys[command])),
    click: () => {
      window.show()
      window.webContents.send('rushes:command', command)
    },
  })
  const isMac = process.platform === 'darwin'
  const file: MenuItemConstructorOptions[] = [
    send('Import Files…', 'import-files', 'CmdOrCtrl+I'),
    send('Import Folder…', 'import-folder', 'Shift+CmdOrCtrl+I'),
    send('Import Bundle…', 'import-bundle'),
    send('Export Library…', 'export-library'),
    { type: 'separator' },
    send('Open Another Library…', 'open-library'),
    send('Open a Library on the Network…', 'open-server'),
    ...(libraryFolder === undefined
      ? []
      : [{ label: 'Open Library Folder', click: () => void shell.openPath(libraryFolder) }]),
    { type: 'separator' },
    isMac ? { role: 'close' } : { role: 'quit' },
  ]
  const edit: MenuItemConstructorOptions[] = [
    { role: 'undo' },
    { role: 'redo' },
    { type: 'separator' },
    { role: 'cut' },
    { role: 'copy' },
    { role: 'paste' },
    { role: 'selectAll' },
    { type: 'separator' },
    send('Find', 'find', 'CmdOrCtrl+F'),
  ]
  const view: MenuItemConstructorOptions[] = [
    send('Grid', 'show-grid', 'CmdOrCtrl+1'),
    send('List', 'show-list', 'CmdOrCtrl+2'),
    { type: 'separator' },
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    { role: 'zoomOut' },
    { role: 'togglefullscreen' },
    { type: 'separator' },
    { role: 'reload' },
    // The usual keys are those of Import Folder.
    { role: 'toggleDevTools', accelerator: isMac ? 'Alt+Cmd+I' : 'F12' },
  ]
  const licences: MenuItemConstructorOptions = {
    label: 'Licences',
    click: () => void shell.openPath(join(process.resourcesPath, 'licences')),
  }
  const about: MenuItemConstructorOptions[] = [
    ...(app.isPackaged ? [licences] : []),
    { label: `Rushes ${app.getVersion()}`, enabled: false },
  ]
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      ...(isMac ? [{ role: 'appMenu' } as const] : []),
      { label: 'File', submenu: file },
      { label: 'Edit', submenu: edit },
      { label: 'View', submenu: view },
      { role: 'windowMenu' },
      {
        role: 'help',
        submenu: [send('Keyboard Shortcuts', 'show-help'), ...about],
      },
    ]),
  )
}

const electronNames: Record<string, string> = { Mod: 'CmdOrCtrl', '+': 'Plus' }

/**
 * Returns keys in Electron's syntax. The page handles keys without Ctrl or ⌘, because they are letters in a text field:
 * the menu only shows them, which macOS cannot.
 */
function acceleratorOf(keys: string): Pick<MenuItemConstructorOptions, 'accelerator' | 'registerAccelerator'> {
  const isRegistered = keys.includes('Mod+')
  if (keys === '' || (!isRegistered && process.platform === 'darwin')) return {}
  const parts = keys.split(/\+(?=.)/).map((part) => electronNames[part] ?? part.replace(/^Arrow/, ''))
  return { accelerator: parts.join('+'), registerAccelerator: isRegistered }
}
