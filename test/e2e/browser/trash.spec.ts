import { copyFileSync, existsSync, renameSync, symlinkSync } from 'node:fs'
import { clip } from '../../support/clips.ts'
import { putPicture } from '../../support/pictures.ts'
import { barriers } from './barriers.ts'
import { importTogether, tiles } from './on-screen.ts'
import { expect, test } from './rushes.ts'

test('what was removed is restored by key, removed again by undo, and deleted for good', async ({ app, server }) => {
  await importTogether(server, [await clip('landscape.mp4'), await clip('square.mp4')])
  await expect(tiles(app)).toHaveCount(2)
  const { items } = await server.client.videos.list({})
  await server.client.videos.remove({ ids: items.map(({ id }) => id) })
  await app.getByRole('link', { name: 'Trash 2' }).click()
  const rows = app.getByRole('grid', { name: 'Trash' }).getByRole('row', { name: /removed/ })
  await expect(rows).toHaveCount(2)
  await app.getByRole('columnheader', { name: 'Name' }).getByRole('button').press('Enter')
  await expect(rows).toHaveText([/landscape/, /square/])
  await app.getByRole('columnheader', { name: 'Name' }).getByRole('button').press('Enter')
  await expect(rows).toHaveText([/square/, /landscape/])

  await rows.first().click()
  await app.keyboard.press('r')
  await expect(rows).toHaveCount(1)
  await expect.poll(async () => (await server.client.videos.list({})).total).toBe(1)
  await app.keyboard.press('ControlOrMeta+z')
  await expect(rows).toHaveCount(2)

  await rows.first().click()
  await app.keyboard.press('ControlOrMeta+a')
  await app.keyboard.press('Delete')
  await app.keyboard.press('Escape')
  await expect(rows).toHaveCount(2)
  await app.getByRole('button', { name: 'Empty trash…' }).click()
  const dialog = app.getByRole('dialog', { name: 'Empty the trash' })
  await expect(dialog.getByRole('listitem')).toHaveCount(2)
  expect(await barriers(app)).toEqual([])
  await dialog.getByRole('button', { name: 'Delete 2 items' }).click()
  await expect(app.getByRole('heading', { name: 'The trash is empty' })).toBeVisible()
  expect((await server.client.trash.size()).size_bytes).toBe(0)
})

test('with its file, a take or an image goes to the trash of the system, and a link stays', async ({ app, server }) => {
  const [take, still] = [test.info().outputPath('take.mp4'), test.info().outputPath('still.png')]
  copyFileSync(await clip('square.mp4'), take)
  putPicture(still)
  await importTogether(server, [take, still])
  renameSync(still, `${still}.moved`)
  symlinkSync(`${still}.moved`, still)
  await tiles(app).first().click({ button: 'right' })
  await app.getByRole('menuitem', { name: 'Remove with the file…' }).click()
  const dialog = app.getByRole('dialog', { name: 'Remove with the files' })
  await expect(dialog).toContainText('Removes 1 take from the library.')
  expect(await barriers(app)).toEqual([])
  await dialog.getByRole('button', { name: 'Remove 1 take and the file' }).click()
  await expect(app.getByText('Removed 1 take and moved 1 file to the system’s trash')).toBeVisible()
  expect(existsSync(take)).toBe(false)

  await app.getByRole('link', { name: /^Images/ }).click()
  await app.getByRole('option', { name: /^still/ }).click()
  await app.getByRole('button', { name: 'Remove with the file…' }).click()
  await dialog.getByRole('button', { name: 'Remove 1 image and the file' }).click()
  await expect(app.getByText(`${still} is a link, or no file. It stays.`)).toBeVisible()
  expect(existsSync(still)).toBe(true)
})

test('the limits of the trash are set by keyboard, and stay', async ({ app, server }) => {
  await app.getByRole('link', { name: 'Settings' }).click()
  await app.getByLabel('Search settings').fill('delete limits')
  const age = app.getByLabel('Keep removed items for')
  await age.focus()
  await app.keyboard.press('ArrowDown')
  await app.keyboard.press('ArrowDown')
  await expect(age).toHaveValue('30')
  await expect.poll(() => server.client.trash.limits()).toEqual({ max_days: 30, max_bytes: null })
  await server.client.trash.setLimits({ max_days: 30, max_bytes: 20e9 })
  await expect(app.getByLabel('Keep at most')).toHaveValue('20000000000')
  expect(await barriers(app)).toEqual([])
})
