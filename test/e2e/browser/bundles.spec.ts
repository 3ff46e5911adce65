import { rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { clip } from '../../support/clips.ts'
import { dropFiles } from '../../support/drop.ts'
import { barriers } from './barriers.ts'
import { importTogether, tile, tiles } from './on-screen.ts'
import { expect, test } from './rushes.ts'

test('takes are exported and imported by keyboard: preview, a choice for each difference, and one undo', async ({
  app,
  server,
}, info) => {
  await importTogether(server, [await clip('landscape.mp4'), await clip('square.mp4')])
  await expect(tiles(app)).toHaveCount(2)
  const { items } = await server.client.videos.list({ sort: 'name', order: 'asc' })
  const [mine, other] = items.map(({ id }) => id)
  await server.client.videos.rate({ ratings: [{ ids: [mine ?? ''], rating: 4 }] })

  await tile(app, 'square').click()
  await app.keyboard.press('ControlOrMeta+a')
  await expect(app.getByText('2 takes · 2 selected')).toBeVisible()
  await app.keyboard.press('ControlOrMeta+k')
  await app.keyboard.type('export the selected')
  await app.keyboard.press('Enter')
  const exporting = app.getByRole('dialog', { name: 'Export 2 takes' })
  await expect(exporting.getByRole('status')).toHaveText(/^2 files · /)
  await expect(exporting.getByText(/^2 takes$/)).toBeVisible()
  expect(await barriers(app)).toEqual([])
  const downloading = app.waitForEvent('download')
  await expect(exporting.getByRole('button', { name: 'Download' })).toBeFocused()
  await app.keyboard.press('Enter')
  const download = await downloading
  const zip = join(info.outputDir, download.suggestedFilename())
  await download.saveAs(zip)
  expect((await stat(zip)).size).toBeGreaterThan(1000)

  await server.client.videos.rate({ ratings: [{ ids: [mine ?? ''], rating: 1 }] })
  await server.client.videos.rename({ id: mine ?? '', name: 'Harbour' })
  await server.client.videos.remove({ ids: [other ?? ''] })
  await expect(tiles(app)).toHaveCount(1)
  const choosing = app.waitForEvent('filechooser')
  await app.keyboard.press('ControlOrMeta+k')
  await app.keyboard.type('import a bundle')
  await app.keyboard.press('Enter')
  await expect(app.getByRole('button', { name: 'Choose a zip file…' })).toBeFocused()
  await app.keyboard.press('Enter')
  await (await choosing).setFiles(zip)
  const importing = app.getByRole('dialog', { name: 'Import Rushes.zip' })
  await expect(importing.getByRole('row', { name: 'Takes' })).toHaveText('Takes11')
  await expect(importing.getByRole('heading', { name: '2 values differ' })).toBeVisible()
  await importing.getByRole('radiogroup', { name: 'Rating of Harbour' }).getByRole('radio').first().focus()
  await app.keyboard.press('ArrowRight')
  expect(await barriers(app)).toEqual([])
  await importing.getByRole('button', { name: 'Import' }).press('Enter')
  await expect(app.getByText('Bundle imported: 1 added, 1 already here')).toBeVisible()
  await expect(tiles(app)).toHaveCount(2)
  expect(await server.client.videos.get({ id: mine ?? '' })).toMatchObject({ name: 'Harbour', rating: 4 })
  await app.keyboard.press('ControlOrMeta+z')
  await expect(tiles(app)).toHaveCount(1)
  expect(await server.client.videos.get({ id: mine ?? '' })).toMatchObject({ name: 'Harbour', rating: 1 })

  await dropFiles(app, [zip])
  await expect(importing.getByRole('row', { name: 'Takes' })).toBeVisible()
  await app.keyboard.press('Escape')
  await rm(zip)
})
