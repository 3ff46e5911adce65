import { join } from 'node:path'
import { app, BrowserWindow, nativeTheme, screen } from 'electron'
import { pageOrigin } from './protocol.ts'
import { keepWindowState, readWindowState } from './window-state.ts'

const surface = { dark: '#0d0e11', light: '#f4f5f7' }

/** What the page may ask of the system; everything else is refused without a question. */
const granted = new Set(['fullscreen', 'clipboard-sanitized-write'])

/** A hidden window where the last one was, locked down; `showPage` shows it. */
export function createWindow(): BrowserWindow {
  const file = join(app.getPath('userData'), 'window.json')
  const displays = screen.getAllDisplays().map((display) => display.workArea)
  const state = readWindowState(file, displays)
  const window = new BrowserWindow({
    title: 'Rushes',
    width: 1440,
    height: 900,
    ...state,
    minWidth: 640,
    minHeight: 480,
    show: false,
    // All that it offers is in the page too; Alt brings it where it is not part of the screen's own bar.
    autoHideMenuBar: true,
    backgroundColor: nativeTheme.shouldUseDarkColors ? surface.dark : surface.light,
    webPreferences: {
      preload: join(import.meta.dirname, '../preload/preload.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      spellcheck: false,
    },
  })
  if (state?.maximized) window.maximize()
  window.on('close', () => keepWindowState(file, window))
  lockDown(window)
  return window
}

/** Loads our page and shows the window once there is something to see, be it that the page did not load. */
export function showPage(window: BrowserWindow): void {
  window.once('ready-to-show', () => window.show())
  window.loadURL(`${pageOrigin}/`).catch(() => window.show())
}

/** Brings the window to the front, wherever it went. */
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
