import type { Locator, Page } from '@playwright/test'
import { clip, manyClips } from '../../support/clips.ts'
import { barriers } from './barriers.ts'
import { addRows, expectDone, grid, importInOrder, openTake, tile, tiles } from './on-screen.ts'
import { expect, test } from './rushes.ts'

function table(app: Page): Locator {
  return app.getByRole('grid', { name: 'Processing' })
}

test('a marked range becomes a take that knows what it was made of', async ({ app, server }) => {
  await importInOrder(server, [await clip('ten-seconds.webm')])
  await openTake(app, 'ten-seconds')
  await app.getByRole('button', { name: 'Extract range' }).click()
  await expect(app.getByText(/Set the in point with/)).toBeVisible()
  await app.keyboard.press('Escape')

  await app.keyboard.press('Home')
  await app.keyboard.press('i')
  for (let seconds = 0; seconds < 2; seconds++) await app.keyboard.press('ArrowRight')
  await app.keyboard.press('o')
  await app.getByRole('button', { name: 'Extract range' }).click()
  await expect(app.getByRole('dialog', { name: 'Extract range' })).toContainText('00:00.000 – 00:02.041')
  await app.getByRole('button', { name: 'Extract', exact: true }).click()
  await app.getByRole('button', { name: 'Open', exact: true }).click()
  await expect(app.getByRole('heading', { name: /^ten-seconds, 0–2\.04 s$/, level: 1 })).toBeVisible()
  await app.getByRole('tab', { name: 'Edits' }).click()
  const madeOf = app.getByRole('region', { name: 'Made from' })
  await expect(madeOf).toContainText('Segment 0 to 2.042 s, exact')
  await madeOf.getByRole('button', { name: /^ten-seconds/ }).click()
  await expect(app.getByRole('heading', { name: 'ten-seconds', level: 1 })).toBeVisible()
  await app.getByRole('tab', { name: 'Edits' }).click()
  await expect(app.getByRole('region', { name: /^Depends on this take/ })).toContainText('ten-seconds, 0–2.04 s')
})

test('two takes are stitched in the order that was chosen, and once only', async ({ app, server }) => {
  await importInOrder(server, await manyClips(test.info().outputPath('takes'), 2))
  const stitch = async () => {
    await app.getByRole('button', { name: 'Stitch 2 takes' }).click()
    const order = app.getByRole('list', { name: 'Order' })
    await expect(order.getByRole('listitem')).toContainText(['take-0002', 'take-0001'])
    await order.getByRole('button', { name: 'Move take-0001 up' }).click()
    await expect(order.getByRole('listitem')).toContainText(['take-0001', 'take-0002'])
    await expect(app.getByRole('dialog')).toContainText('Takes of one format are joined without re-encoding.')
    await app.getByRole('textbox', { name: 'Name' }).fill('Pier and back')
    await app.keyboard.press('Enter')
  }
  await tile(app, 'take-0002').click()
  await tile(app, 'take-0001').click({ modifiers: ['Shift'] })
  await stitch()
  await expect(app.getByText('Pier and back is ready')).toBeVisible()
  await expect(tiles(app)).toHaveCount(3)

  await tile(app, 'take-0002').click()
  await tile(app, 'take-0001').click({ modifiers: ['Shift'] })
  await stitch()
  await expect(app.getByText('Pier and back already exists')).toBeVisible()
  await expect(tiles(app)).toHaveCount(3)
  const { items } = await server.client.processing.list({})
  expect(items.map(({ action, inputs }) => [action, inputs.map((end) => end.video_name)])).toEqual([
    ['stitch', ['take-0001', 'take-0002']],
  ])

  await importInOrder(server, [await clip('portrait.mp4')])
  await tile(app, 'portrait').click()
  await tile(app, 'take-0001').click({ modifiers: ['ControlOrMeta'] })
  const inspector = app.getByRole('complementary', { name: 'Inspector' })
  await expect(inspector.getByRole('region', { name: 'Same' })).toContainText('H.264')
  await expect(inspector.getByRole('region', { name: 'Different' })).toContainText('Resolution')
  await app.getByRole('button', { name: 'Stitch 2 takes' }).click()
  await expect(app.getByRole('note')).toContainText(/^Different sizes and aspect ratios.* re-encoded as H\.264 at /)
  await app.keyboard.press('Escape')

  // A stitch has at most 500 takes.
  addRows(server, 600)
  await expect(app.getByRole('status').filter({ hasText: '604 takes' })).toBeVisible()
  await app.getByRole('listbox', { name: 'Takes' }).press('ControlOrMeta+a')
  await expect(inspector.getByRole('heading', { name: '604 takes' })).toBeVisible()
  await expect(app.getByRole('button', { name: /^Stitch/ })).toHaveCount(0)
})

test('a take is converted from its menu', async ({ app, server }) => {
  await importInOrder(server, [await clip('sound.mp4')])
  await tile(app, 'sound').click({ button: 'right' })
  await app.getByRole('menuitem', { name: 'Convert…' }).click()
  await app.getByRole('combobox', { name: 'Format' }).selectOption('mkv')
  await app.getByRole('button', { name: 'Convert', exact: true }).last().click()
  await expect(app.getByText(/^sound, MKV is ready/)).toBeVisible()
  await expect(tiles(app)).toHaveCount(2)
})

test('the view of processing tells of both ends; what is taken out of the cache comes back', async ({
  app,
  server,
}) => {
  await importInOrder(server, [await clip('ten-seconds.webm')])
  const [id = ''] = await server.client.videos.ids({})
  const job = await server.client.processing.start({
    action: 'extract_segment',
    video_id: id,
    start_seconds: 1,
    end_seconds: 2,
    cut: 'exact',
  })
  await expectDone(server, job.id)
  await app.getByRole('link', { name: /^Processing 1/ }).click()
  await expect(table(app).getByRole('row')).toHaveCount(2)
  await expect(table(app).getByText('unchanged')).toHaveCount(2)
  await table(app).focus()
  await app.keyboard.press('ArrowDown')
  await expect(app.getByRole('region', { name: 'Depends on these inputs' })).toContainText('ten-seconds, 1–2 s')
  await app.keyboard.press('Delete')
  await expect(app.getByRole('heading', { name: 'No processing yet' })).toBeVisible()
  await app.getByRole('button', { name: 'Undo' }).click()
  await expect(table(app).getByRole('row')).toHaveCount(2)
  await app.getByRole('textbox', { name: 'Search by path' }).fill('nowhere')
  await expect(app.getByRole('heading', { name: 'No matching processing' })).toBeVisible()
  await expect(app).toHaveURL(/path=nowhere/)
  await app.getByRole('button', { name: 'Show all' }).click()
  await table(app).focus()
  await app.keyboard.press('ArrowDown')
  await app.keyboard.press('Enter')
  await expect(app.getByRole('heading', { name: 'ten-seconds, 1–2 s', level: 1 })).toBeVisible()
  await app.keyboard.press('Escape')
  await expect(table(app)).toBeVisible()
})

test('nothing keeps anybody from processing, nor from the order of a stitch', async ({ app, server }) => {
  await importInOrder(server, await manyClips(test.info().outputPath('takes'), 2))
  await tile(app, 'take-0002').click()
  await grid(app).press('ControlOrMeta+a')
  await app.getByRole('button', { name: 'Stitch 2 takes' }).click()
  await expect(app.getByRole('list', { name: 'Order' }).getByText('take-0001')).toBeVisible()
  expect(await barriers(app)).toEqual([])
  await app.getByRole('button', { name: 'Stitch', exact: true }).click()
  await expect(app.getByText(/is ready/)).toBeVisible()
  await app.goto(new URL('/processing', app.url()).href)
  await expect(table(app).getByRole('row')).toHaveCount(2)
  await app.keyboard.press('ArrowDown')
  await expect(app.getByRole('region', { name: 'Source' })).toBeVisible()
  expect(await barriers(app)).toEqual([])
})
