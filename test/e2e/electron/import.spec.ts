import { cp, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import { clip } from '../../support/clips.ts'
import { answerDialogWith, type Desktop, openDesktop, quit, test } from '../../support/desktop.ts'
import { dropFiles, holdFiles } from '../../support/drop.ts'
import { endlessFile } from '../../support/endless-file.ts'
import { runTerminal } from '../../support/serve.ts'
import { tile, tiles } from '../browser/on-screen.ts'

const clickMenu = ({ app }: Desktop, label: string) =>
  app.evaluate(({ Menu, BrowserWindow }, wanted) => {
    const window = BrowserWindow.getAllWindows()[0]
    for (const menu of Menu.getApplicationMenu()?.items ?? [])
      menu.submenu?.items.find((item) => item.label === wanted)?.click(undefined, window, window?.webContents)
  }, label)

test('two clips and a text file dropped on the window: two tiles with their posters, and one failure by its name', async ({
  desktop,
  folders,
}) => {
  const { page } = desktop
  const notes = join(folders.library, '..', 'notes.txt')
  await writeFile(notes, 'not a video')
  const held = await holdFiles(page, [await clip('ten-seconds.webm'), await clip('portrait.mp4'), notes])
  await held.enter()
  await expect(page.getByText('They stay where they are.')).toBeVisible()
  await held.over()
  await held.drop()
  await expect(tiles(page)).toHaveCount(2)
  for (const [name, ratio] of [
    ['ten-seconds', 16 / 9],
    ['portrait', 9 / 16],
  ] as const) {
    const poster = tile(page, name).locator('img')
    await expect.poll(() => poster.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBeGreaterThan(0)
    const shape = await poster.evaluate((image) => {
      const { naturalWidth, naturalHeight } = image as HTMLImageElement
      return naturalWidth / naturalHeight
    })
    expect(shape).toBeCloseTo(ratio, 1)
  }
  await page.getByRole('button', { name: /1 failed/ }).click()
  await expect(
    page
      .getByRole('dialog')
      .getByText(/notes\.txt/)
      .first(),
  ).toBeVisible()
})

test('dropped files stay where they are: the library remembers their real paths', async ({ desktop, folders }) => {
  const path = await clip('ten-seconds.webm')
  await dropFiles(desktop.page, [path])
  await expect(tile(desktop.page, 'ten-seconds')).toBeVisible()
  const answer = await runTerminal<{ items: { file_path: string }[] }>(folders.library, ['list'])
  expect(answer.items.map((video) => video.file_path)).toEqual([path])

  // The calls are recorded instead of made, so that they have no effect on the system.
  await desktop.app.evaluate(({ BrowserWindow, shell }) => {
    const asked: unknown[] = []
    Object.assign(globalThis, { asked })
    const contents = BrowserWindow.getAllWindows()[0]?.webContents
    if (contents)
      contents.startDrag = ({ file, files, icon }) =>
        void asked.push({ file, files, hasIcon: typeof icon !== 'string' && !icon.isEmpty() })
    shell.openPath = async (opened) => {
      asked.push(opened)
      return ''
    }
  })
  await tile(desktop.page, 'ten-seconds').click()
  const inspector = desktop.page.getByRole('complementary', { name: 'Inspector' })
  await inspector.getByTitle('Drag the file into another program').dispatchEvent('dragstart')
  const asked = () => desktop.app.evaluate(() => (globalThis as { asked?: unknown[] }).asked)
  await expect.poll(asked).toEqual([{ file: path, files: [path], hasIcon: true }])
  await inspector.getByRole('button', { name: 'Open with another program' }).click()
  await expect.poll(asked).toEqual([expect.anything(), path])
})

test('a dropped folder is searched, folders inside it too', async ({ desktop, folders }) => {
  const folder = join(folders.library, '..', 'dropped')
  await mkdir(join(folder, 'day 1', 'reel a'), { recursive: true })
  await cp(await clip('portrait.mp4'), join(folder, 'day 1', 'reel a', 'portrait.mp4'))
  await cp(await clip('landscape.mp4'), join(folder, 'landscape.mp4'))
  await writeFile(join(folder, 'notes.txt'), 'not a video')
  await dropFiles(desktop.page, [folder])
  await expect(tiles(desktop.page)).toHaveCount(2)
})

test('a clip that is dropped again is said to be here already, and no tile is added', async ({ desktop: { page } }) => {
  await dropFiles(page, [await clip('ten-seconds.webm')])
  await expect(tile(page, 'ten-seconds')).toBeVisible()
  await dropFiles(page, [await clip('ten-seconds.webm')])
  await expect(page.getByText(/already in the library/)).toBeVisible()
  await expect(tiles(page)).toHaveCount(1)
})

test('the menu asks for files with the native dialog and imports what was chosen', async ({ desktop }) => {
  const asked = await answerDialogWith(desktop, [await clip('landscape.mp4')])
  await clickMenu(desktop, 'Import Files…')
  await expect(tile(desktop.page, 'landscape')).toBeVisible()
  expect(await asked()).toEqual([['openFile', 'multiSelections']])
})

test('the menu asks for a folder, and a dialog that is closed changes nothing', async ({ desktop, folders }) => {
  const folder = join(folders.library, '..', 'chosen')
  await mkdir(folder, { recursive: true })
  await cp(await clip('portrait.mp4'), join(folder, 'portrait.mp4'))
  const closed = await answerDialogWith(desktop, [])
  await clickMenu(desktop, 'Import Folder…')
  await expect.poll(closed).toEqual([['openDirectory', 'multiSelections']])
  await expect(tiles(desktop.page)).toHaveCount(0)
  await answerDialogWith(desktop, [folder])
  await clickMenu(desktop, 'Import Folder…')
  await expect(tile(desktop.page, 'portrait')).toBeVisible()
})

test('the keys of an import belong to the menu alone, so that one press asks once', async ({ desktop }) => {
  const keys = await desktop.app.evaluate(({ Menu }) => {
    const items = Menu.getApplicationMenu()?.items.flatMap((menu) => menu.submenu?.items ?? []) ?? []
    return items.flatMap((item) => (item.accelerator ? [`${item.accelerator}: ${item.label}`] : []))
  })
  expect(keys).toContain('CmdOrCtrl+I: Import Files…')
  expect(keys).toContain('Shift+CmdOrCtrl+I: Import Folder…')
  // The browser's own keys reach the page only: what the menu owns does nothing there.
  const asked = await answerDialogWith(desktop, [])
  await desktop.page.keyboard.press('ControlOrMeta+i')
  await desktop.page.keyboard.press('ControlOrMeta+Shift+i')
  await clickMenu(desktop, 'Import Files…')
  await expect.poll(asked).toEqual([['openFile', 'multiSelections']])
})

test('what the terminal imports beside the window appears in it', async ({ desktop: { page }, folders }) => {
  await expect(page.getByRole('heading', { name: /Drop videos here/ })).toBeVisible()
  await runTerminal(folders.library, ['import', await clip('ten-seconds.webm')])
  await expect(tile(page, 'ten-seconds')).toBeVisible()
  await runTerminal(folders.library, ['import', await clip('landscape.mp4')])
  await expect(tiles(page)).toHaveCount(2)
})

test('a reload and a restart keep everything', async ({ folders }) => {
  const first = await openDesktop(folders)
  await dropFiles(first.page, [await clip('ten-seconds.webm'), await clip('landscape.mp4')])
  await expect(tiles(first.page)).toHaveCount(2)
  await first.page.reload()
  await expect(tiles(first.page)).toHaveCount(2)
  await runTerminal(folders.library, ['import', await clip('portrait.mp4')])
  await expect(tiles(first.page)).toHaveCount(3)
  await quit(first)

  const second = await openDesktop(folders)
  await expect(tiles(second.page)).toHaveCount(3)
  await quit(second)
})

test('the dock or task bar shows how far an import is, and nothing afterwards', async ({ desktop: { app, page } }) => {
  await app.evaluate(({ BrowserWindow }) => {
    const shown: number[] = []
    Object.assign(globalThis, { shown })
    const [window] = BrowserWindow.getAllWindows()
    if (window) window.setProgressBar = (part) => shown.push(part)
  })
  const shown = () => app.evaluate(() => (globalThis as unknown as { shown: number[] }).shown.at(-1))
  await dropFiles(page, [await endlessFile(test.info().outputPath('endless.mp4'))])
  await expect.poll(shown).toBeGreaterThanOrEqual(0)
  await page.getByRole('button', { name: 'Cancel' }).click()
  await expect.poll(shown).toBe(-1)
})
