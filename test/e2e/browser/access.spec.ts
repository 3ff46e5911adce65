import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { clip, manyClips } from '../../support/clips.ts'
import { barriers, choose } from './barriers.ts'
import { importInOrder, list, openTake, tile, tiles } from './on-screen.ts'
import { expect, test } from './rushes.ts'

test('nothing keeps anybody from a library, empty or full, as grid or as list, nor from a take', async ({
  app,
  server,
}) => {
  await expect(app.getByRole('heading', { name: /Drop videos here/ })).toBeVisible()
  expect(await barriers(app)).toEqual([])
  await importInOrder(server, await manyClips(test.info().outputPath('takes'), 3))
  await expect(tiles(app)).toHaveCount(3)
  await tile(app, 'take-0002').click()
  expect(await barriers(app)).toEqual([])
  await app.keyboard.press('l')
  await expect(list(app).getByRole('row')).toHaveCount(4)
  expect(await barriers(app)).toEqual([])
  await list(app).getByRole('row').nth(2).dblclick()
  await expect(app.getByRole('slider', { name: 'Position' })).toBeVisible()
  expect(await barriers(app)).toEqual([])
})

test('the page is dark until somebody chooses light, or to follow the system, and the choice is kept', async ({
  app,
}) => {
  /** From 0, black, to 255, white. */
  const brightness = () =>
    app.evaluate(() => {
      const [red = 0, green = 0, blue = 0] =
        getComputedStyle(document.body)
          .backgroundColor.match(/[\d.]+/g)
          ?.map(Number) ?? []
      return (red + green + blue) / 3
    })
  await app.emulateMedia({ colorScheme: 'light' })
  expect(await brightness()).toBeLessThan(60)
  await choose(app, 'Light')
  await expect.poll(brightness).toBeGreaterThan(200)
  await app.reload()
  await expect.poll(brightness).toBeGreaterThan(200)
  await choose(app, 'Same as system')
  await app.emulateMedia({ colorScheme: 'dark' })
  await expect.poll(brightness).toBeLessThan(60)
})

test('at 900 pixels nothing is cut off and everything still works', async ({ app, server }) => {
  await app.setViewportSize({ width: 900, height: 700 })
  await importInOrder(server, [await clip('ten-seconds.webm')])
  await expect(tile(app, 'ten-seconds')).toBeVisible()
  const overflow = () => app.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  expect(await overflow()).toBe(0)
  await expect(app.getByRole('button', { name: /^Import/ })).toBeInViewport()
  await openTake(app, 'ten-seconds')
  expect(await overflow()).toBe(0)
  await expect(app.getByRole('button', { name: 'Full screen' })).toBeInViewport()
})

test('without the key of the address nobody gets in', async ({ server, browser }) => {
  const stranger = await browser.newPage()
  const answer = await stranger.goto(new URL('/', server.address).href)
  expect(answer?.status()).toBe(403)
  await expect(stranger.getByText(/Open Rushes at the address/)).toBeVisible()
  await stranger.close()
})

test('another server on 127.0.0.1 gets the cookie from the browser, and gets no data for it', async ({
  app,
  server,
}) => {
  await importInOrder(server, [await clip('ten-seconds.webm')])
  await expect(tile(app, 'ten-seconds')).toBeVisible()
  let cookie = ''
  const hostile = createServer((request, response) => {
    cookie = request.headers.cookie ?? ''
    response.end('Hello')
  }).listen(0, '127.0.0.1')
  await once(hostile, 'listening')
  const { port } = hostile.address() as AddressInfo
  const tab = await app.context().newPage()
  await tab.goto(`http://127.0.0.1:${port}/`)
  expect(cookie).toContain('rushes_page_')
  expect(await tab.evaluate(() => Object.keys(window.localStorage))).toEqual([])
  hostile.close()
  const [{ id } = { id: '' }] = (await server.client.videos.list({})).items
  const replay = async (path: string) =>
    (await fetch(new URL(path, server.address), { headers: { cookie }, redirect: 'manual' })).status
  expect(await replay('/')).toBe(200)
  for (const path of ['/api/videos', `/media/videos/${id}`, `/media/posters/${id}`, '/rpc/videos/list'])
    expect([path, await replay(path)]).toEqual([path, 403])
  // The page itself keeps working, also in a new tab and after a reload, without the key in its address.
  await tab.goto(new URL('/', server.address).href)
  await expect(tile(tab, 'ten-seconds')).toBeVisible()
  await tab.reload()
  await expect(tile(tab, 'ten-seconds').locator('img')).toHaveJSProperty('complete', true)
  expect(new URL(app.url()).hash).toBe('')
  await tab.close()
})

test('when the library goes away the page says so', async ({ page, server }) => {
  await page.goto(server.address)
  await expect(page.getByRole('heading', { name: /Drop videos here/ })).toBeVisible()
  await server.stop()
  await expect(page.getByText('Disconnected. Reconnecting…')).toBeVisible()
})
