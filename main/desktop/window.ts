import { join } from 'node:path'
import { app, BrowserWindow, nativeTheme, screen } from 'electron'
import { pageOrigin } from './protocol.ts'
import { keepWindowState, readWindowState } from './window-state.ts'

const surface = { dark: '#0d0e11', light: '#f4f5f7' }

/** Permissions that the page gets; all others are refused without asking. */
const granted = new Set(['fullscreen', 'clipboard-sanitized-write'])

/**
 * Creates a locked-down, hidden window with the bounds of the last one; `showPage` shows it. `server` is the address of
 * the library that it shows, if that is not one of this computer.
 */
export function createWindow(server?: string): BrowserWindow {
  const displays = screen.getAllDisplays().map((display) => display.workArea)
  const state = readWindowState(stateFile(), displays)
  const window = new BrowserWindow({
    title: 'Rushes',
    width: 1440,
    height: 900,
    ...state,
    minWidth: 640,
    minHeight: 480,
    show: false,
    // The page offers all of it too; Alt shows the menu.
    autoHideMenuBar: true,
    backgroundColor: nativeTheme.shouldUseDarkColors ? surface.dark : surface.light,
    webPreferences: {
      preload: join(import.meta.dirname, '../preload/preload.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      spellcheck: false,
      additionalArguments: server === undefined ? [] : [`--rushes-server=${server}`],
    },
  })
  if (state?.maximized) window.maximize()
  lockDown(window)
  return window
}

/** Keeps the bounds of the window for the next start. */
export function keepState(window: BrowserWindow): void {
  keepWindowState(stateFile(), window)
}

function stateFile(): string {
  return join(app.getPath('userData'), 'window.json')
}

/** Loads our page and shows the window once it is painted, or when the page fails to load. */
export function showPage(window: BrowserWindow): void {
  window.once('ready-to-show', () => window.show())
  window.loadURL(`${pageOrigin}/`).catch(() => window.show())
}

/** Brings the window to the front, even if it is minimized or hidden. */
export function focusWindow(window: BrowserWindow): void {
  if (window.isDestroyed()) return
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
}

function lockDown({ webContents }: BrowserWindow): void {
  webContents.on('will-frame-navigate', (event) => {
    if (!event.url.startsWith(`${pageOrigin}/`)) event.preventDefault()
  })
  webContents.setWindowOpenHandler(() => ({ action: 'deny' }))
  webContents.session.setPermissionRequestHandler((_contents, permission, answer) => answer(granted.has(permission)))
  webContents.session.setPermissionCheckHandler((_contents, permission) => granted.has(permission))
}
