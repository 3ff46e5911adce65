import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { openDatabase } from '../../../main/database/connection/connection.ts'
import { manyClips } from '../../support/clips.ts'
import type { Server } from '../../support/serve.ts'
import { importInOrder, list, runCommand, tile, tiles } from './on-screen.ts'
import { expect, test } from './rushes.ts'

/** Three takes; another program says of two of them how they were made. */
async function takes(server: Server): Promise<void> {
  await importInOrder(server, await manyClips(test.info().outputPath('takes'), 3))
  const database = openDatabase(join(server.folder, 'media.db'))
  database.exec(`
    INSERT INTO video_generation (video_id, provider, model, prompt)
    SELECT id, 'google', iif(name = 'take-0001', 'veo-3.0', 'veo-2'), 'lanterns on the water' FROM videos WHERE name <> 'take-0003'`)
  database.close()
}

const names = (app: Page) => tiles(app).evaluateAll((all) => all.map((one) => one.ariaLabel?.split(',')[0]))

test('what was prompted is found, and filters narrow it further, by keyboard alone', async ({ app, server }) => {
  await takes(server)
  await app.keyboard.press('/')
  await app.keyboard.type('lant wat')
  await expect(tiles(app)).toHaveCount(2)
  const button = app.getByRole('button', { name: /^Filter( 1)?$/ })
  await button.focus()
  await app.keyboard.press('Enter')
  await expect(app.getByRole('tab', { name: 'Source' })).toBeFocused()
  for (let step = 0; step < 10; step++) await app.keyboard.press('ArrowDown')
  await expect(app.getByRole('tab', { name: 'Model' })).toBeFocused()
  await expect(app.getByRole('button', { name: /^veo-2/ })).toBeVisible()
  // The first value, the button that excludes it, the second value.
  for (let step = 0; step < 3; step++) await app.keyboard.press('Tab')
  await app.keyboard.press('Enter')
  await expect(tiles(app)).toHaveCount(1)
  await app.keyboard.press('Escape')
  await expect(button).toBeFocused()
  await expect(app).toHaveURL(/query=lant\+wat\+model%3A%22veo-/)
  await app.reload()
  await expect(tiles(app)).toHaveCount(1)
  await app.getByRole('button', { name: 'Remove the filter Model' }).click()
  await expect(tiles(app)).toHaveCount(2)
  await app.goBack()
  await expect(tiles(app)).toHaveCount(1)
})

test('filters that leave nothing say so, and all are cleared at once', async ({ app, server }) => {
  await takes(server)
  await app.goto(new URL('/?has_generation=true&min_seconds=500', app.url()).href)
  await expect(app.getByText('No takes match all filters.')).toBeVisible()
  await expect(app.getByRole('list', { name: 'Filters' })).toContainText('Duration from 8:20')
  await app.getByRole('button', { name: 'Clear all' }).click()
  await expect(tiles(app)).toHaveCount(3)
})

test('the order is chosen from the menu or by the head of a column, and stays in the address', async ({
  app,
  server,
}) => {
  await takes(server)
  await expect.poll(() => names(app)).toEqual(['take-0003', 'take-0002', 'take-0001'])
  await app.getByRole('button', { name: 'Order: Newest first' }).click()
  await app.getByRole('menuitemradio', { name: 'Name' }).click()
  await expect.poll(() => names(app)).toEqual(['take-0001', 'take-0002', 'take-0003'])
  await tile(app, 'take-0001').dblclick()
  await expect(app.getByText('1 of 3')).toBeVisible()
  await app.goBack()
  await app.keyboard.press('l')
  const head = list(app).getByRole('columnheader', { name: 'Name' })
  await expect(head).toHaveAttribute('aria-sort', 'ascending')
  await head.getByRole('button').click()
  await expect(head).toHaveAttribute('aria-sort', 'descending')
  await expect(list(app).getByRole('row').nth(1)).toContainText('take-0003')
  await app.reload()
  await expect(list(app).getByRole('row').nth(1)).toContainText('take-0003')
})

test('the search box suggests fields and values, marks what is wrong, and shows the parts, by keyboard alone', async ({
  app,
  server,
}) => {
  await takes(server)
  const box = app.getByRole('combobox', { name: 'Search takes' })
  const suggestions = app.getByRole('listbox', { name: 'Suggestions' })
  await app.keyboard.press('/')
  await app.keyboard.type('mod')
  await expect(suggestions.getByRole('option', { name: /^model: / })).toBeVisible()
  await app.keyboard.press('Tab')
  // The list of what was typed before arrives after it, and does not take it back.
  await expect(app).toHaveURL(/query=m/)
  await expect(box).toHaveValue('model:')
  await expect(suggestions.getByRole('option')).toHaveText(['veo-2 1', 'veo-3.0 1'])
  await app.keyboard.press('ArrowDown')
  // A value to be chosen is not a wrong one.
  await expect(box).toHaveAttribute('aria-invalid', 'false')
  await app.keyboard.press('ArrowDown')
  await expect(suggestions.getByRole('option', { selected: true })).toHaveText('veo-3.0 1')
  await app.keyboard.press('Enter')
  await expect(box).toHaveValue('model:"veo-3.0" ')
  await expect(tiles(app)).toHaveCount(1)
  await expect(app.getByRole('list', { name: 'Filters' })).toContainText('Model veo-3.0')

  await app.keyboard.type('OR rating:9')
  await expect(box).toHaveAccessibleDescription('rating must be a whole number from 1 to 5, such as “>=4”.')
  await expect(box).toHaveAttribute('aria-invalid', 'true')
  await expect(app.locator('search u')).toHaveText('9')
  // The list stays that of the last query.
  await expect(tiles(app)).toHaveCount(1)
  for (let letter = 0; letter < 'rating:9'.length; letter++) await app.keyboard.press('Backspace')
  await app.keyboard.type('model:veo-2')
  await expect(tiles(app)).toHaveCount(2)
  await app.keyboard.press('Enter')
  await expect(app.locator('[data-takes]')).toBeFocused()
  // The address follows the rows.
  await expect(app).toHaveURL(/veo-2/)
  await app.reload()
  await expect(tiles(app)).toHaveCount(2)
  await expect(box).toHaveValue('model:"veo-3.0" OR model:veo-2')
})

test('a value is excluded from the menu, and an address with the fields of a filter still works', async ({
  app,
  server,
}) => {
  await takes(server)
  await app.goto(new URL('/?search=take&has_generation=true', app.url()).href)
  await expect(tiles(app)).toHaveCount(2)
  await expect(app.getByRole('combobox', { name: 'Search takes' })).toHaveValue('take has:generation')
  await app.getByRole('button', { name: /^Filter/ }).click()
  await app.getByRole('tab', { name: 'Model' }).click()
  await app.getByRole('button', { name: 'Exclude veo-2' }).click()
  await expect(tiles(app)).toHaveCount(1)
  await expect(app.getByRole('list', { name: 'Filters' })).toContainText('Model not veo-2')
  await app.getByRole('button', { name: 'Stop excluding veo-2' }).click()
  await expect(tiles(app)).toHaveCount(2)
})

test('the palette opens from the search box and finds takes, workflows, tags and settings, by keyboard alone', async ({
  app,
  server,
}) => {
  await takes(server)
  const { items } = await server.client.videos.list({ search: 'take-0002' })
  const ids = items.map(({ id }) => id)
  await server.client.tags.change({ changes: [{ ids, add: ['Take two'], remove: [] }] })
  await server.client.workflows.create({ name: 'Takeover', definition: { 1: { class_type: 'Load', inputs: {} } } })
  await app.keyboard.press('/')
  // Letters that follow at once, even on a slow computer, must not be shortcuts of the page.
  const focused = await app.evaluate(async () => {
    document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key: 'k', ctrlKey: true, bubbles: true }))
    await Promise.resolve()
    return document.activeElement?.ariaLabel
  })
  expect(focused).toBe('Search everything')
  const palette = app.getByRole('dialog')
  // Only words that begin with it name a command.
  await app.keyboard.type('ackups')
  await expect(palette).toContainText('No results for “ackups”')
  await app.keyboard.press('ControlOrMeta+a')
  await app.keyboard.type('take')
  for (const name of [/^take-0001/, /^Takeover/, /^Take two 1 take/])
    await expect(palette.getByRole('button', { name })).toBeVisible()
  await app.keyboard.type(' two')
  // The take that has the tag, then the tag.
  await expect(palette.getByRole('button')).toHaveText([/^take-0002/, /^Take two/])
  await app.keyboard.press('ArrowDown')
  await app.keyboard.press('Enter')
  await expect(tiles(app)).toHaveCount(1)
  await expect(app.getByRole('list', { name: 'Filters' })).toContainText('Tags Take two')
  await expect(palette).toBeHidden()
  await runCommand(app, 'settings: backups')
  await expect(app.getByRole('heading', { name: 'Backups' })).toBeVisible()
})

test('a search is saved, named, opened, removed and restored, by keyboard alone', async ({ app, server }) => {
  await takes(server)
  await app.keyboard.press('/')
  await app.keyboard.type('model:veo')
  await expect(tiles(app)).toHaveCount(2)
  await app.getByRole('button', { name: 'Save this search' }).press('Enter')
  await expect(app.getByRole('textbox', { name: 'Name' })).toBeFocused()
  await app.keyboard.type('Best of Veo')
  await app.keyboard.press('Enter')
  const saved = app.getByRole('link', { name: /^Best of Veo ?2$/ })
  await expect(saved).toHaveAttribute('aria-current', 'page')
  await app.goto(new URL('/', app.url()).href)
  await expect(tiles(app)).toHaveCount(3)
  await saved.press('Enter')
  await expect(tiles(app)).toHaveCount(2)
  await app.getByRole('button', { name: 'Remove Best of Veo' }).press('Enter')
  await expect(saved).toHaveCount(0)
  await app.keyboard.press('ControlOrMeta+z')
  await expect(saved).toBeVisible()
})
