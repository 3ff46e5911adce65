import { join } from 'node:path'
import type { Page, Request, Route } from '@playwright/test'
import { clip } from '../../support/clips.ts'
import { putPicture } from '../../support/pictures.ts'
import { barriers } from './barriers.ts'
import { breakUntilClick, importInOrder, importTogether, tile } from './on-screen.ts'
import { expect, test } from './rushes.ts'
import { textFaults } from './text-faults.ts'

/** The error of a library whose database is corrupt. */
const message = 'Something went wrong inside Rushes: database disk image is malformed'
const broken = { status: 500, json: { json: { defined: true, code: 'INTERNAL', status: 500, message } } }

const pages = [
  {
    path: '/duplicates?distance=10',
    call: 'duplicates/near',
    title: 'Couldn’t load similar takes',
    after: 'No similar takes',
  },
  { path: '/images', call: 'images/list', title: 'Couldn’t load images', after: 'No images yet' },
  {
    path: '/versions',
    call: 'versions/list',
    title: 'Couldn’t load new versions',
    after: 'No new versions to review',
  },
] as const

for (const { path, call, title, after } of pages)
  test(`${title.toLowerCase()} is said in a sentence, and tried again`, async ({ app }) => {
    await breakUntilClick(app, `**/rpc/${call}*`, (route) => route.fulfill(broken))
    await app.goto(new URL(path, app.url()).href)
    const alert = app.getByRole('alert').filter({ hasText: title })
    await expect(alert).toContainText(message)
    await expect(app.getByText('Searching…')).toHaveCount(0)
    expect([...(await textFaults(app)), ...(await barriers(app))]).toEqual([])
    await app.getByRole('button', { name: 'Try again' }).press('Enter')
    await expect(alert).toBeHidden()
    await expect(app.getByRole('heading', { name: new RegExp(after) })).toBeVisible()
  })

test('a view whose code cannot be loaded leaves the window as it is, and is opened when it can', async ({
  page,
  server,
}) => {
  await page.goto(server.address)
  await expect(page.getByRole('main')).toBeVisible()
  await page.route('**/assets/statistics-page*', (route) => route.abort())
  await page.getByRole('link', { name: 'Statistics' }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'Couldn’t open this view' })).toBeVisible()
  await page.getByRole('link', { name: 'History' }).click()
  await expect(page.getByRole('heading', { name: 'No changes yet' })).toBeVisible()
  await page.getByRole('link', { name: 'Statistics' }).click()
  const again = page.getByRole('button', { name: 'Try again' })
  await expect(again).toBeVisible()
  await page.unroute('**/assets/statistics-page*')
  await again.click()
  await expect(page.getByRole('heading', { name: 'No statistics yet' })).toBeVisible()
})

test('images that cannot be read are told of above those that can, and read when it is tried again', async ({
  app,
  server,
}) => {
  const folder = test.info().outputPath('in')
  const many = Array.from({ length: 330 }, (_, index) => putPicture(join(folder, `p${index}.png`), index, '32x32'))
  await importTogether(server, many)
  // The third hundred, counted from the oldest.
  const answer = async (route: Route) =>
    /"offset":200\b/.test(route.request().postData() ?? '') ? await route.fulfill(broken) : await route.continue()
  await breakUntilClick(app, '**/rpc/images/list*', answer)
  await app.goto(new URL('/images', app.url()).href)
  const alert = app.getByRole('alert').filter({ hasText: `Some of it couldn’t be loaded. ${message}` })
  await expect(alert).toBeVisible()
  const images = app.getByRole('listbox', { name: 'Images' })
  await expect(images.getByRole('option', { name: /, 32 by 32$/ }).first()).toBeVisible()
  expect([...(await textFaults(app)), ...(await barriers(app))]).toEqual([])
  await alert.getByRole('button', { name: 'Try again' }).click()
  await expect(alert).toBeHidden()
  await expect(images.getByRole('option', { name: 'Loading' })).toHaveCount(0)
})

test('what was looked at for duplicates is asked for again before anybody is told that there are none', async ({
  app,
}) => {
  await breakUntilClick(app, '**/rpc/duplicates/status*', (route) => route.fulfill(broken))
  await app.goto(new URL('/duplicates', app.url()).href)
  await expect(app.getByRole('alert').filter({ hasText: 'Couldn’t load the similarity scan' })).toBeVisible()
  await expect(app.getByRole('heading', { name: 'No similar takes' })).toHaveCount(0)
  await app.getByRole('button', { name: 'Try again' }).click()
  await expect(app.getByRole('heading', { name: 'No similar takes' })).toBeVisible()
})

test('images that cannot be removed stay, and why is said', async ({ app, server }) => {
  await importTogether(server, [putPicture(join(test.info().outputPath('in'), 'first.png'))])
  await app.route('**/rpc/images/remove*', (route) => route.fulfill(broken))
  await app.goto(new URL('/images', app.url()).href)
  await app.getByRole('option', { name: /^first, / }).click()
  await app.keyboard.press('Delete')
  await expect(app.getByRole('alert').filter({ hasText: message })).toBeVisible()
  await expect(app.getByRole('option', { name: /^first, / })).toBeVisible()
})

/** Holds back answers to calls until the returned function is called: those of the first `times`, else all. */
async function holdAnswers(app: Page, calls: readonly string[], times?: number): Promise<() => Promise<void>> {
  const { promise: answered, resolve: answer } = Promise.withResolvers<void>()
  for (const call of calls)
    await app.route(
      `**/rpc/${call}*`,
      async (route) => {
        const response = await route.fetch()
        await answered
        await route.fulfill({ response })
      },
      times === undefined ? {} : { times },
    )
  return async () => {
    answer()
    // Calls that are under way at the end of the test fail, because the server ends first.
    await app.unrouteAll({ behavior: 'ignoreErrors' })
  }
}

test('what changes while the first answer is on its way is shown too', async ({ app, server }) => {
  const answer = await holdAnswers(app, ['videos/list', 'videos/count'])
  // The page does not wait for its first takes for long.
  const asked = app.waitForRequest('**/rpc/videos/count*')
  await app.reload()
  await asked
  await importInOrder(server, [await clip('landscape.mp4')])
  await expect(app.getByText('1 added')).toBeVisible()
  // The page collects changes for 300 ms before it asks again; only its own answer can be waited for.
  await expect(app.getByRole('link', { name: 'Library 1' })).toBeVisible()
  await answer()
  await expect(tile(app, 'landscape')).toBeVisible()
})

test('an answer from before a change does not replace what is shown since', async ({ app, server }) => {
  await importInOrder(server, [await clip('landscape.mp4'), await clip('square.mp4')])
  const [take] = (await server.client.videos.list({ search: 'landscape' })).items
  const answer = await holdAnswers(app, ['videos/list'], 1)
  const asked: Request[] = []
  app.on('request', (request) => request.url().includes('/rpc/videos/list') && asked.push(request))
  await app.reload()
  await expect(tile(app, 'landscape')).toBeVisible()
  await server.client.videos.remove({ ids: [take?.id ?? ''] })
  await expect(tile(app, 'landscape')).toBeHidden()
  await answer()
  // Null if the page no longer waits for it.
  await asked[0]?.response()
  await expect.poll(() => asked.length).toBeGreaterThan(1)
  await app.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))))
  await expect(app.getByRole('status').filter({ hasText: '1 take' })).toBeVisible()
  await expect(tile(app, 'landscape')).toBeHidden()
})
