import { app } from 'electron'
import { version } from '../about.ts'
import { openCore } from '../core.ts'
import { createApp } from '../http/app.ts'
import { startConfirmation } from '../ingest/confirm-moved.ts'
import { watchFolders } from '../ingest/watch-folders.ts'
import { createClient } from '../router.ts'
import { hashBehindImports } from '../services/hash-behind-imports.ts'
import { startReread } from '../services/reread.ts'
import { libraryFolder } from '../storage/library-folder.ts'
import { developmentPage } from './development-page.ts'
import { createPlatform, showStartError } from './dialogs.ts'
import { libraryOption, windowFolder } from './library-option.ts'
import { setMenu } from './menu.ts'
import { acceptPorts } from './port.ts'
import { registerScheme, servePage } from './protocol.ts'
import { quitCleanly } from './quit.ts'
import { showProgress } from './task-bar.ts'
import { createWindow, focusWindow, showPage } from './window.ts'

const folder = libraryFolder(libraryOption(process.argv.slice(1)))
app.setPath('userData', windowFolder(app.getPath('appData'), folder))
registerScheme()

// Electron is not ready before this module has run to its end, so it must not wait for that.
if (app.requestSingleInstanceLock()) void app.whenReady().then(start)
else app.quit()

async function start(): Promise<void> {
  try {
    await open()
  } catch (error) {
    app.exit(showStartError(error))
  }
}

async function open(): Promise<void> {
  const window = createWindow()
  const core = await openCore({ folder, version, platform: createPlatform(window) })
  const { fetch } = createApp(core, { page: developmentPage(process.env.ELECTRON_RENDERER_URL) })
  servePage(fetch)
  acceptPorts(window, core)
  setMenu(window, folder)
  const client = createClient(core)
  const watching = watchFolders(core)
  const hashing = hashBehindImports(core)
  quitCleanly({
    window,
    ownJobs: () => core.jobs.ids(),
    listJobs: () => client.jobs.list({ limit: 200 }),
    close: async () => {
      hashing.close()
      await watching.close()
      await core.close()
    },
  })
  app.on('second-instance', () => focusWindow(window))
  void showProgress(window, core.events.listen())
  showPage(window)
  await startReread(core, 'outdated')
  await startConfirmation(core)
}
