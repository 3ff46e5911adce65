import { spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import { clip } from '../../support/clips.ts'
import { ended } from '../../support/ended-process.ts'
import { program, serve } from '../../support/serve.ts'
import { barriers } from './barriers.ts'
import { importInOrder, openTake, picture, tile } from './on-screen.ts'
import { expect, test } from './rushes.ts'

test('a library folder that is moved away is told of on the page, with what to run, and stays away', async ({
  app,
  server,
}) => {
  // The poster may be asked for after the folder is gone.
  await app.route('**/media/posters/**', (route) => route.fulfill({ status: 404 }))
  await importInOrder(server, [await clip('ten-seconds.webm')])
  await expect(tile(app, 'ten-seconds').locator('[data-text^=VP]')).toBeVisible()
  const moved = `${server.folder}-moved`
  await rename(server.folder, moved)
  try {
    const notice = app.getByRole('alert').filter({ hasText: 'Nothing is saved' })
    await expect(notice).toContainText(server.folder)
    if (process.platform === 'linux') await expect(notice).toContainText(`rushes serve --library ${moved}`)
    await expect(app.getByRole('button', { name: /^Import/ })).toBeDisabled()
    expect(await barriers(app)).toEqual([])
    await tile(app, 'ten-seconds').click()
    await app.keyboard.press('3')
    await expect(app.getByRole('alert').filter({ hasText: 'Nothing is saved' })).toHaveCount(2)
    await server.stop()
    expect(existsSync(server.folder)).toBe(false)
  } finally {
    await rm(moved, { recursive: true, force: true })
  }
})

test('a library on a read-only disk is shown and played, says that it is read-only, and refuses edits', async ({
  page,
}) => {
  const disk = test.info().outputPath('disk')
  await mkdir(disk, { recursive: true })
  const isMounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=30m', 'tmpfs', disk]).status === 0
  test.skip(!isMounted, 'a disk cannot be mounted here')
  const folder = join(disk, 'library')
  try {
    const writable = await serve(folder)
    await importInOrder(writable, [await clip('ten-seconds.webm')])
    await writable.stop()
    spawnSync('mount', ['-o', 'remount,ro', disk])
    const server = await serve(folder)
    await page.goto(server.address)
    const notice = page.getByRole('status').filter({ hasText: 'is read-only' })
    await expect(notice).toBeVisible()
    expect(await barriers(page)).toEqual([])
    const size = page.viewportSize()
    await page.setViewportSize({ width: 800, height: 700 })
    const icon = await notice.locator('svg').boundingBox()
    const words = await notice.locator('span').first().boundingBox()
    expect(icon && words && icon.x + icon.width <= words.x, 'the icon is beside the words').toBe(true)
    if (size) await page.setViewportSize(size)
    await expect(page.getByRole('button', { name: /^Import/ })).toBeDisabled()
    await openTake(page, 'ten-seconds')
    await expect.poll(() => picture(page).evaluate((it) => (it as HTMLVideoElement).readyState)).toBeGreaterThan(1)
    await page.keyboard.press('3')
    await expect(page.getByRole('alert').filter({ hasText: 'is read-only' })).toBeVisible()
    await server.stop()
  } finally {
    spawnSync('umount', ['-l', disk])
  }
})

test('a damaged database is restored in the browser, from the page that says so', async ({ page, server }) => {
  await importInOrder(server, [await clip('square.mp4')])
  await server.client.backups.create({})
  await expect.poll(async () => (await server.client.backups.list({})).items.length).toBe(1)
  await server.stop()
  const database = join(server.folder, 'media.db')
  for (const suffix of ['-wal', '-shm']) await rm(database + suffix, { force: true })
  const bytes = await readFile(database)
  await writeFile(database, bytes.fill(0xff, 3 * 4096, 40 * 4096))
  const child = spawn(process.execPath, [program, 'serve', '--port', '0', '--library', server.folder])
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text: Buffer) => (said += text))
  const addresses = () => said.match(/http:\S+/g) ?? []
  try {
    await expect.poll(addresses).toHaveLength(1)
    await page.goto(addresses()[0] ?? '')
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('The library’s database is damaged')
    await page.getByLabel('Folder').fill(server.folder)
    await page.getByRole('button', { name: 'List copies' }).click()
    await expect(page.getByText('is a backup here')).toBeVisible()
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
    await page.getByRole('button', { name: 'Restore this backup' }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('The backup is restored')
    await expect.poll(() => addresses().length).toBeGreaterThan(1)
    await page.goto(addresses().at(-1) ?? '')
    await expect(tile(page, 'square')).toBeVisible()
  } finally {
    child.kill()
    await ended(child)
  }
})
