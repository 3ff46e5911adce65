import { cp, rm } from 'node:fs/promises'
import { clip, manyClips } from '../../support/clips.ts'
import { importInOrder, openTake, picture, position, tile, tiles } from './on-screen.ts'
import { expect, test } from './rushes.ts'

test('the page of a take says what it is and where it lies', async ({ app, server }) => {
  const path = await clip('vp9.webm')
  await importInOrder(server, [path])
  await openTake(app, 'vp9')
  const facts = app.getByRole('tabpanel', { name: 'Facts' })
  for (const words of ['320×180', '16:9', 'VP9', '25', 'Opus']) await expect(facts).toContainText(words)
  await app.getByRole('tab', { name: /Locations/ }).click()
  await expect(app.getByRole('tabpanel', { name: /Locations/ })).toContainText(path)
  await expect(app.getByRole('tabpanel', { name: /Locations/ })).toContainText('verified today')
})

test('a take is renamed on its page, and every other view knows', async ({ app, server }) => {
  await importInOrder(server, [await clip('ten-seconds.webm')])
  await openTake(app, 'ten-seconds')
  await app.keyboard.press('F2')
  await app.getByRole('textbox', { name: 'Name', exact: true }).fill('Ferry leaves at dusk')
  await app.keyboard.press('Enter')
  await expect(app.getByRole('heading', { name: 'Ferry leaves at dusk', level: 1 })).toBeVisible()
  await app.keyboard.press('Escape')
  await expect(tile(app, 'Ferry leaves at dusk')).toBeVisible()
})

test('source and metadata of a take are edited under its facts, and can be undone', async ({ app, server }) => {
  await importInOrder(server, [await clip('ten-seconds.webm')])
  await openTake(app, 'ten-seconds')
  await app.getByRole('button', { name: 'Edit source and metadata' }).click()
  const form = app.getByRole('form', { name: 'Source and metadata' })
  await form.getByLabel('Source').selectOption('Generated')
  await form.getByLabel('Metadata').fill('[1]')
  await form.getByRole('button', { name: 'Save' }).click()
  await expect(form.getByRole('alert')).toContainText('Metadata must be a JSON object')
  await form.getByLabel('Metadata').fill('{"scene": 12}')
  await form.getByRole('button', { name: 'Save' }).click()
  const facts = app.getByRole('tabpanel', { name: 'Facts' })
  await expect(facts).toContainText('Generated')
  await expect(facts).toContainText('"scene": 12')
  await app.getByRole('button', { name: 'Undo' }).click()
  await expect(facts).toContainText('Imported')
  await expect(facts).not.toContainText('scene')
})

test('a take that is removed on its page leaves for the library, and can be brought back', async ({ app, server }) => {
  await importInOrder(server, [await clip('portrait.mp4'), await clip('ten-seconds.webm')])
  await openTake(app, 'ten-seconds')
  await app.keyboard.press('Delete')
  await expect(tiles(app)).toHaveCount(1)
  await app.getByRole('button', { name: 'Undo' }).click()
  await expect(tile(app, 'ten-seconds')).toBeVisible()
})

test('arrows up and down go through the takes in the order of the library', async ({ app, server }) => {
  await importInOrder(server, await manyClips(test.info().outputPath('takes'), 3))
  await openTake(app, 'take-0002')
  await expect(app.getByText('2 of 3')).toBeVisible()
  await app.keyboard.press('ArrowDown')
  await expect(app.getByRole('heading', { name: 'take-0001', level: 1 })).toBeVisible()
  await app.keyboard.press('ArrowUp')
  await app.keyboard.press('ArrowUp')
  await expect(app.getByRole('heading', { name: 'take-0003', level: 1 })).toBeVisible()
  await app.keyboard.press('Escape')
  await expect(tiles(app)).toHaveCount(3)
})

test('a take that is not there any more is said to be gone', async ({ app }) => {
  await app.goto(new URL('/videos/018f0000-0000-7000-8000-000000000000', app.url()).href)
  await expect(app.getByText('This take isn’t in the library.')).toBeVisible()
  await app.getByRole('button', { name: 'Back to the library' }).click()
  await expect(app.getByRole('heading', { name: /Drop videos here/ })).toBeVisible()
})

test('a codec that the browser cannot play is named, and a proxy of it plays', async ({ app, server }) => {
  await app.goto(app.url())
  const playsH264 = await app.evaluate(() =>
    document.createElement('video').canPlayType('video/mp4; codecs="avc1.640028"'),
  )
  test.skip(playsH264 === '', 'This browser plays no H.264, which proxies are made of.')

  await importInOrder(server, [await clip('prores.mov')])
  await tile(app, 'prores').dblclick()
  await expect(app.getByRole('heading', { name: 'Can’t play ProRes.' })).toBeVisible()
  await app.getByRole('button', { name: 'Create proxy' }).click()
  await expect(app.getByText('Playing a proxy')).toBeVisible()
  await expect(picture(app)).toHaveJSProperty('videoWidth', 320)
  await app.keyboard.press('Space')
  await expect.poll(() => position(app)).toBeGreaterThan(0.2)

  await app.reload()
  await expect(app.getByText('Playing a proxy')).toBeVisible()

  // An animated image plays without a question.
  await app.keyboard.press('Escape')
  await importInOrder(server, [await clip('animation.webp')])
  await tile(app, 'animation').dblclick()
  await expect(app.getByText('Playing a proxy')).toBeVisible()
  await expect(picture(app)).toHaveJSProperty('videoWidth', 64)
})

test('a proxy that takes long says how far it is, can be stopped, and is offered again', async ({ app, server }) => {
  // The first run on a computer makes this clip, which is slow to make too.
  test.slow()
  await importInOrder(server, [await clip('slow.mov')])
  await tile(app, 'slow').dblclick()
  await app.getByRole('button', { name: 'Create proxy' }).click()
  await expect(app.getByRole('heading', { name: 'Creating a proxy' })).toBeVisible()
  await expect(app.getByRole('main').getByText(/^\d+\.\d of 20\.0 s$/)).toBeVisible()
  await app.getByRole('main').getByRole('button', { name: 'Cancel' }).click()
  await expect(app.getByRole('button', { name: 'Create proxy' })).toBeVisible()
  const jobs = await server.client.jobs.list({})
  expect(jobs.find(({ kind }) => kind === 'proxy')).toMatchObject({ state: 'cancelled' })
})

test('the same content at two places is one take that knows both', async ({ app, server }) => {
  const [here, there] = [test.info().outputPath('here.mp4'), test.info().outputPath('there.mp4')]
  await cp(await clip('landscape.mp4'), here)
  await cp(await clip('landscape.mp4'), there)
  await importInOrder(server, [here, there])
  await expect(tiles(app)).toHaveCount(1)
  await openTake(app, 'here')
  await app.getByRole('tab', { name: /Locations/ }).click()
  await expect(app.getByRole('tabpanel', { name: /Locations/ }).getByRole('listitem')).toHaveText([
    /here\.mp4/,
    /there\.mp4/,
  ])
})

test('a take whose file is gone says where it was', async ({ app, server }) => {
  const path = test.info().outputPath('lent.mp4')
  await cp(await clip('landscape.mp4'), path)
  await importInOrder(server, [path])
  await expect(tile(app, 'lent')).toBeVisible()
  await rm(path)
  await tile(app, 'lent').dblclick()
  await expect(app.getByRole('heading', { name: 'The file is missing.' })).toBeVisible()
  await expect(app.getByRole('main')).toContainText(path)
  await cp(await clip('landscape.mp4'), path)
  await app.getByRole('button', { name: 'Check again' }).click()
  await expect(picture(app)).toHaveJSProperty('videoWidth', 320)
})
