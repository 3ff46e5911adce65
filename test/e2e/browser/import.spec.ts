import { cp, mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { clip, manyClips } from '../../support/clips.ts'
import { dropFiles, type HeldFiles, holdFiles } from '../../support/drop.ts'
import { endlessFile } from '../../support/endless-file.ts'
import type { Server } from '../../support/serve.ts'
import { chooserOf, tile, tiles } from './on-screen.ts'
import { expect, test } from './rushes.ts'

test('an empty library says what to do', async ({ app }) => {
  await expect(app.getByRole('heading', { name: /Drop videos here, or press/ })).toBeVisible()
  await expect(app.getByRole('button', { name: 'Import files…' })).toBeVisible()
})

test('files that are picked are uploaded and appear by themselves', async ({ app }) => {
  const chooser = await chooserOf(app, () => app.getByRole('button', { name: 'Import files…' }).click())
  await chooser.setFiles([await clip('ten-seconds.webm'), await clip('portrait.mp4')])
  await expect(tile(app, 'ten-seconds')).toBeVisible()
  await expect(tile(app, 'portrait')).toBeVisible()
  await expect(tiles(app)).toHaveCount(2)
})

test('Ctrl I asks for files, from wherever the focus is', async ({ app }) => {
  const chooser = await chooserOf(app, () => app.keyboard.press('ControlOrMeta+i'))
  await chooser.setFiles(await clip('landscape.mp4'))
  await expect(tile(app, 'landscape')).toBeVisible()
})

test('a dropped file and a dropped folder are taken in, folders inside it too', async ({ app }) => {
  const folder = test.info().outputPath('dropped')
  await mkdir(join(folder, 'day 1', 'reel a'), { recursive: true })
  await cp(await clip('portrait.mp4'), join(folder, 'day 1', 'reel a', 'portrait.mp4'))
  await cp(await clip('landscape.mp4'), join(folder, 'landscape.mp4'))
  await writeFile(join(folder, 'notes.txt'), 'not a video')

  await dropFiles(app, [await clip('ten-seconds.webm'), folder])
  for (const name of ['ten-seconds', 'portrait', 'landscape']) await expect(tile(app, name)).toBeVisible()
  await expect(tiles(app)).toHaveCount(3)
})

test('a folder that cannot be read is named, and what was dropped with it is taken in', async ({ app }) => {
  const folder = test.info().outputPath('reel b')
  await mkdir(folder)
  // Only the moment is arranged: its disk is unplugged between the drop and the reading.
  await app.exposeFunction('unplug', () => rm(folder, { recursive: true, force: true }))
  await app.evaluate(() => {
    const { webkitGetAsEntry } = DataTransferItem.prototype
    DataTransferItem.prototype.webkitGetAsEntry = function () {
      const entry = webkitGetAsEntry.call(this)
      if (!entry?.isDirectory) return entry
      const reader = (entry as FileSystemDirectoryEntry).createReader()
      const readEntries: typeof reader.readEntries = (...callbacks) => {
        void (window as unknown as { unplug(): Promise<void> }).unplug().then(() => reader.readEntries(...callbacks))
      }
      return Object.assign(entry, { createReader: () => ({ readEntries }) })
    }
  })
  await dropFiles(app, [folder, await clip('landscape.mp4')])
  await expect(app.getByRole('alert').filter({ hasText: '“reel b” couldn’t be read.' })).toBeVisible()
  await expect(tile(app, 'landscape')).toBeVisible()
})

/**
 * Holds files over an element that is gone a moment later, as when an answer of the library replaces what was shown.
 */
async function holdOverWhatVanishes(app: Page, paths: string[]): Promise<HeldFiles> {
  const held = await holdFiles(app, paths)
  const cover = await app.evaluateHandle(() => {
    const element = Object.assign(document.createElement('div'), { style: 'position: fixed; inset: 0' })
    document.body.append(element)
    return element
  })
  await held.enter()
  await expect(app.getByText('Drop videos here', { exact: true })).toBeVisible()
  await held.over()
  await cover.evaluate((element) => element.remove())
  return held
}

test('a drop is taken though what was under the pointer has vanished', async ({ app }) => {
  const held = await holdOverWhatVanishes(app, [await clip('landscape.mp4')])
  await held.drop()
  await expect(tile(app, 'landscape')).toBeVisible()
})

test('files that are carried away again leave no overlay, though what was under the pointer has vanished', async ({
  app,
}) => {
  await holdOverWhatVanishes(app, [await clip('landscape.mp4')])
  // The event that Chromium sends when the pointer leaves the window; its test protocol cannot send it.
  await app.evaluate(() => document.body.dispatchEvent(new DragEvent('dragleave', { bubbles: true })))
  await expect(app.getByText('Drop videos here', { exact: true })).toBeHidden()
})

test('what another process imports appears without anybody asking', async ({ app, server }) => {
  await expect(app.getByRole('heading', { name: /Drop videos here/ })).toBeVisible()
  await server.terminal('import', await clip('ten-seconds.webm'))
  await expect(tile(app, 'ten-seconds')).toBeVisible()
  await server.terminal('import', await clip('landscape.mp4'))
  await expect(tiles(app)).toHaveCount(2)
  await expect(app.getByRole('status').filter({ hasText: '2 takes' })).toBeVisible()
})

test('the same content twice is one take, and the page says that it already exists', async ({ app, server }) => {
  await server.terminal('import', await clip('ten-seconds.webm'))
  await expect(tile(app, 'ten-seconds')).toBeVisible()
  await dropFiles(app, [await clip('ten-seconds.webm')])
  await expect(app.getByText(/already in the library/)).toBeVisible()
  await expect(tiles(app)).toHaveCount(1)
})

test('a file that fails is listed with its reason, and the rest goes on', async ({ app }) => {
  const broken = test.info().outputPath('broken.mp4')
  await writeFile(broken, 'this is no video at all')
  await dropFiles(app, [broken, await clip('ten-seconds.webm')])
  await expect(tile(app, 'ten-seconds')).toBeVisible()
  await app.getByRole('button', { name: /1 failed/ }).click()
  const report = app.getByRole('dialog')
  await expect(report.getByText(/broken\.mp4/).first()).toBeVisible()
})

test('every tile shows its poster in the right shape, and how long the take is', async ({ app, server }) => {
  await server.terminal('import', await clip('portrait.mp4'), await clip('landscape.mp4'))
  for (const [name, ratio] of [
    ['portrait', 180 / 320],
    ['landscape', 320 / 180],
  ] as const) {
    const image = tile(app, name).locator('img')
    await expect(image).toHaveJSProperty('complete', true)
    const { natural, shown } = await image.evaluate((element) => {
      const { naturalWidth, naturalHeight, clientWidth, clientHeight } = element as HTMLImageElement
      return { natural: naturalWidth / naturalHeight, shown: clientWidth / clientHeight }
    })
    expect(natural).toBeCloseTo(ratio, 1)
    expect(shown).toBeCloseTo(ratio, 1)
    await expect(tile(app, name)).toContainText('0:01')
  }
})

/** An import that takes in five takes at once and then goes on until it is cancelled. */
async function startEndlessImport({ client }: Server): Promise<string> {
  const folder = test.info().outputPath('many')
  await manyClips(folder, 5)
  await endlessFile(join(folder, 'endless.mp4'))
  return (await client.imports.start({ paths: [folder] })).id
}

test('an import is paused and resumed, and goes on with what it was asked for after it was stopped', async ({
  app,
  server,
}) => {
  const id = await startEndlessImport(server)
  await expect(tiles(app)).toHaveCount(5)
  const foot = app.getByRole('contentinfo')
  await foot.getByRole('button', { name: 'Pause' }).click()
  await expect(foot.getByText(/^paused · /)).toBeVisible()
  expect((await server.client.jobs.get({ id })).is_paused).toBe(true)
  await foot.getByRole('button', { name: 'Resume' }).click()
  await expect(foot.getByText(/^paused · /)).toBeHidden()
  await foot.getByRole('button', { name: 'Cancel' }).click()
  await expect(foot.getByText(/^Stopped/)).toBeVisible()
  await rm(test.info().outputPath('many', 'endless.mp4'))
  await foot.getByRole('button', { name: 'Continue' }).click()
  await expect(foot.getByText('0 added · 5 unchanged')).toBeVisible()
  await expect(foot.getByRole('button', { name: 'Continue' })).toBeHidden()
})

test('an import can be cancelled; what it has taken in by then is whole and stays', async ({ app, server }) => {
  const id = await startEndlessImport(server)
  await expect(tiles(app)).toHaveCount(5)
  await app.getByRole('button', { name: 'Cancel' }).click()
  await expect(app.getByText(/^Stopped/)).toBeVisible()
  const { total } = await server.client.videos.list({})
  expect(await server.client.jobs.get({ id })).toMatchObject({ state: 'cancelled', added: total, failed: 0 })
  expect(total).toBe(5)
})

test('an import goes on while the page is loaded again, and the page finds it', async ({ app, server }) => {
  const id = await startEndlessImport(server)
  await expect(app.getByText(/^5 of 6 files/)).toBeVisible()
  await app.reload()
  await expect(app.getByText(/^5 of 6 files/)).toBeVisible()
  expect((await server.client.jobs.get({ id })).state).toBe('running')
})

test('the list of jobs shows which file an import is at, and how much of it is done', async ({ app, server }) => {
  const id = await startEndlessImport(server)
  await expect(app.getByText(/^5 of 6 files/)).toBeVisible()
  await app.getByRole('button', { name: /running$/ }).click()
  const files = app.getByRole('list', { name: 'In progress' })
  await expect(files.getByText('endless.mp4')).toBeVisible()
  await expect(files.getByRole('progressbar', { name: 'endless.mp4' })).toHaveAttribute('aria-valuenow', /^\d+$/)
  await server.client.jobs.cancel({ id })
  await expect(files).toBeHidden()
})

test('an upload can be cancelled and leaves nothing behind', async ({ app, server }) => {
  await dropFiles(app, [await endlessFile(test.info().outputPath('huge.mp4'))])
  await app.getByRole('button', { name: 'Cancel' }).click()
  await expect(app.getByText('Uploading', { exact: true })).toBeHidden()
  await expect.poll(() => largeFiles(server.folder)).toEqual([])
  expect((await server.client.videos.list({})).total).toBe(0)
})

test('in a narrow window the foot has words for an upload and for an import that has ended', async ({
  app,
  server,
}) => {
  await app.setViewportSize({ width: 900, height: 640 })
  const broken = test.info().outputPath('broken.mp4')
  await writeFile(broken, 'this is no video at all')
  await server.client.imports.start({ paths: [await clip('landscape.mp4')] })
  await expect(tiles(app)).toHaveCount(1)
  await server.client.imports.start({ paths: [await clip('landscape.mp4'), await clip('portrait.mp4'), broken] })
  await expect(app.getByRole('button', { name: '1 failed' })).toBeVisible()
  await dropFiles(app, [await endlessFile(test.info().outputPath('huge.mp4'))])
  const foot = app.getByRole('contentinfo')
  for (const words of [foot.getByText(/^0 of 1 file · /), foot.getByText('1 added')]) {
    await expect(words).toBeVisible()
    await expect.poll(async () => (await words.boundingBox())?.width ?? 0).toBeGreaterThan(40)
  }
  for (const button of await foot.getByRole('button').all()) await expect(button).toBeInViewport({ ratio: 1 })
})

/** Files of more than a megabyte, which a library without takes has no use for. */
async function largeFiles(folder: string): Promise<string[]> {
  // The database's own files grow with its migrations.
  const names = (await readdir(folder, { recursive: true })).filter((name) => !name.startsWith('media.db'))
  const isLarge = await Promise.all(
    names.map(async (name) => {
      // A file may be gone between the listing and the look at it.
      const facts = await stat(join(folder, name)).catch(() => null)
      return facts !== null && facts.size > 2 ** 20
    }),
  )
  return names.filter((_, index) => isLarge[index])
}
