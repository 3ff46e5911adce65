import { expect } from '@playwright/test'
import { openDesktop, quit, test } from '../../support/desktop.ts'
import { ended } from '../../support/ended.ts'

test('the window shows our page, from a scheme of its own, and nothing of Node is in it', async ({ desktop }) => {
  await expect(desktop.page).toHaveTitle(/Rushes/)
  const page = await desktop.page.evaluate(() => ({
    origin: window.location.origin,
    isSecure: window.isSecureContext,
    bridge: Object.keys(window.rushes ?? {}).sort(),
    node: ['require', 'process', 'module', 'Buffer'].filter((name) => name in window),
  }))
  expect(page).toEqual({ origin: 'rushes://app', isSecure: true, bridge: ['onCommand', 'pathForFile'], node: [] })
  const preferences = await desktop.app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as {
      getLastWebPreferences(): { sandbox: boolean; contextIsolation: boolean; nodeIntegration: boolean }
    }
    const { sandbox, contextIsolation, nodeIntegration } = contents.getLastWebPreferences()
    return { sandbox, contextIsolation, nodeIntegration }
  })
  expect(preferences).toEqual({ sandbox: true, contextIsolation: true, nodeIntegration: false })
})

test('the window opens where it was closed', async ({ folders }) => {
  const place = { x: 60, y: 40, width: 900, height: 640 }
  const first = await openDesktop(folders)
  const put = await first.app.evaluate(({ BrowserWindow }, bounds) => {
    const window = BrowserWindow.getAllWindows()[0]
    window?.setBounds(bounds)
    return window?.getNormalBounds()
  }, place)
  await first.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close()).catch(() => undefined)
  await ended(first.program)

  const second = await openDesktop(folders)
  const found = await second.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getNormalBounds())
  await quit(second)
  expect(put).toMatchObject({ width: 900, height: 640 })
  expect(found).toEqual(put)
})

test('every item of the menu that asks the page for something is a command it knows', async ({ desktop }) => {
  const commands = await desktop.page.evaluateHandle(() => {
    const heard: string[] = []
    window.rushes?.onCommand((command) => heard.push(command))
    return heard
  })
  await desktop.app.evaluate(({ Menu, BrowserWindow }) => {
    const window = BrowserWindow.getAllWindows()[0]
    for (const label of ['Grid', 'List', 'Find', 'Keyboard Shortcuts'])
      for (const menu of Menu.getApplicationMenu()?.items ?? [])
        menu.submenu?.items.find((item) => item.label === label)?.click(undefined, window, window?.webContents)
  })
  await expect.poll(() => commands.jsonValue()).toEqual(['show-grid', 'show-list', 'find', 'show-help'])
})
