import { join } from 'node:path'
import { app, type BrowserWindow, Menu, type MenuItemConstructorOptions, shell } from 'electron'
import type { Command } from '../../preload/bridge.ts'

/** Sets the native menu. Its own items send commands to the page in `window`. A server has no folder to open. */
export function setMenu(window: BrowserWindow, libraryFolder: string | undefined): void {
  const send = (label: string, command: Command, accelerator?: string): MenuItemConstructorOptions => ({
    label,
    ...(accelerator ? { accelerator } : {}),
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
