import { readFileSync } from 'node:fs'
import { expect } from '@playwright/test'
import type { Rectangle } from 'electron'
import { type Desktop, openDesktop, quit, test } from '../../support/desktop.ts'
import { ended } from '../../support/ended-process.ts'

test('the window shows our page, from a scheme of its own, and nothing of Node is in it', async ({ desktop }) => {
  await expect(desktop.page).toHaveTitle(/Rushes/)
  const page = await desktop.page.evaluate(() => ({
    origin: window.location.origin,
    isSecure: window.isSecureContext,
    bridge: Object.keys(window.rushes ?? {}).sort(),
    node: ['require', 'process', 'module', 'Buffer'].filter((name) => name in window),
  }))
  const bridge = [
    'cacheSize',
    'clearCache',
    'onCommand',
    'openLibrary',
    'pathForFile',
    'recentLibraries',
    'server',
    'setMenuKeys',
    'signIn',
  ]
  expect(page).toEqual({ origin: 'rushes://app', isSecure: true, bridge, node: [] })
  const preferences = await desktop.app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as {
      getLastWebPreferences(): { sandbox: boolean; contextIsolation: boolean; nodeIntegration: boolean }
    }
    const { sandbox, contextIsolation, nodeIntegration } = contents.getLastWebPreferences()
    return { sandbox, contextIsolation, nodeIntegration }
  })
  expect(preferences).toEqual({ sandbox: true, contextIsolation: true, nodeIntegration: false })
})

test('all threads load one copy of SQLite', async ({ desktop: { page, program } }) => {
  test.skip(process.platform !== 'linux', 'Only Linux lists the files that a process has mapped.')
  await expect(page.getByRole('main')).toBeVisible()
  const maps = readFileSync(`/proc/${program.pid}/maps`, 'utf8').match(/\/.*\.node$/gm)
  expect(new Set(maps).size).toBe(1)
})

/**
 * Puts the window somewhere once it is on screen, and answers with where it then is. X11 tells a window by events where
 * it is, those of its first showing too: one that was moved before they came believes for a moment that it has its old
 * place, or its old size.
 */
async function putWindow({ app }: Desktop, place: Rectangle): Promise<Rectangle | undefined> {
  const put = () =>
    app.evaluate(async ({ BrowserWindow, screen }, bounds) => {
      const window = BrowserWindow.getAllWindows()[0]
      if (!window?.isVisible()) return undefined
      window.setBounds(bounds)
      for (let turn = 0; turn < 10; turn++) {
        // The display server answers after all events that it had to send before.
        screen.getCursorScreenPoint()
        await new Promise((resolve) => setTimeout(resolve, 10))
      }
      return window.getNormalBounds()
    }, place)
  let bounds: Rectangle | undefined
  await expect.poll(async () => (bounds = await put())).toMatchObject({ width: place.width, height: place.height })
  return bounds
}

test('the window opens where it was closed', async ({ folders }) => {
  const place = { x: 60, y: 40, width: 900, height: 640 }
  const first = await openDesktop(folders)
  const put = await putWindow(first, place)
  await first.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close()).catch(() => undefined)
  await ended(first.program)

  const second = await openDesktop(folders)
  const found = await second.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getNormalBounds())
  await quit(second)
  expect(put).toMatchObject({ width: 900, height: 640 })
  expect(found).toEqual(put)
})

test('every item of the menu that asks the page for something is a command it knows', async ({ desktop }) => {
  // The page listens for itself first.
  await expect(desktop.page.getByRole('link', { name: /^Library/ }).first()).toBeVisible()
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

test('the menu shows the keys that were chosen, and the usual ones otherwise', async ({ desktop }) => {
  const accelerators = () =>
    desktop.app.evaluate(({ Menu }) => {
      const items = Menu.getApplicationMenu()?.items.flatMap(({ submenu }) => submenu?.items ?? []) ?? []
      return ['Find', 'List', 'Import Files…'].map((wanted) => items.find(({ label }) => label === wanted)?.accelerator)
    })
  await expect.poll(accelerators).toEqual(['CmdOrCtrl+F', 'CmdOrCtrl+2', 'CmdOrCtrl+I'])
  const kept = { state: { keys: { 'Anywhere: /': 'Mod+Shift+ArrowUp', 'Library: L': '' } }, version: 0 }
  await desktop.page.evaluate((view) => localStorage.setItem('rushes-view', JSON.stringify(view)), kept)
  await desktop.page.reload()
  await expect.poll(accelerators).toEqual(['CmdOrCtrl+Shift+Up', null, 'CmdOrCtrl+I'])
})
