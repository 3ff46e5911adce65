import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { importInOrder, list, openTake, tile, tiles } from './on-screen.ts'
import { expect, test } from './rushes.ts'
import { counter, manyTakes } from './takes.ts'

/** What stands between a person and the page: everything that axe calls serious or critical, contrast included. */
async function barriers(app: Page): Promise<string[]> {
  // What fades in has another contrast until it is there.
  await app.evaluate(() => Promise.allSettled(document.getAnimations().map((animation) => animation.finished)))
  const { violations } = await new AxeBuilder({ page: app }).analyze()
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id}: ${node.target.join(' ')} ${node.failureSummary?.split('\n')[1]?.trim()}`),
    )
}

for (const scheme of ['dark', 'light'] as const) {
  test.describe(`in the ${scheme} scheme`, () => {
    test.use({ colorScheme: scheme })

    test('nothing keeps anybody from an empty library', async ({ app }) => {
      await expect(app.getByRole('heading', { name: /Drop videos here/ })).toBeVisible()
      expect(await barriers(app)).toEqual([])
    })

    test('nothing keeps anybody from a full one, as grid or as list', async ({ app, server }) => {
      await importInOrder(server, await manyTakes(3))
      await expect(tiles(app)).toHaveCount(3)
      await tile(app, 'Take 02').click()
      expect(await barriers(app)).toEqual([])
      await app.keyboard.press('l')
      await expect(list(app).getByRole('row')).toHaveCount(4)
      expect(await barriers(app)).toEqual([])
    })

    test('nothing keeps anybody from a take', async ({ app, server }) => {
      await server.terminal('import', await counter())
      await openTake(app, 'Counter')
      expect(await barriers(app)).toEqual([])
    })
  })
}

test('the page follows the scheme of the system, and a person can choose another for good', async ({ app }) => {
  const background = () => app.evaluate(() => getComputedStyle(document.body).backgroundColor)
  await app.emulateMedia({ colorScheme: 'dark' })
  const dark = await background()
  await app.emulateMedia({ colorScheme: 'light' })
  await expect.poll(background).not.toBe(dark)
})

test('at 900 pixels nothing is cut off and everything still works', async ({ app, server }) => {
  await app.setViewportSize({ width: 900, height: 700 })
  await server.terminal('import', await counter())
  await expect(tile(app, 'Counter')).toBeVisible()
  const overflow = () => app.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  expect(await overflow()).toBe(0)
  await expect(app.getByRole('button', { name: /^Import/ })).toBeInViewport()
  await openTake(app, 'Counter')
  expect(await overflow()).toBe(0)
  await expect(app.getByRole('button', { name: 'Full screen' })).toBeInViewport()
})

test('without the key of the address nobody gets in', async ({ server, browser }) => {
  const stranger = await browser.newPage()
  const answer = await stranger.goto(new URL('/', server.address).href)
  expect(answer?.status()).toBe(403)
  await expect(stranger.getByText('Open Rushes through the address that it printed.')).toBeVisible()
  await stranger.close()
})
