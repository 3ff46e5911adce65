import { cp, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { clip } from '../../support/clips.ts'
import type { Server } from '../../support/serve.ts'
import { barriers } from './barriers.ts'
import { tiles } from './on-screen.ts'
import { expect, test } from './rushes.ts'

/** Two takes with details, and what somebody rendered over each. */
async function overwriteTwo(server: Server): Promise<void> {
  const folder = join(server.folder, '..', `${server.folder.split('/').at(-1)} takes`)
  await mkdir(folder)
  const files = ['ferry.mp4', 'pier.mp4'].map((name) => join(folder, name))
  const clips = [
    await clip('landscape.mp4'),
    await clip('ntsc.mp4'),
    await clip('portrait.mp4'),
    await clip('square.mp4'),
  ]
  for (const [index, file] of files.entries()) await cp(clips[index] ?? '', file)
  await server.terminal('import', folder)
  for (const { id, name } of (await server.client.videos.list({})).items) {
    await server.client.generations.put({
      video_id: id,
      provider: 'google',
      model: 'veo-3',
      prompt: `The ${name} at dusk`,
    })
  }
  for (const [index, file] of files.entries()) await cp(clips[index + 2] ?? '', file)
  await writeFile(join(folder, 'notes.txt'), 'no video')
  await server.terminal('import', folder)
}

const rows = (app: Page) => app.getByRole('grid', { name: 'New versions' }).getByRole('row', { name: /replaced/ })

test('what was rendered over is asked about, answered by keys, and the answer taken back', async ({ app, server }) => {
  await overwriteTwo(server)
  await expect(tiles(app)).toHaveCount(4)
  await app.getByRole('link', { name: /New versions 2/ }).click()
  await expect(rows(app)).toHaveCount(2)
  await expect(app.getByRole('button', { name: 'Copy details' })).toBeDisabled()
  await app.getByRole('grid').focus()
  await app.keyboard.press('ControlOrMeta+a')
  await expect(app.getByText('2 · 2 selected')).toBeVisible()
  await app.keyboard.press('c')
  await expect(app.getByRole('heading', { name: 'No new versions to review' })).toBeVisible()
  await expect.poll(async () => (await server.client.videos.list({ search: 'dusk' })).total).toBe(4)
  await app.keyboard.press('ControlOrMeta+z')
  await expect(rows(app)).toHaveCount(2)
  await expect.poll(async () => (await server.client.videos.list({ search: 'dusk' })).total).toBe(2)
})

test('a new version leads to the old one, and what is left is not asked again', async ({ app, server }) => {
  await overwriteTwo(server)
  await app.getByRole('link', { name: /New versions/ }).click()
  await rows(app).filter({ hasText: 'ferry' }).click()
  await app.getByRole('button', { name: 'Ignore' }).click()
  await expect(rows(app)).toHaveCount(1)
  await rows(app).first().dblclick()
  await app.getByRole('tab', { name: /Locations/ }).click()
  await app.getByText('Replaced').getByRole('link', { name: 'pier' }).click()
  await app.getByRole('tab', { name: /Locations/ }).click()
  await expect(app.getByText('Its file was overwritten by')).toBeVisible()
})

test('the view of new versions has no barriers', async ({ app, server }) => {
  await overwriteTwo(server)
  await app.getByRole('link', { name: /New versions/ }).click()
  await rows(app).first().click()
  await expect(app.getByText('Before', { exact: true })).toBeVisible()
  expect(await barriers(app)).toEqual([])
})
