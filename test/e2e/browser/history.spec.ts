import { clip } from '../../support/clips.ts'
import { barriers } from './barriers.ts'
import { importTogether, tile, tiles } from './on-screen.ts'
import { expect, test } from './rushes.ts'

test('changes are listed by day with their authors, and undone after the page was opened again', async ({
  app,
  server,
}) => {
  await app.getByRole('link', { name: 'History' }).click()
  await expect(app.getByRole('heading', { name: 'No changes yet' })).toBeVisible()
  await importTogether(server, [await clip('landscape.mp4'), await clip('square.mp4')])
  await app.getByRole('link', { name: /^Library/ }).click()
  await expect(tiles(app)).toHaveCount(2)
  await tile(app, 'landscape').click()
  await app.keyboard.press('4')
  await expect(app.getByText('Rated 1 take')).toBeVisible()

  // In this window, then from the history: the memory of the page is gone.
  await app.keyboard.press('ControlOrMeta+z')
  await expect.poll(async () => (await server.client.videos.list({ min_rating: 4 })).total).toBe(0)
  await app.keyboard.press('ControlOrMeta+Shift+z')
  await expect.poll(async () => (await server.client.videos.list({ min_rating: 4 })).total).toBe(1)
  await app.reload()
  await expect(tiles(app)).toHaveCount(2)
  await app.keyboard.press('ControlOrMeta+z')
  await expect.poll(async () => (await server.client.videos.list({ min_rating: 4 })).total).toBe(0)
  await app.keyboard.press('ControlOrMeta+Shift+z')
  await expect.poll(async () => (await server.client.videos.list({ min_rating: 4 })).total).toBe(1)

  await app.getByRole('link', { name: 'History' }).click()
  const changes = app.getByRole('list', { name: 'Changes' })
  await expect(changes.getByRole('heading', { name: 'Today' })).toBeVisible()
  const rated = changes.getByRole('listitem').filter({ hasText: /^\d\d:\d\dRated 1 take 4 stars/ })
  await expect(rated).toContainText('Browser · landscape')
  expect(await barriers(app)).toEqual([])
  // By keyboard: to the button, then the undo.
  await rated.getByRole('button', { name: 'Undo: Rated 1 take 4 stars' }).focus()
  await app.keyboard.press('Enter')
  await expect(rated.getByText('Undone')).toBeVisible()
  await rated.getByRole('button', { name: /^Redo/ }).click()
  await expect(rated.getByRole('button', { name: /^Undo/ })).toBeVisible()
  // A later change of the same rating stands in the way.
  const [first] = (await server.client.videos.list({ search: 'landscape' })).items
  await server.client.videos.rate({ ratings: [{ ids: [String(first?.id)], rating: 1 }] })
  await expect(rated.getByText('“landscape” has been changed since then: its rating.')).toBeVisible()

  await rated.getByRole('link', { name: 'landscape' }).click()
  await app.getByRole('button', { name: 'History' }).click()
  await expect(app.getByRole('button', { name: 'Show the history of all takes' })).toBeVisible()
  await app.getByLabel('Day').fill('2001-01-01')
  await expect(app.getByRole('heading', { name: 'No matching changes' })).toBeVisible()
  await app.getByRole('button', { name: 'Show all' }).click()
  await expect(changes).toBeVisible()
})
