import { cp, mkdir, readdir, stat, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { clip, manyClips } from '../../support/clips.ts'
import { dropFiles, holdFiles } from '../../support/drop.ts'
import { expectDone, tile, tiles } from './on-screen.ts'
import { expect, test } from './rushes.ts'

test('an empty library says what to do', async ({ app }) => {
  await expect(app.getByRole('heading', { name: /Drop videos here, or press/ })).toBeVisible()
  await expect(app.getByRole('button', { name: 'Import files…' })).toBeVisible()
})

test('files that are picked are uploaded and appear by themselves', async ({ app }) => {
  const asked = app.waitForEvent('filechooser')
  await app.getByRole('button', { name: 'Import files…' }).click()
  await (await asked).setFiles([await clip('ten-seconds.webm'), await clip('portrait.mp4')])
  await expect(tile(app, 'ten-seconds')).toBeVisible()
  await expect(tile(app, 'portrait')).toBeVisible()
  await expect(tiles(app)).toHaveCount(2)
})

test('Ctrl I asks for files, from wherever the focus is', async ({ app }) => {
  const asked = app.waitForEvent('filechooser')
  await app.keyboard.press('ControlOrMeta+i')
  await (await asked).setFiles(await clip('landscape.mp4'))
  await expect(tile(app, 'landscape')).toBeVisible()
})

test('a dropped file and a dropped folder are taken in, folders inside it too', async ({ app }) => {
  const folder = test.info().outputPath('dropped')
  await mkdir(join(folder, 'day 1', 'reel a'), { recursive: true })
  await cp(await clip('portrait.mp4'), join(folder, 'day 1', 'reel a', 'portrait.mp4'))
  await cp(await clip('landscape.mp4'), join(folder, 'landscape.mp4'))
  await writeFile(join(folder, 'notes.txt'), 'not a video')

  await dropFiles(app, [await clip('ten-seconds.webm'), folder], async () => {
    await expect(app.getByText('Drop videos here', { exact: true })).toBeVisible()
  })
  for (const name of ['ten-seconds', 'portrait', 'landscape']) await expect(tile(app, name)).toBeVisible()
  await expect(tiles(app)).toHaveCount(3)
})

test('what is under the pointer may vanish while files are held over it', async ({ app }) => {
  const overlay = app.getByText('Drop videos here', { exact: true })
  const cover = () =>
    app.evaluate(() =>
      document.body.append(
        Object.assign(document.createElement('div'), { id: 'cover', style: 'position: fixed; inset: 0' }),
      ),
    )
  const uncover = () => app.evaluate(() => document.querySelector('#cover')?.remove())
  const held = await holdFiles(app, [await clip('landscape.mp4')])

  await cover()
  await held.enter()
  await uncover()
  await held.over()
  await held.leave()
  await expect(overlay).toBeHidden()

  await cover()
  await held.enter()
  await uncover()
  await held.over()
  await held.drop()
  await expect(tile(app, 'landscape')).toBeVisible()
})

test('what another process imports appears without anybody asking', async ({ app, server }) => {
  await expect(app.getByRole('heading', { name: /Drop videos here/ })).toBeVisible()
  await server.terminal('import', await clip('ten-seconds.webm'))
  await expect(tile(app, 'ten-seconds')).toBeVisible()
  await server.terminal('import', await clip('landscape.mp4'))
  await expect(tiles(app)).toHaveCount(2)
  await expect(app.getByRole('status').filter({ hasText: '2 takes' })).toBeVisible()
})

test('the same content twice is one take, and the page says that it was here already', async ({ app, server }) => {
  await server.terminal('import', await clip('ten-seconds.webm'))
  await expect(tile(app, 'ten-seconds')).toBeVisible()
  await dropFiles(app, [await clip('ten-seconds.webm')])
  await expect(app.getByText(/already here/)).toBeVisible()
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

test('an import can be cancelled; what it has taken in by then is whole and stays', async ({ app, server }) => {
  const folder = test.info().outputPath('many')
  await manyClips(folder, 400)
  const { id } = await server.client.imports.start({ paths: [folder] })
  await expect(tiles(app)).not.toHaveCount(0)
  await app.getByRole('button', { name: 'Cancel' }).click()
  await expect(app.getByText(/^Stopped/)).toBeVisible()
  const job = await server.client.jobs.get({ id })
  const { total } = await server.client.videos.list({})
  expect(job).toMatchObject({ state: 'cancelled', added: total, failed: 0 })
  expect(total).toBeLessThan(400)
})

test('an import goes on while the page is loaded again, and the page finds it', async ({ app, server }) => {
  const folder = test.info().outputPath('many')
  await manyClips(folder, 100)
  const { id } = await server.client.imports.start({ paths: [folder] })
  await expect(app.getByText(/ of 100 files/).first()).toBeVisible()
  await app.reload()
  await expect(app.getByText(/ of 100 files/).first()).toBeVisible()
  await expectDone(server, id)
  await expect(app.getByRole('status').filter({ hasText: '100 takes' })).toBeVisible()
})

test('an upload can be cancelled and leaves nothing behind', async ({ app, server }) => {
  const huge = test.info().outputPath('huge.mp4')
  await writeFile(huge, '')
  await truncate(huge, 2 ** 31)
  await dropFiles(app, [huge])
  await app.getByRole('button', { name: 'Cancel' }).click()
  await expect(app.getByText('Uploading', { exact: true })).toBeHidden()
  await expect.poll(() => largeFiles(server.folder)).toEqual([])
  expect((await server.client.videos.list({})).total).toBe(0)
})

/** Files of more than a megabyte, which a library without takes has no use for. */
async function largeFiles(folder: string): Promise<string[]> {
  const names = await readdir(folder, { recursive: true })
  const isLarge = await Promise.all(
    names.map(async (name) => {
      // A file may be gone between the listing and the look at it.
      const facts = await stat(join(folder, name)).catch(() => null)
      return facts !== null && facts.size > 2 ** 20
    }),
  )
  return names.filter((_, index) => isLarge[index])
}
