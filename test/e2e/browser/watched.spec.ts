import { cp, mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { clip } from '../../support/clips.ts'
import type { Server } from '../../support/serve.ts'
import { barriers } from './barriers.ts'
import { tile } from './on-screen.ts'
import { expect, test } from './rushes.ts'

/** A folder beside the library, with something in it: an empty one is one at which nothing is mounted. */
async function makeFolder(server: Server, name: string): Promise<string> {
  const folder = join(`${server.folder} takes`, name)
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'notes.txt'), 'no video')
  return folder
}

test('a folder is watched by its path, its takes come in by themselves, and are offline while it is away', async ({
  app,
  server,
}) => {
  const folder = await makeFolder(server, 'renders')
  await app.getByRole('link', { name: 'Settings' }).click()
  await expect(app.getByRole('heading', { name: 'Watched folders' })).toBeVisible()
  await app.getByLabel(/Path of a folder/).fill(folder)
  await app.keyboard.press('Enter')
  await expect(app.getByRole('listitem').filter({ hasText: folder })).toContainText('Watched')
  await cp(await clip('landscape.mp4'), join(folder, 'ferry.mp4'))
  await app.getByRole('link', { name: 'Library', exact: false }).first().click()
  await expect(tile(app, 'ferry')).toBeVisible()
  await rename(folder, `${folder} away`)
  await server.client.watched.pause({ path: folder, is_paused: true })
  await expect(tile(app, 'ferry').getByText('offline')).toBeVisible()
  await tile(app, 'ferry').dblclick()
  await expect(app.getByText('The file is offline.')).toBeVisible()
  await app.getByRole('tab', { name: /Locations/ }).click()
  await expect(app.getByText('offline', { exact: true })).toBeVisible()
})

test('a watched folder is paused, goes on, is removed, and the removal undone', async ({ app, server }) => {
  const folder = await makeFolder(server, 'renders')
  await server.client.watched.add({ path: folder })
  await app.getByRole('link', { name: 'Settings' }).click()
  const row = app.getByRole('listitem').filter({ hasText: folder })
  await row.getByRole('button', { name: 'Pause renders' }).click()
  await expect(row).toContainText('Paused')
  await row.getByRole('button', { name: 'Resume watching renders' }).click()
  await expect(row).toContainText('Watched')
  await row.getByRole('button', { name: 'Stop watching renders' }).click()
  await expect(row).toHaveCount(0)
  await app.keyboard.press('ControlOrMeta+z')
  await expect(row).toContainText('Watched')
})

test('a folder that is not there is not watched, and the page says why', async ({ app }) => {
  await app.getByRole('link', { name: 'Settings' }).click()
  await app.getByLabel(/Path of a folder/).fill('/no/such/folder')
  await app.getByRole('button', { name: 'Watch', exact: true }).click()
  await expect(app.getByRole('alert').filter({ hasText: '/no/such/folder' })).toBeVisible()
})

test('the settings have no barriers', async ({ app, server }) => {
  for (const name of ['renders', 'ComfyUI output', 'old']) {
    await server.client.watched.add({ path: await makeFolder(server, name) })
  }
  await server.client.watched.pause({ path: await makeFolder(server, 'old'), is_paused: true })
  const away = join(`${server.folder} takes`, 'renders')
  await rename(away, `${away} away`)
  await app.getByRole('link', { name: 'Settings' }).click()
  await expect(app.getByText('Paused')).toBeVisible()
  expect(await barriers(app)).toEqual([])
  await app.setViewportSize({ width: 900, height: 700 })
})
