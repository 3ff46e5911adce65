import { cp, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { clip } from '../../support/clips.ts'
import { barriers } from './barriers.ts'
import { expect, test } from './rushes.ts'

test('a moved folder is relinked after a preview, and the relink undone', async ({ app, server }) => {
  const [from, to] = [join(`${server.folder} takes`, 'old'), join(`${server.folder} takes`, 'new')]
  await cp(await clip('square.mp4'), join(from, 'ferry.mp4'))
  await server.client.imports.start({ paths: [from], recursive: true })
  await expect.poll(async () => (await server.client.videos.list({})).total).toBe(1)
  await rename(from, to)
  const path = async () => (await server.client.videos.list({})).items[0]?.file_path

  await app.getByRole('link', { name: 'Settings' }).click()
  await app.getByLabel('Search settings').fill('relink')
  await app.getByLabel('Former folder').fill(from)
  await app.getByLabel('Folder now').fill(to)
  await app.keyboard.press('Enter')
  const dialog = app.getByRole('dialog', { name: 'Relink a folder' })
  await expect(dialog.getByText('Found', { exact: true })).toBeVisible()
  await barriers(app)
  await dialog.getByRole('button', { name: 'Relink 1 file' }).click()
  await expect(app.getByText('1 file relinked').first()).toBeVisible()
  await expect.poll(path).toBe(join(to, 'ferry.mp4'))
  await app.keyboard.press('ControlOrMeta+z')
  await expect.poll(path).toBe(join(from, 'ferry.mp4'))
})
