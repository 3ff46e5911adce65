import { importInOrder, openTake, picture, position, tile, tiles } from './on-screen.ts'
import { expect, test } from './rushes.ts'
import { counter, manyTakes, portrait, prores } from './takes.ts'

test('the page of a take says what it is and where it lies', async ({ app, server }) => {
  const path = await counter()
  await server.terminal('import', path)
  await openTake(app, 'Counter')
  const facts = app.getByRole('tabpanel', { name: 'Facts' })
  for (const words of ['320×180', '16:9', 'vp8', '25', 'vorbis']) await expect(facts).toContainText(words)
  await app.getByRole('tab', { name: /Where/ }).click()
  await expect(app.getByRole('tabpanel', { name: /Where/ })).toContainText(path)
  await expect(app.getByRole('tabpanel', { name: /Where/ })).toContainText('present')
})

test('a take is renamed on its page, and every other view knows', async ({ app, server }) => {
  await server.terminal('import', await counter())
  await openTake(app, 'Counter')
  await app.keyboard.press('F2')
  await app.getByRole('textbox', { name: 'Name' }).fill('Ferry leaves at dusk')
  await app.keyboard.press('Enter')
  await expect(app.getByRole('heading', { name: 'Ferry leaves at dusk', level: 1 })).toBeVisible()
  await app.keyboard.press('Escape')
  await expect(tile(app, 'Ferry leaves at dusk')).toBeVisible()
})

test('a take that is removed on its page leaves for the library, and can be brought back', async ({ app, server }) => {
  await importInOrder(server, [await portrait(), await counter()])
  await openTake(app, 'Counter')
  await app.keyboard.press('Delete')
  await expect(tiles(app)).toHaveCount(1)
  await app.getByRole('button', { name: 'Undo' }).click()
  await expect(tile(app, 'Counter')).toBeVisible()
})

test('arrows up and down go through the takes in the order of the library', async ({ app, server }) => {
  await importInOrder(server, await manyTakes(3))
  await openTake(app, 'Take 02')
  await expect(app.getByText('2 of 3')).toBeVisible()
  await app.keyboard.press('ArrowDown')
  await expect(app.getByRole('heading', { name: 'Take 01', level: 1 })).toBeVisible()
  await app.keyboard.press('ArrowUp')
  await app.keyboard.press('ArrowUp')
  await expect(app.getByRole('heading', { name: 'Take 03', level: 1 })).toBeVisible()
  await app.keyboard.press('Escape')
  await expect(tiles(app)).toHaveCount(3)
})

test('a take that is not there any more is said to be gone', async ({ app }) => {
  await app.goto(new URL('/videos/018f0000-0000-7000-8000-000000000000', app.url()).href)
  await expect(app.getByText('This take is not in the library.')).toBeVisible()
  await app.getByRole('button', { name: 'Back to the library' }).click()
  await expect(app.getByRole('heading', { name: /Drop videos here/ })).toBeVisible()
})

test('a codec that the browser cannot play is named, and a proxy of it plays', async ({ app, server }) => {
  await app.goto(app.url())
  const playsH264 = await app.evaluate(() =>
    document.createElement('video').canPlayType('video/mp4; codecs="avc1.640028"'),
  )
  test.skip(playsH264 === '', 'This browser plays no H.264, which proxies are made of.')

  await server.terminal('import', await prores())
  await tile(app, 'Scan').dblclick()
  await expect(app.getByRole('heading', { name: 'This window cannot play ProRes (prores).' })).toBeVisible()
  await app.getByRole('button', { name: 'Make a proxy' }).click()
  await expect(app.getByText('Playing a proxy')).toBeVisible()
  await expect(picture(app)).toHaveJSProperty('videoWidth', 320)
  await app.keyboard.press('Space')
  await expect.poll(() => position(app)).toBeGreaterThan(0.2)

  await app.reload()
  await expect(app.getByText('Playing a proxy')).toBeVisible()
})
