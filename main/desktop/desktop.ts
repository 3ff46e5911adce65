import { app, BrowserWindow, crashReporter } from 'electron'
import { Hono } from 'hono'
import { RushesError } from '../../shared/errors.ts'
import { version } from '../about.ts'
import { keepCrashReports } from '../crash-reports.ts'
import { builtPage, pageRoutes } from '../http/page.ts'
import { securityHeaders } from '../http/security-headers.ts'
import { configFolder, libraryFolder } from '../storage/library-folder.ts'
import { openRecentLibraries } from '../storage/recent-libraries.ts'
import { answerBridge } from './bridge-calls.ts'
import { developmentPage } from './development-page.ts'
import { showRestoreError, showStartError } from './dialogs.ts'
import { findKeychain } from './keychain.ts'
import { type MenuKeys, setMenu } from './menu.ts'
import type { OpenFolder } from './open-folder.ts'
import { limitCache, openServer, send } from './open-server.ts'
import { optionOf, windowFolder, withoutOptions } from './options.ts'
import { acceptPorts } from './port.ts'
import { registerScheme, servePage } from './protocol.ts'
import { quitCleanly, type Restart } from './quit.ts'
import { createWindow, focusWindow, showPage } from './window.ts'

const argv = process.argv.slice(1)
const server = optionOf(argv, 'url')
const folder = libraryFolder(optionOf(argv, 'library'))
app.setPath('userData', windowFolder(app.getPath('appData'), server ?? folder))
registerScheme()
keepCrashReports(configFolder(), version)
// Reports crashes outside of JavaScript too. They stay in Electron's folder on this computer.
crashReporter.start({ uploadToServer: false })
if (server !== undefined) limitCache()

// Electron becomes ready only after this module has run, so nothing here may wait for it.
if (app.requestSingleInstanceLock()) void app.whenReady().then(start)
else app.quit()

async function start(): Promise<void> {
  try {
    await open()
  } catch (error) {
    if (error instanceof RushesError && error.code === 'LIBRARY_DAMAGED') await showRecovery(error)
    else app.exit(showStartError(error))
  }
}

/** Shows the page that restores a damaged library, and starts again once it is restored. */
async function showRecovery({ message }: RushesError): Promise<void> {
  const { createRecovery } = await import('../http/recovery.ts')
  const { fetch } = createRecovery({
    folder,
    reason: message,
    next: 'Rushes starts again.',
    onRestored() {
      app.relaunch({ args: withoutOptions(argv).concat('--library', folder) })
      app.exit()
    },
  })
  servePage(fetch)
  const [window = createWindow()] = BrowserWindow.getAllWindows()
  window.on('closed', () => app.exit())
  showPage(window)
}

async function open(): Promise<void> {
  const secrets = findKeychain()
  const recent = openRecentLibraries(configFolder(), secrets)
  const window = createWindow(server)
  const restart: Restart = {}
  const useToken = server === undefined ? undefined : await openServer(server, recent)
  const setMenuKeys = (keys: MenuKeys) => setMenu(window, useToken ? undefined : folder, keys)
  const keepsTokens = secrets !== undefined
  answerBridge({ window, restart, recent, keepsTokens, send, setMenuKeys, ...(useToken && { useToken }) })
  setMenuKeys({})
  app.on('second-instance', () => focusWindow(window))
  if (useToken) {
    quitCleanly({ window, restart, ownJobs: () => [], listJobs: async () => [], close: async () => {} })
    showPage(window)
  } else {
    await openHere(window, restart)
    await recent.add({ folder })
  }
}

/**
 * Opens the library of this computer and answers the page with it. The program is loaded only now, which takes longer
 * than to create the window: the page starts meanwhile.
 */
async function openHere(window: BrowserWindow, restart: Restart): Promise<void> {
  await restoreChosenBackup()
  const page = developmentPage(process.env.ELECTRON_RENDERER_URL, app.isPackaged) ?? pageRoutes(builtPage)
  const opening = import('./open-folder.ts').then(({ openFolder }) => openFolder(window, folder, page, restart))
  servePage(startingWith(page, opening))
  acceptPorts(window, opening)
  let opened: OpenFolder | undefined
  // A person may quit before the library is open.
  quitCleanly({
    window,
    restart,
    ownJobs: () => opened?.ownJobs() ?? [],
    listJobs: async () => (await opened?.listJobs()) ?? [],
    async close() {
      const library = await opening.catch(() => undefined)
      await library?.close()
    },
  })
  showPage(window)
  opened = await opening
}

async function restoreChosenBackup(): Promise<void> {
  const backup = optionOf(argv, 'restore-backup')
  if (backup === undefined) return
  const { restoreBackup } = await import('../restore-backup.ts')
  await restoreBackup(folder, backup, new Date()).catch(showRestoreError)
}

/** Answers with the files of the page at once, and with all else once the library is open. */
function startingWith(page: Hono, opening: Promise<OpenFolder>): (request: Request) => Promise<Response> {
  const files = new Hono().use(securityHeaders).route('/', page)
  return async (request) => {
    const { pathname } = new URL(request.url)
    const isOfPage = pathname === '/' || pathname.startsWith('/assets/')
    return await (isOfPage ? files : await opening).fetch(request)
  }
}
