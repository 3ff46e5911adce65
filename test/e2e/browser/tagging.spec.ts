import { cp, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { clip, manyClips, reencode } from '../../support/clips.ts'
import type { Server } from '../../support/serve.ts'
import { barriers } from './barriers.ts'
import { expectDone, grid, importInOrder, list, openTake, tile, tiles } from './on-screen.ts'
import { expect, test } from './rushes.ts'

async function takes(server: Server, app: Page, count = 4): Promise<void> {
  await importInOrder(server, await manyClips(test.info().outputPath('takes'), count))
  await expect(tiles(app)).toHaveCount(count)
}

const field = (app: Page): Locator => app.getByRole('combobox', { name: 'Add a tag' })
const chips = (app: Page): Locator => app.getByRole('list', { name: 'Tags', exact: true }).getByRole('listitem')
const options = (app: Page): Locator => app.getByRole('listbox', { name: 'Existing tags' }).getByRole('option')

async function marks({ client }: Server): Promise<Record<string, [number | null, string[]]>> {
  const { items } = await client.videos.list({})
  return Object.fromEntries(items.map(({ name, rating, tags }) => [name, [rating, tags]]))
}

test('keys rate what is selected, 0 takes the rating away, and each step is taken back', async ({ app, server }) => {
  await takes(server, app)
  await tile(app, 'take-0004').click()
  await app.keyboard.press('4')
  await expect(tile(app, 'take-0004')).toHaveAccessibleName(/, 4 stars$/)
  await app.keyboard.press('Shift+ArrowRight')
  await app.keyboard.press('2')
  // One notice stands for all ratings; Ctrl Z knows each. It stays as long as the pointer is on it.
  await app.getByText('Rated 2 takes 2 stars').hover()
  await expect(tile(app, 'take-0003')).toHaveAccessibleName(/, 2 stars$/)
  await expect(tile(app, 'take-0004')).toHaveAccessibleName(/, 2 stars$/)
  await expect(app.getByRole('button', { name: 'Undo' })).toHaveCount(1)
  await app.getByRole('button', { name: 'Undo' }).click()
  await expect(tile(app, 'take-0004')).toHaveAccessibleName(/, 4 stars$/)
  await expect(tile(app, 'take-0003')).not.toHaveAccessibleName(/star/)
  await grid(app).focus()
  await app.keyboard.press('ControlOrMeta+z')
  await expect(tile(app, 'take-0004')).not.toHaveAccessibleName(/star/)

  await tile(app, 'take-0001').click()
  await app.keyboard.press('5')
  await expect(tile(app, 'take-0001')).toHaveAccessibleName(/, 5 stars$/)
  await app.keyboard.press('0')
  await expect(tile(app, 'take-0001')).not.toHaveAccessibleName(/star/)
  await expect.poll(() => marks(server)).toMatchObject({ 'take-0001': [null, []], 'take-0004': [null, []] })
})

test('stars are given by a press too: in the inspector, where the same one takes them away, and in the menu', async ({
  app,
  server,
}) => {
  await takes(server, app)
  await tile(app, 'take-0002').click()
  const stars = app.getByRole('group', { name: 'Rating' })
  await stars.getByRole('button', { name: '3 stars' }).click()
  await expect(stars.getByRole('button', { name: '3 stars' })).toHaveAttribute('aria-pressed', 'true')
  await expect.poll(async () => (await marks(server))['take-0002']?.[0]).toBe(3)
  await stars.getByRole('button', { name: '3 stars' }).press('ArrowRight')
  await expect(stars.getByRole('button', { name: '4 stars' })).toBeFocused()
  await app.keyboard.press('Enter')
  await expect(stars.getByRole('button', { name: '4 stars' })).toHaveAttribute('aria-pressed', 'true')
  await expect.poll(async () => (await marks(server))['take-0002']?.[0]).toBe(4)
  await stars.getByRole('button', { name: '4 stars' }).click()
  await expect.poll(async () => (await marks(server))['take-0002']?.[0]).toBe(null)

  await tile(app, 'take-0001').click({ button: 'right' })
  await app.getByRole('menuitem', { name: 'Rating' }).press('ArrowRight')
  await app.getByRole('menuitem', { name: '5 stars' }).click()
  await expect(tile(app, 'take-0001')).toHaveAccessibleName(/, 5 stars$/)
})

test('a change elsewhere does not show the old stars again while new ones are being saved', async ({ app, server }) => {
  await takes(server, app, 2)
  const order: string[] = []
  await app.route('**/rpc/videos/rate', async (route) => {
    const [newest] = (await server.client.videos.list({})).items
    await server.client.videos.rename({ id: newest?.id ?? '', name: 'renamed' })
    // Time for the event of the other change to refetch the list, if it does not wait.
    await app.waitForTimeout(1000)
    await route.continue()
  })
  app.on('request', (request) => void (request.url().endsWith('/rpc/videos/list') && order.push('list')))
  app.on('response', (response) => void (response.url().endsWith('/rpc/videos/rate') && order.push('rated')))
  await tile(app, 'take-0001').click()
  order.length = 0
  await app.keyboard.press('4')
  await expect(tile(app, 'renamed')).toBeVisible()
  expect(order[0]).toBe('rated')
  await expect(tile(app, 'take-0001')).toHaveAccessibleName(/, 4 stars$/)
})

test('takes are tagged by keyboard alone, with the tags that there are', async ({ app, server }) => {
  await takes(server, app)
  await tile(app, 'take-0004').click()
  await app.keyboard.press('t')
  await expect(field(app)).toBeFocused()
  await app.keyboard.type('Golden hour')
  await expect(options(app)).toHaveText(['Golden hour new tag'])
  await app.keyboard.press('Enter')
  await expect(chips(app)).toHaveCount(1)
  await app.keyboard.type('gold leaf,')
  await expect(chips(app)).toHaveCount(2)
  await app.keyboard.press('Escape')
  await expect(grid(app)).toBeFocused()

  await app.keyboard.press('ArrowRight')
  await app.keyboard.press('t')
  await expect(field(app)).toBeFocused()
  await expect(options(app)).toHaveText([/^gold leaf ?1$/, /^Golden hour ?1$/])
  await app.keyboard.type('GOLD')
  await expect(options(app)).toHaveText([/^GOLD ?new tag$/, /^gold leaf ?1$/, /^Golden hour ?1$/])
  await app.keyboard.press('ArrowDown')
  await app.keyboard.press('ArrowDown')
  await app.keyboard.press('Enter')
  await expect(chips(app)).toContainText(['Golden hour'])
  await expect
    .poll(() => marks(server))
    .toMatchObject({
      'take-0004': [null, ['gold leaf', 'Golden hour']],
      'take-0003': [null, ['Golden hour']],
    })
  // In the empty field Backspace removes the last tag, and Enter focuses the takes. Undo takes back this removal also
  // if it is pressed before the library has answered.
  let answer = () => {}
  const answerWanted = new Promise<void>((resolve) => {
    answer = resolve
  })
  await app.route('**/rpc/tags/change', async (route) => {
    const response = await route.fetch()
    await answerWanted
    await route.fulfill({ response })
  })
  await app.keyboard.press('Backspace')
  await expect(chips(app)).toHaveCount(0)
  await app.keyboard.press('Enter')
  await expect(grid(app)).toBeFocused()
  await app.keyboard.press('ControlOrMeta+z')
  answer()
  await expect(chips(app)).toHaveCount(1)
  await expect.poll(() => marks(server)).toMatchObject({ 'take-0003': [null, ['Golden hour']] })
})

test('a list that is pasted is a tag each, in one step', async ({ app, server }) => {
  await takes(server, app, 1)
  await tile(app, 'take-0001').click()
  await app.keyboard.press('t')
  await expect(field(app)).toBeFocused()
  await field(app).evaluate((input) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text', 'Night, wide;  NIGHT\n, Golden  hour')
    input.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  })
  await expect(chips(app)).toHaveCount(3)
  await expect.poll(() => marks(server)).toEqual({ 'take-0001': [null, ['Golden hour', 'NIGHT', 'wide']] })
  await app.getByRole('button', { name: 'Undo' }).click()
  await expect(chips(app)).toHaveCount(0)
})

test('of many takes it shows which tags all have and which some, and changes them for all in one step', async ({
  app,
  server,
}) => {
  await takes(server, app)
  const { items } = await server.client.videos.list({})
  const [newest = '', second = ''] = items.map(({ id }) => id)
  await server.client.tags.change({
    changes: [
      { ids: [newest, second], add: ['Night'], remove: [] },
      { ids: [newest], add: ['wide'], remove: [] },
    ],
  })
  await server.client.videos.rate({ ratings: [{ ids: [newest], rating: 4 }] })
  await tile(app, 'take-0004').click()
  await tile(app, 'take-0003').click({ modifiers: ['Shift'] })
  await expect(chips(app)).toHaveText(['Night', 'wide 1 of 2'])
  await expect(app.getByText('1 not rated')).toBeVisible()
  await app.getByRole('button', { name: 'Tag all “wide”' }).click()
  await expect(chips(app)).toHaveText(['Night', 'wide'])
  await app.getByRole('button', { name: 'Remove the tag “Night”' }).click()
  await expect(chips(app)).toHaveText(['wide'])
  await expect(app.getByText('Removed “Night” from 2 takes')).toBeVisible()
  await expect(field(app)).toBeFocused()
  await app.getByRole('button', { name: 'Undo' }).click()
  await expect(chips(app)).toHaveText(['Night', 'wide'])
  await expect
    .poll(() => marks(server))
    .toMatchObject({
      'take-0004': [4, ['Night', 'wide']],
      'take-0003': [null, ['Night', 'wide']],
    })
})

test('the page of a take has them too, by the same keys, and a press on a tag shows all that have it', async ({
  app,
  server,
}) => {
  await takes(server, app)
  await openTake(app, 'take-0002')
  await app.keyboard.press('3')
  await expect(app.getByRole('button', { name: '3 stars' })).toHaveAttribute('aria-pressed', 'true')
  await app.keyboard.press('t')
  await expect(field(app)).toBeFocused()
  // Typed letters are no keys of the player or the page.
  await app.keyboard.type('jkl 5 ')
  await app.keyboard.press('Enter')
  await expect(chips(app)).toHaveText(['jkl 5'])
  await app.keyboard.press('Escape')
  await expect(app.getByRole('heading', { name: 'take-0002', level: 1 })).toBeVisible()
  await expect.poll(async () => (await marks(server))['take-0002']).toEqual([3, ['jkl 5']])
  await app.getByRole('button', { name: 'jkl 5', exact: true }).click()
  await expect(tiles(app)).toHaveCount(1)
  await expect(app.getByRole('list', { name: 'Filters' })).toContainText('Tags jkl 5')
})

test('the library is narrowed by stars and by tags, all of them or any, and sorted by stars', async ({
  app,
  server,
}) => {
  await takes(server, app)
  const ids = (await server.client.videos.list({ order: 'asc' })).items.map(({ id }) => id)
  const [one = '', two = '', three = ''] = ids
  await server.client.videos.rate({
    ratings: [
      { ids: [one], rating: 5 },
      { ids: [two, three], rating: 3 },
    ],
  })
  await server.client.tags.change({
    changes: [
      { ids: [one, two], add: ['Night'], remove: [] },
      { ids: [two, three], add: ['Wide'], remove: [] },
    ],
  })
  await app.getByRole('button', { name: /^Filter/ }).click()
  await app.getByRole('tab', { name: 'Rating' }).click()
  await app.getByRole('button', { name: '3 stars and more 3' }).click()
  await expect(tiles(app)).toHaveCount(3)
  await app.getByRole('tab', { name: 'Tags' }).click()
  await app.getByRole('button', { name: /^Night ?2/ }).click()
  await expect(tiles(app)).toHaveCount(2)
  await app.getByRole('button', { name: /^Wide ?1/ }).click()
  await expect(tiles(app)).toHaveCount(1)
  await app.getByText('Any tag').click()
  await expect(tiles(app)).toHaveCount(3)
  await app.keyboard.press('Escape')
  const filters = app.getByRole('list', { name: 'Filters' })
  await expect(filters).toContainText('Rating 3 stars and more')
  await expect(filters).toContainText('Tags Night or Wide')
  await app.reload()
  await expect(tiles(app)).toHaveCount(3)
  await app.getByRole('button', { name: 'Remove the filter Tags' }).click()
  await app.getByRole('button', { name: 'Remove the filter Rating' }).click()
  await expect(tiles(app)).toHaveCount(4)

  await app.keyboard.press('l')
  await list(app).getByRole('columnheader', { name: 'Rating' }).getByRole('button').click()
  await expect(list(app).getByRole('row').nth(1)).toContainText('take-0001')
  await expect(list(app).getByRole('row').nth(2)).toContainText('Wide')
})

test('takes that look alike differ in stars and tags; merged, the kept one has the best and all, and undo splits them', async ({
  app,
  server,
}) => {
  const folder = test.info().outputPath('takes')
  await mkdir(folder, { recursive: true })
  await cp(await clip('ten-seconds.webm'), join(folder, 'Ferry.webm'))
  await reencode('ten-seconds.webm', join(folder, 'Ferry small.webm'))
  await importInOrder(server, [join(folder, 'Ferry.webm'), join(folder, 'Ferry small.webm')])
  const job = await server.client.duplicates.hash()
  if (job) await expectDone(server, job.id)
  const ids = Object.fromEntries((await server.client.videos.list({})).items.map(({ id, name }) => [name, id]))
  const [ferry = '', small = ''] = [ids.Ferry, ids['Ferry small']]
  await server.client.videos.rate({ ratings: [{ ids: [small], rating: 4 }] })
  await server.client.tags.change({
    changes: [
      { ids: [small], add: ['Night'], remove: [] },
      { ids: [ferry], add: ['wide'], remove: [] },
    ],
  })
  await app.goto(new URL('/duplicates?distance=10', app.url()).href)
  const differs = app.getByRole('region', { name: 'What differs' })
  await expect(differs.getByRole('row', { name: 'Rating – 4 stars' })).toBeVisible()
  await expect(differs.getByRole('row', { name: 'Tags wide Night' })).toBeVisible()
  await app.getByRole('combobox', { name: 'Keep' }).selectOption({ label: 'Highest rating, then resolution' })
  await expect(app.getByRole('region', { name: 'The one to keep' })).toContainText('Ferry small')
  await app.goBack()
  await expect(app.getByRole('region', { name: 'The other' })).toContainText('Ferry small')
  await app.keyboard.press('t')
  await expect.poll(() => marks(server)).toEqual({ Ferry: [4, ['Night', 'wide']] })
  await app.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(() => marks(server)).toEqual({ Ferry: [null, ['wide']], 'Ferry small': [4, ['Night']] })
})

test('nothing stands between a person and stars, tags and their filters', async ({ app, server }) => {
  await takes(server, app)
  const ids = (await server.client.videos.list({})).items.map(({ id }) => id)
  await server.client.videos.rate({ ratings: [{ ids: ids.slice(1), rating: 4 }] })
  await server.client.tags.change({ changes: [{ ids: ids.slice(2), add: ['Night', 'wide'], remove: [] }] })
  await tile(app, 'take-0004').click()
  await tile(app, 'take-0001').click({ modifiers: ['Shift'] })
  await expect(chips(app)).toHaveCount(2)
  expect(await barriers(app)).toEqual([])
  await app.keyboard.press('t')
  await app.keyboard.type('n')
  await expect(options(app)).toHaveCount(2)
  expect(await barriers(app)).toEqual([])
  await app.keyboard.press('Escape')
  await app.getByRole('button', { name: /^Filter/ }).click()
  for (const topic of ['Rating', 'Tags']) {
    await app.getByRole('tab', { name: topic }).click()
    await expect(app.getByRole('tabpanel').getByRole('listitem').first()).toBeVisible()
    expect(await barriers(app)).toEqual([])
  }
  await app.keyboard.press('Escape')
  await app.setViewportSize({ width: 900, height: 700 })
  await app.keyboard.press('l')
  await expect(list(app)).toBeVisible()
  expect(await barriers(app)).toEqual([])
  await list(app).getByRole('row').nth(2).dblclick()
  await expect(field(app)).toBeVisible()
  expect(await barriers(app)).toEqual([])
})
