import { readdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { manyClips } from '../../support/clips.ts'
import { serve } from '../../support/serve.ts'
import { importInOrder, importTogether, list, selectedNames, tile, tiles } from './on-screen.ts'
import { expect, test } from './rushes.ts'

/** The frame around the pages: keys, dialogs, and a library that goes away. */

test('the key help fits its dialog, whose title is drawn whole', async ({ app }) => {
  for (const width of [900, 1440]) {
    await app.setViewportSize({ width, height: 700 })
    await app.keyboard.press('?')
    const dialog = app.getByRole('dialog', { name: 'Keyboard shortcuts' })
    await expect(dialog).toContainText('Next frame')
    const overflow = await dialog.evaluate((element) =>
      [element, ...element.querySelectorAll('*')].map(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth),
    )
    expect(Math.max(...overflow)).toBeLessThanOrEqual(1)
    const title = dialog.getByRole('heading', { name: 'Keyboard shortcuts' })
    expect(await title.evaluate((it) => it.scrollHeight - it.clientHeight)).toBe(0)
    await app.keyboard.press('Escape')
    await expect(dialog).toBeHidden()
  }
})

test('keys work after a click on the layout, and the palette opens over a field', async ({ app, server }) => {
  await importInOrder(server, await manyClips(test.info().outputPath('takes'), 2))
  await expect(tiles(app)).toHaveCount(2)
  await app.getByText('List', { exact: true }).click()
  await expect(list(app)).toBeFocused()
  await app.getByText('List', { exact: true }).click()
  await app.keyboard.press('g')
  await expect(tiles(app)).toHaveCount(2)
  await app.keyboard.press('/')
  await app.keyboard.press('ControlOrMeta+k')
  await expect(app.getByRole('dialog').getByRole('textbox')).toBeFocused()
})

test('the down arrow leads from the search to its first take, and Enter opens it', async ({ app, server }) => {
  await importInOrder(server, await manyClips(test.info().outputPath('takes'), 3))
  await expect(tiles(app)).toHaveCount(3)
  await app.keyboard.press('/')
  await app.keyboard.type('take-0002')
  await app.keyboard.press('ArrowDown')
  await expect.poll(() => selectedNames(app)).toEqual(['take-0002'])
  await app.keyboard.press('Enter')
  await expect(app.getByRole('heading', { name: 'take-0002', level: 1 })).toBeVisible()
})

test('a rating that cannot be saved is taken back, and that is said', async ({ app, server }) => {
  await importInOrder(server, await manyClips(test.info().outputPath('takes'), 1))
  await tile(app, 'take-0001').click()
  await app.keyboard.press('3')
  await expect.poll(async () => (await server.client.videos.list({})).items[0]?.rating).toBe(3)
  await server.stop()
  await app.keyboard.press('5')
  await expect(app.getByRole('alert').filter({ hasText: 'The rating wasn’t saved. Check that Rushes' })).toBeVisible()
  await expect(tile(app, 'take-0001')).toHaveAccessibleName(/3 stars/)
})

test('a page that was open when the server was started again asks for the new key', async ({ page, server }) => {
  const { port } = new URL(server.address)
  await page.goto(server.address)
  await page.goto(new URL('/workflows', server.address).href)
  await expect(page.getByRole('heading', { name: /Drop a workflow/ })).toBeVisible()
  await server.stop()
  const again = await serve(server.folder, Number(port))
  const key = new URL(again.address).searchParams.get('key') ?? ''
  const form = page.getByRole('form', { name: 'New key' })
  await expect(form).toContainText('Paste the address')
  await form.getByRole('textbox').fill('wrong')
  await page.keyboard.press('Enter')
  await expect(form).toContainText('not that of the running server')
  // A page that is reloaded, or opened beside, asks for the key.
  const other = await page.context().newPage()
  expect((await other.goto(new URL('/workflows', server.address).href))?.status()).toBe(403)
  await other.getByRole('textbox', { name: 'Key' }).fill(key)
  await other.getByRole('button', { name: 'Open' }).click()
  await expect(other.getByRole('heading', { name: /Drop a workflow/ })).toBeVisible()
  await form.getByRole('textbox').fill(again.address)
  await page.keyboard.press('Enter')
  await expect(form).toBeHidden()
  await expect(page.getByRole('heading', { name: /Drop a workflow/ })).toBeVisible()
  expect(new URL(page.url()).search).toBe('')
  await again.stop()
})

test('an address of nothing says so without a second try', async ({ app }) => {
  // The page asks again for all that it shows once it is told of changes.
  await app.route('**/rpc/events/subscribe*', () => undefined)
  let asked = 0
  await app.route('**/rpc/videos/get*', (route) => {
    asked++
    return route.continue()
  })
  await app.goto(new URL('/videos/nothing', app.url()).href)
  await expect(app.getByText('This take isn’t in the library.')).toBeVisible()
  expect(asked).toBe(1)

  await app.goto(new URL('/nowhere', app.url()).href)
  await expect(app.getByRole('heading', { name: 'Page not found' })).toBeVisible()
  await expect(app.getByRole('link', { name: /^Library/ }).first()).not.toHaveAttribute('aria-current')
  await expect(app.getByRole('complementary', { name: 'Inspector' })).toContainText('This library')
})

test('files that failed are a large button away, and where each is', async ({ app, server }) => {
  const folder = test.info().outputPath('broken')
  await manyClips(folder, 2)
  for (const name of await readdir(folder)) {
    await rename(join(folder, name), join(folder, `old-${name}`))
    await writeFile(join(folder, `old-${name}`), 'no video')
  }
  await importTogether(server, [folder])
  const failed = app.getByRole('button', { name: '2 failed' })
  // The button may be replaced meanwhile.
  await expect.poll(async () => (await failed.boundingBox())?.height ?? 0).toBeGreaterThanOrEqual(28)
  await failed.click()
  await expect(app.getByRole('dialog')).toContainText('old-take-0001')
})

test('badges of a narrow tile do not overlap', async ({ app, server }) => {
  const paths = await manyClips(test.info().outputPath('takes'), 1)
  await importInOrder(server, paths)
  const { items } = await server.client.videos.list({})
  await server.client.videos.rate({ ratings: [{ ids: items.map(({ id }) => id), rating: 5 }] })
  await rename(paths[0] ?? '', `${paths[0]}.gone`)
  await server.terminal('import', test.info().outputPath('takes'))
  await app.getByRole('slider', { name: 'Tile size' }).press('Home')
  await expect(tile(app, 'take-0001')).toContainText('missing')
  const boxes = await tile(app, 'take-0001').evaluate((element) => {
    const badges = element.lastElementChild?.children ?? []
    return [...badges].map((badge) => badge.getBoundingClientRect().toJSON())
  })
  expect(boxes).toHaveLength(3)
  for (const [index, one] of boxes.entries())
    for (const other of boxes.slice(index + 1))
      expect(
        one.right <= other.left || one.left >= other.right || one.bottom <= other.top || one.top >= other.bottom,
      ).toBe(true)
})

test('more tabs than a browser opens connections work, and one that comes back into view is up to date', async ({
  app,
  server,
  context,
}) => {
  // Playwright keeps all pages in view.
  const setHidden = (page: Page, hidden: boolean) =>
    page.evaluate((hidden) => {
      Object.defineProperty(document, 'hidden', { configurable: true, get: () => hidden })
      document.dispatchEvent(new Event('visibilitychange'))
    }, hidden)
  let newest = app
  for (let tab = 2; tab <= 8; tab++) {
    await setHidden(newest, true)
    newest = await context.newPage()
    await newest.goto(new URL('/', server.address).href)
    await expect(newest.getByRole('combobox', { name: 'Search takes' })).toBeVisible()
  }
  const imported = importInOrder(server, await manyClips(test.info().outputPath('takes'), 1))
  await expect(tiles(newest)).toHaveCount(1)
  await imported
  await expect(tiles(app)).toHaveCount(0)
  await setHidden(newest, true)
  await setHidden(app, false)
  await expect(tiles(app)).toHaveCount(1)
})
