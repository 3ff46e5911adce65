import { cp, mkdir, rename } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Page } from '@playwright/test'
import { clip } from '../../support/clips.ts'
import type { Server } from '../../support/serve.ts'
import { barriers } from './barriers.ts'
import { chooserOf, importInOrder, openTake, picture, position, tile, tiles } from './on-screen.ts'
import { expect, test } from './rushes.ts'

/** Three takes in folders of one folder, which is answered; all are in the library. */
async function importDay(server: Server): Promise<string> {
  const folder = test.info().outputPath('day 1')
  for (const [name, source] of [
    ['ferry.webm', 'ten-seconds.webm'],
    ['reel a/pier.webm', 'fractal.webm'],
    ['reel a/harbour.webm', 'vp9.webm'],
  ] as const) {
    await mkdir(dirname(join(folder, name)), { recursive: true })
    await cp(await clip(source), join(folder, name))
  }
  await importInOrder(server, [folder])
  return folder
}

const gone = (app: Page) => app.getByRole('heading', { name: 'The file is missing.' })

async function expectPlays(app: Page): Promise<void> {
  await expect.poll(() => picture(app).evaluate((video) => (video as HTMLVideoElement).readyState)).toBeGreaterThan(1)
  await app.keyboard.press('Space')
  await expect.poll(() => position(app)).toBeGreaterThan(0.2)
}

test('takes of a folder that was renamed play from where they are now, once it is imported again', async ({
  app,
  server,
}) => {
  const folder = await importDay(server)
  await server.client.generations.put({
    video_id: (await server.client.videos.list({ search: 'pier' })).items[0]?.id ?? '',
    provider: 'google',
    prompt: 'A pier at dusk',
  })
  await expect(tiles(app)).toHaveCount(3)
  const renamed = `${dirname(folder)}/day 1, sorted`
  await rename(folder, renamed)
  await rename(join(renamed, 'reel a'), join(renamed, 'Reel A'))
  await tile(app, 'pier').dblclick()
  await expect(gone(app)).toBeVisible()

  await importInOrder(server, [renamed])
  await expect(gone(app)).toBeHidden()
  await expectPlays(app)
  await expect(app.getByText('A pier at dusk').first()).toBeVisible()
  await app.getByRole('tab', { name: /Locations/ }).click()
  await expect(app.getByRole('listitem').filter({ hasText: 'used for playback' })).toContainText('Reel A/pier.webm')
  await app.getByRole('link', { name: /^Library/ }).click()
  await expect(tiles(app)).toHaveCount(3)
  await openTake(app, 'harbour')
  await expectPlays(app)
})

test('the file of a take is located by its path, and another file is refused', async ({ app, server }) => {
  const folder = await importDay(server)
  const now = test.info().outputPath('elsewhere.webm')
  await rename(join(folder, 'ferry.webm'), now)
  await tile(app, 'ferry').dblclick()
  await expect(gone(app)).toBeVisible()
  const path = app.getByLabel(/Path of the file/)
  await path.fill(join(folder, 'reel a', 'pier.webm'))
  await app.keyboard.press('Enter')
  await expect(app.getByRole('alert').filter({ hasText: 'has another content than “ferry”' })).toBeVisible()
  await expect(gone(app)).toBeVisible()
  await path.fill(now)
  await app.keyboard.press('Enter')
  await expectPlays(app)
  await app.getByRole('tab', { name: /Locations/ }).click()
  await expect(app.getByRole('listitem').filter({ hasText: 'used for playback' })).toContainText('elsewhere.webm')
})

test('a take whose file is given to the page again plays from the library', async ({ app, server }) => {
  const folder = await importDay(server)
  const now = test.info().outputPath('on my stick.webm')
  await rename(join(folder, 'ferry.webm'), now)
  await tile(app, 'ferry').dblclick()
  await expect(gone(app)).toBeVisible()
  const chooser = await chooserOf(app, () => app.keyboard.press('ControlOrMeta+i'))
  // The garbage collector may take an input outside the page while its dialog is open.
  const input = app.locator('input[type="file"]')
  await expect(input).toBeAttached()
  await chooser.setFiles(now)
  await expect(input).not.toBeAttached()
  await expect(gone(app)).toBeHidden()
  await expectPlays(app)
  expect((await server.client.videos.list({})).total).toBe(3)
})

test('a take whose file was overwritten says so, and its new content comes in as a version', async ({
  app,
  server,
}) => {
  const folder = await importDay(server)
  await cp(await clip('fractal.webm'), join(folder, 'ferry.webm'))
  await tile(app, 'ferry').dblclick()
  const overwritten = app.getByRole('heading', { name: 'The file was overwritten.' })
  await expect(overwritten).toBeVisible()
  await expect(app.getByText(join(folder, 'ferry.webm'), { exact: true })).toBeVisible()
  expect(await barriers(app)).toEqual([])
  await cp(await clip('ten-seconds.webm'), join(folder, 'ferry.webm'))
  await app.getByRole('button', { name: 'Check again' }).click()
  await expect(overwritten).toBeHidden()
  await expectPlays(app)

  await cp(await clip('animation.gif'), join(folder, 'ferry.webm'))
  await app.reload()
  await app.getByRole('button', { name: 'Import new version' }).click()
  await app.getByRole('link', { name: 'Open new version' }).click()
  await expect(app.getByRole('heading', { name: 'ferry' })).toBeVisible()
  await expect(overwritten).toBeHidden()
  expect((await server.client.versions.list({})).items).toMatchObject([{ path: join(folder, 'ferry.webm') }])
})

test('nothing keeps anybody from locating a file', async ({ app, server }) => {
  const folder = await importDay(server)
  await rename(folder, `${folder} away`)
  await tile(app, 'ferry').dblclick()
  await expect(gone(app)).toBeVisible()
  expect(await barriers(app)).toEqual([])
})
