import { existsSync } from 'node:fs'
import { copyFile, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { clip } from '../../support/clips.ts'
import { barriers } from './barriers.ts'
import { tile, tiles } from './on-screen.ts'
import { expect, test } from './rushes.ts'

test('a workflow is archived: its take says so, keeps its poster, and is fetched back', async ({
  app,
  server,
}, info) => {
  await mkdir(info.outputDir, { recursive: true })
  const source = join(info.outputDir, 'landscape.mp4')
  await copyFile(await clip('landscape.mp4'), source)
  await server.client.imports.start({ paths: [source], mode: 'move' })
  await expect(tiles(app)).toHaveCount(1)
  const [take] = (await server.client.videos.list({})).items
  if (!take) throw new Error('not imported')
  const definition = { nodes: [{ id: 'n1', type: 'SaveVideo' }], connections: [] }
  const { id } = await server.client.workflows.create({ name: 'Episode', definition })
  await server.client.workflows.associate({ workflow_id: id, video_id: take.id, node_id: 'n1' })

  await app.goto(new URL(`/workflows/${id}`, app.url()).href)
  await app.getByRole('button', { name: 'More' }).click()
  await app.getByRole('menuitem', { name: 'Archive…' }).click()
  const dialog = app.getByRole('dialog', { name: 'Archive “Episode”' })
  await expect(dialog.getByRole('status')).toHaveText(/^1 take · .* to free$/)
  expect(await barriers(app)).toEqual([])
  const archive = join(info.outputDir, 'Episode.zip')
  await dialog.getByLabel('Path on the library’s computer').fill(archive)
  await dialog.getByRole('button', { name: 'Archive there' }).click()
  await expect(app.getByText('Archived 1 take of “Episode”')).toBeVisible()
  expect(existsSync(archive)).toBe(true)
  await expect(app.getByText(archive)).toBeVisible()
  expect(await barriers(app)).toEqual([])

  await app.goto(new URL('/?query=archived%3Ayes', app.url()).href)
  await expect(tile(app, 'landscape').getByText('archived')).toBeVisible()
  const poster = tile(app, 'landscape').locator('img').first()
  await expect.poll(() => poster.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBeGreaterThan(0)
  await tile(app, 'landscape').click()
  await expect(app.getByText(`Archived in ${archive}.`)).toBeVisible()
  expect(await barriers(app)).toEqual([])
  await app.getByRole('button', { name: 'Fetch back' }).click()
  await expect(app.getByText('Fetched 1 take back')).toBeVisible()
  expect(existsSync((await server.client.videos.get({ id: take.id })).file_path)).toBe(true)
})
