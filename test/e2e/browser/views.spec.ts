import { clip, manyClips } from '../../support/clips.ts'
import { addRows, grid, importInOrder, list, selectedNames, tile, tiles } from './on-screen.ts'
import { expect, test } from './rushes.ts'

test('the list shows the same takes with their facts, and the choice is kept', async ({ app, server }) => {
  await importInOrder(server, [await clip('portrait.mp4'), await clip('ten-seconds.webm')])
  const { items } = await server.client.videos.list({ search: 'ten' })
  await server.client.tags.change({ changes: [{ ids: items.map(({ id }) => id), add: ['wide', 'Night'] }] })
  // A narrower window has fewer columns.
  await app.setViewportSize({ width: 1600, height: 720 })
  await tile(app, 'portrait').click()
  await app.keyboard.press('l')
  const row = list(app).getByRole('row', { name: /^ten-seconds, / })
  await expect(row.getByRole('gridcell')).toContainText([
    'ten-seconds',
    '0:10',
    '320×180',
    'VP8',
    '24',
    '',
    'Night, wide',
    '–',
    /kB/,
    /^Today/,
  ])
  await expect(list(app).getByRole('row', { name: /^portrait, / })).toHaveAttribute('aria-selected', 'true')
  await app.reload()
  await expect(list(app).getByRole('row')).toHaveCount(3)
  await app.keyboard.press('g')
  await expect(tiles(app)).toHaveCount(2)
})

test('the list walks and selects by the same keys as the grid', async ({ app, server }) => {
  await importInOrder(server, await manyClips(test.info().outputPath('takes'), 4))
  await expect(tiles(app)).toHaveCount(4)
  await app.getByText('List', { exact: true }).click()
  await list(app).focus()
  await app.keyboard.press('Home')
  await app.keyboard.press('ArrowDown')
  await app.keyboard.press('Shift+ArrowDown')
  const selected = list(app).getByRole('row', { selected: true })
  await expect(selected).toHaveCount(2)
  await expect(selected.first()).toHaveAccessibleName(/^take-0003/)
  await app.keyboard.press('g')
  await expect.poll(() => selectedNames(app)).toEqual(['take-0003', 'take-0002'])
})

test('a search narrows the takes as one types, and Escape shows all again', async ({ app, server }) => {
  await importInOrder(server, await manyClips(test.info().outputPath('takes'), 4))
  await expect(tiles(app)).toHaveCount(4)
  await app.keyboard.press('/')
  await app.keyboard.type('take-')
  await expect(app.getByText('4 takes with “take-”')).toBeVisible()
  const first = await tiles(app).first().elementHandle()
  await app.keyboard.type('0003')
  await expect(tiles(app)).toHaveCount(1)
  // The tile shows another take in the same element.
  expect(await first?.getAttribute('aria-label')).toMatch(/^take-0003/)
  expect(await first?.evaluate((tile) => tile.isConnected)).toBe(true)
  await expect(app).toHaveURL(/query=take/)
  await app.keyboard.type('99')
  await expect(app.getByText('No take has “take-000399” in its name, file, prompt, workflow or tags.')).toBeVisible()
  await app.keyboard.press('Escape')
  await expect(tiles(app)).toHaveCount(4)
})

test('an address can be opened again as it is', async ({ app, server }) => {
  await importInOrder(server, await manyClips(test.info().outputPath('takes'), 3))
  await app.goto(new URL('/?search=0002', app.url()).href)
  await expect(tiles(app)).toHaveCount(1)
  await tile(app, 'take-0002').dblclick()
  await expect(app.getByRole('heading', { name: 'take-0002', level: 1 })).toBeVisible()
  await app.reload()
  await expect(app.getByRole('heading', { name: 'take-0002', level: 1 })).toBeVisible()
  await app.goBack()
  await expect(tiles(app)).toHaveCount(1)
})

test('the command palette finds takes by name', async ({ app, server }) => {
  await importInOrder(server, await manyClips(test.info().outputPath('takes'), 3))
  await expect(tiles(app)).toHaveCount(3)
  await app.keyboard.press('ControlOrMeta+k')
  await app.getByRole('dialog').getByRole('textbox').fill('take-0002')
  await app.getByRole('dialog').getByText('take-0002').click()
  await expect(app.getByRole('heading', { name: 'take-0002', level: 1 })).toBeVisible()
})

test('Escape right after the last letter clears the search for good', async ({ app, server }) => {
  await importInOrder(server, await manyClips(test.info().outputPath('takes'), 3))
  await app.clock.install()
  await app.reload()
  const box = app.getByRole('combobox', { name: 'Search takes' })
  await box.pressSequentially('take-0002')
  await expect(tiles(app)).toHaveCount(1)
  await box.pressSequentially('x')
  await box.press('Escape')
  await expect(tiles(app)).toHaveCount(3)
  // Whatever is still to be sent is due by then.
  await app.clock.runFor(500)
  await expect(tiles(app)).toHaveCount(3)
  expect(new URL(app.url()).searchParams.get('query')).toBeNull()
})

test('a blank behind the search is the same search: what is selected stays so', async ({ app, server }) => {
  await importInOrder(server, await manyClips(test.info().outputPath('takes'), 3))
  const box = app.getByRole('combobox', { name: 'Search takes' })
  await expect(app.getByText('3 takes', { exact: true })).toBeVisible()
  let letGo = () => {}
  const held = new Promise<void>((resolve) => (letGo = resolve))
  await app.route('**/rpc/videos/list*', (route) => held.then(() => route.continue()))
  await box.fill('take')
  await expect.poll(() => new URL(app.url()).searchParams.get('query')).toBe('take')
  // The count stays that of the list on screen until the new list is there.
  await expect(app.getByText('3 takes', { exact: true })).toBeVisible()
  letGo()
  await expect(app.getByText('3 takes with “take”')).toBeVisible()
  await tile(app, 'take-0002').click()
  await box.fill('take ')
  // The address changes before the page does: its links follow.
  await expect(app.getByRole('link', { name: /^Generated/ })).toHaveAttribute('href', /query=take\+source/)
  expect(await selectedNames(app)).toEqual(['take-0002'])
  await box.fill('take-000')
  await expect.poll(() => selectedNames(app)).toEqual([])
})

test('from a take that the palette opened on the page of another, one step back is the library', async ({
  app,
  server,
}) => {
  await importInOrder(server, await manyClips(test.info().outputPath('takes'), 3))
  await tile(app, 'take-0001').dblclick()
  await expect(app.getByRole('heading', { name: 'take-0001', level: 1 })).toBeVisible()
  await app.keyboard.press('ControlOrMeta+k')
  await app.getByRole('dialog').getByRole('textbox').fill('take-0002')
  await app.getByRole('dialog').getByText('take-0002', { exact: true }).click()
  await expect(app.getByRole('heading', { name: 'take-0002', level: 1 })).toBeVisible()
  await expect(app.getByRole('dialog')).toBeHidden()
  await app.keyboard.press('Escape')
  await expect(tiles(app)).toHaveCount(3)
})

test('a question mark lists the keys', async ({ app }) => {
  await app.keyboard.press('?')
  await expect(app.getByRole('dialog')).toContainText('Next frame')
})

test('of a large library only what is in sight is in the page, and its oldest take is a key away', async ({
  app,
  server,
}) => {
  addRows(server, 150)
  await expect(app.getByRole('status').filter({ hasText: '150 takes' })).toBeVisible()
  await expect(tiles(app)).not.toHaveCount(0)
  expect(await tiles(app).count()).toBeLessThan(120)
  await expect(tiles(app).first()).toHaveAttribute('aria-setsize', '150')
  await grid(app).focus()
  await app.keyboard.press('End')
  const oldest = grid(app).getByRole('option', { selected: true })
  await expect(oldest).toBeInViewport()
  await expect(oldest).toHaveAttribute('aria-posinset', '150')
})

test('a grid that is higher than an element can be is scrolled from end to end, pixel by pixel', async ({
  app,
  server,
}) => {
  const total = 30_000
  await app.setViewportSize({ width: 900, height: 700 })
  addRows(server, total)
  await expect(app.getByRole('status').filter({ hasText: '30,000 takes' })).toBeVisible()
  await app.getByRole('slider').focus()
  await app.keyboard.press('End')
  const places = () => tiles(app).evaluateAll((all) => all.map((tile) => Number(tile.getAttribute('aria-posinset'))))
  const scroller = grid(app).locator('..')
  const drag = (share: number) =>
    scroller.evaluate((it, to) => it.scrollTo({ top: to * (it.scrollHeight - it.clientHeight) }), share)
  await expect.poll(() => scroller.evaluate((it) => it.scrollHeight)).toBe(4_000_000)

  await drag(1)
  const oldest = app.locator(`[aria-posinset="${total}"]`)
  await expect(oldest).toBeInViewport()
  // The tiles get another size before the page is told of the drag.
  await scroller.evaluate((it) => {
    it.scrollTo({ top: (it.scrollHeight - it.clientHeight) / 2 })
    document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowLeft', bubbles: true }))
  })
  await expect.poll(async () => Math.abs(((await places())[0] ?? 0) - total / 2)).toBeLessThan(20)
  // Until scrolling has ended, and the takes are loaded.
  const loaded = app.locator('[data-rank][aria-label^="take-"]')
  await expect.poll(async () => (await loaded.count()) === (await tiles(app).count())).toBe(true)
  const middle = await loaded.nth(4).getAttribute('id')
  const top = () => app.locator(`#${middle}`).evaluate((it) => Math.round(it.getBoundingClientRect().top))
  const before = await top()
  await scroller.hover()
  await app.mouse.wheel(0, 100)
  await expect.poll(top).toBe(before - 100)

  await grid(app).focus()
  await app.keyboard.press('End')
  await expect(oldest).toBeInViewport()
  await app.keyboard.press('Home')
  const newest = app.locator('[aria-posinset="1"]')
  await expect(newest).toBeInViewport()
  // A wheel leads to the end also once the scrollbar was moved to the share that is shown.
  await app.mouse.wheel(0, 5000)
  await expect(newest).toHaveCount(0)
  await expect.poll(async () => (await loaded.count()) === (await tiles(app).count())).toBe(true)
  await app.mouse.wheel(0, -6000)
  await expect(newest).toBeInViewport()
})

test('the places at the side narrow the takes by where they come from', async ({ app, server }) => {
  await importInOrder(server, [await clip('landscape.mp4')])
  await app.getByRole('link', { name: /^Imported/ }).click()
  await expect(tiles(app)).toHaveCount(1)
  await app.getByRole('link', { name: /^Generated/ }).click()
  await expect(app.getByText('There are no generated takes yet.')).toBeVisible()
  await app.getByRole('button', { name: 'Show all takes' }).click()
  await expect(tiles(app)).toHaveCount(1)
})
