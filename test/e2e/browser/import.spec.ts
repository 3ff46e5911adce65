import { cp, mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { dropFiles } from '../../support/drop.ts'
import { grid, tile, tiles } from './on-screen.ts'
import { expect, test } from './rushes.ts'
import { counter, manyTakes, portrait, wide } from './takes.ts'

test('an empty library says what to do', async ({ app }) => {
  await expect(app.getByRole('heading', { name: /Drop videos here, or press/ })).toBeVisible()
  await expect(app.getByRole('button', { name: 'Import files…' })).toBeVisible()
})

test('files that are picked are uploaded and appear by themselves', async ({ app }) => {
  const asked = app.waitForEvent('filechooser')
  await app.getByRole('button', { name: 'Import files…' }).click()
  await (await asked).setFiles([await counter(), await portrait()])
  await expect(tile(app, 'Counter')).toBeVisible()
  await expect(tile(app, 'Portrait')).toBeVisible()
  await expect(tiles(app)).toHaveCount(2)
})

test('Ctrl I asks for files, from wherever the focus is', async ({ app }) => {
  const asked = app.waitForEvent('filechooser')
  await app.keyboard.press('ControlOrMeta+i')
  await (await asked).setFiles(await wide())
  await expect(tile(app, 'Wide')).toBeVisible()
})

test('a dropped file and a dropped folder are taken in, folders inside it too', async ({ app, server }) => {
  const folder = join(dirname(server.folder), `${server.folder}-dropped`)
  await mkdir(join(folder, 'day 1', 'reel a'), { recursive: true })
  await cp(await portrait(), join(folder, 'day 1', 'reel a', 'Portrait.webm'))
  await cp(await wide(), join(folder, 'Wide.webm'))
  await writeFile(join(folder, 'notes.txt'), 'not a video')

  await dropFiles(app, [await counter(), folder], async () => {
    await expect(app.getByText('Drop videos here', { exact: true })).toBeVisible()
  })
  for (const name of ['Counter', 'Portrait', 'Wide']) await expect(tile(app, name)).toBeVisible()
  await expect(tiles(app)).toHaveCount(3)
})

test('what another process imports appears without anybody asking', async ({ app, server }) => {
  await expect(app.getByRole('heading', { name: /Drop videos here/ })).toBeVisible()
  await server.terminal('import', await counter())
  await expect(tile(app, 'Counter')).toBeVisible()
  await server.terminal('import', await wide())
  await expect(tiles(app)).toHaveCount(2)
  await expect(app.getByRole('status').filter({ hasText: '2 takes' })).toBeVisible()
})

test('the same content twice is one take, and the page says that it was here already', async ({ app, server }) => {
  await server.terminal('import', await counter())
  await expect(tile(app, 'Counter')).toBeVisible()
  await dropFiles(app, [await counter()])
  await expect(app.getByText(/already here/)).toBeVisible()
  await expect(tiles(app)).toHaveCount(1)
})

test('a file that fails is listed with its reason, and the rest goes on', async ({ app, server }) => {
  const broken = join(server.folder, '..', `${Date.now()}-broken.mp4`)
  await writeFile(broken, 'this is no video at all')
  await dropFiles(app, [broken, await counter()])
  await expect(tile(app, 'Counter')).toBeVisible()
  await app.getByRole('button', { name: /1 failed/ }).click()
  const report = app.getByRole('dialog')
  await expect(report.getByText(/broken\.mp4/).first()).toBeVisible()
})

test('every tile shows its poster in the right shape, and how long the take is', async ({ app, server }) => {
  await server.terminal('import', await portrait(), await wide())
  for (const [name, ratio] of [
    ['Portrait', 180 / 320],
    ['Wide', 480 / 200],
  ] as const) {
    const image = tile(app, name).locator('img')
    await expect(image).toHaveJSProperty('complete', true)
    const { natural, shown } = await image.evaluate((element) => {
      const { naturalWidth, naturalHeight, clientWidth, clientHeight } = element as HTMLImageElement
      return { natural: naturalWidth / naturalHeight, shown: clientWidth / clientHeight }
    })
    expect(natural).toBeCloseTo(ratio, 1)
    expect(shown).toBeCloseTo(ratio, 0)
    await expect(tile(app, name)).toContainText('0:01')
  }
})

test('an import can be cancelled; what it has taken in by then is whole and stays', async ({ app, server }) => {
  const paths = await manyTakes(40)
  await dropFiles(app, paths)
  const cancel = app.getByRole('button', { name: /^Cancel/ })
  await cancel.click()
  await expect(cancel).toBeHidden()
  const { items } = await server
    .terminal<{ items: { id: string }[] }>('list', '--limit', '1000')
    .catch(() => ({ items: [] }))
  expect(items.length).toBeLessThan(40)
  if (items.length > 0) await expect(grid(app)).toBeVisible()
})
