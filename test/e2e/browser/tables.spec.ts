import { join } from 'node:path'
import BetterSqlite3 from 'better-sqlite3'
import { barriers } from './barriers.ts'
import { addRows, list } from './on-screen.ts'
import { expect, test } from './rushes.ts'

/** Columns, groups and CSV of tables. */

test.use({ permissions: ['clipboard-read', 'clipboard-write'] })

test('the list shows the chosen columns, in their order and width, also after a reload', async ({ app, server }) => {
  addRows(server, 3)
  const database = new BetterSqlite3(join(server.folder, 'media.db'))
  database.exec(`INSERT INTO video_generation (video_id, model, prompt, generation_params)
    SELECT id, 'wan 2.2', 'A ferry, at "dusk"', '{"seed":9007199254740993}' FROM videos LIMIT 1`)
  database.close()
  await app.getByText('List', { exact: true }).click()
  await expect(list(app).getByRole('row')).toHaveCount(4)
  const heads = () => list(app).getByRole('columnheader').allInnerTexts()
  expect((await heads()).map((head) => head.trim())).toEqual([
    'Name',
    'Duration',
    'Resolution',
    'Codec',
    'Rating',
    'Tags',
    'Size',
    'Added',
  ])

  // By keyboard alone: Tab leads from the list to the menu.
  await list(app).focus()
  await app.keyboard.press('Tab')
  await expect(app.getByRole('button', { name: 'Columns' })).toBeFocused()
  await app.keyboard.press('Enter')
  const menu = app.getByRole('dialog', { name: 'Columns' })
  for (const name of ['Resolution', 'Codec', 'Rating', 'Tags', 'Size', 'Duration'])
    await menu.getByRole('checkbox', { name, exact: true }).press('Space')
  for (const name of ['Seed', 'Prompt']) await menu.getByRole('checkbox', { name, exact: true }).press('Space')
  await menu.getByRole('checkbox', { name: 'Seed', exact: true }).press('Alt+ArrowUp')
  await menu.getByRole('checkbox', { name: 'Seed', exact: true }).press('Alt+ArrowRight')
  await menu.getByRole('button', { name: 'Copy 3 rows as CSV' }).press('Enter')
  await expect(app.getByText('Copied 3 rows as CSV')).toBeVisible()
  const csv = await app.evaluate(() => navigator.clipboard.readText())
  expect(csv.split('\r\n')[0]).toBe('Name,Seed,Added,Prompt')
  expect(csv).toContain('9007199254740993')
  expect(csv).toContain('"A ferry, at ""dusk"""')
  await app.keyboard.press('Escape')

  await app.reload()
  await expect(list(app).getByRole('row')).toHaveCount(4)
  expect(await heads()).toEqual(['Name', 'Seed', 'Added', 'Prompt'])
  const seed = list(app).getByRole('columnheader', { name: 'Seed' })
  const widthOf = async () => Math.round((await seed.boundingBox())?.width ?? 0)
  expect(await widthOf()).toBe(146)
  await expect(list(app).getByRole('gridcell', { name: '9007199254740993' })).toHaveAttribute('data-kind', 'number')

  const edge = await seed.locator('i').boundingBox()
  await app.mouse.move((edge?.x ?? 0) + 3, (edge?.y ?? 0) + 5)
  await app.mouse.down()
  await app.mouse.move((edge?.x ?? 0) + 53, (edge?.y ?? 0) + 5)
  await app.mouse.up()
  expect(await widthOf()).toBe(196)
  await seed.dragTo(list(app).getByRole('columnheader', { name: 'Prompt' }))
  await expect.poll(heads).toEqual(['Name', 'Added', 'Prompt', 'Seed'])

  await app.getByRole('button', { name: 'Columns' }).click()
  await menu.getByRole('button', { name: 'Reset' }).click()
  await expect.poll(heads).toContain('Resolution')
})

test('the list is grouped by any column, and a heading selects its takes', async ({ app, server }) => {
  addRows(server, 5)
  const database = new BetterSqlite3(join(server.folder, 'media.db'))
  database.exec(`
    INSERT INTO video_generation (video_id, model) SELECT id, iif(rowid < 3, 'wan 2.2', 'veo-3.0') FROM videos WHERE rowid < 5;
    UPDATE videos SET created_at = '2026-03-01 10:00:00' WHERE rowid < 3`)
  database.close()
  await app.getByText('List', { exact: true }).click()
  await app.getByRole('button', { name: 'Group', exact: true }).click()
  await app.getByRole('menuitemradio', { name: 'Model' }).click()
  const rows = () => list(app).getByRole('row').allInnerTexts()
  await expect.poll(async () => (await rows()).length).toBe(9)
  const headings = list(app).getByRole('button', { name: /^(No model|veo|wan)/ })
  await expect(headings).toHaveText([/No model\s*1/, /veo-3.0\s*2/, /wan 2.2\s*2/])
  await list(app).getByRole('button', { name: 'Select 2 takes of veo-3.0' }).click()
  await expect(list(app).getByRole('row', { selected: true })).toHaveCount(2)
  await expect(app.getByRole('status').filter({ hasText: '2 selected' })).toBeVisible()

  await app.getByRole('button', { name: 'Group: By model' }).click()
  await app.getByRole('menuitemradio', { name: 'Day' }).click()
  await expect(list(app).getByRole('heading', { name: /1 March 2026/ })).toBeVisible()
  await app.getByRole('button', { name: 'Group: By day' }).click()
  await app.getByRole('menuitemradio', { name: 'No groups' }).click()
  await expect.poll(async () => (await rows()).length).toBe(6)
})

test('the grid is grouped by what it is sorted by; groups collapse and open by mouse and by keyboard', async ({
  app,
  server,
}) => {
  addRows(server, 5)
  const database = new BetterSqlite3(join(server.folder, 'media.db'))
  database.exec(
    `INSERT INTO video_generation (video_id, model) SELECT id, iif(rowid < 3, 'wan 2.2', 'veo-3.0') FROM videos WHERE rowid < 5`,
  )
  database.close()
  const counted = new Set<unknown>()
  app.on('request', (request) => {
    if (request.url().endsWith('/videos/groups')) counted.add(request.postDataJSON().json.sort)
  })
  await app.getByRole('button', { name: 'Group', exact: true }).click()
  await app.getByRole('menuitemradio', { name: 'Model' }).click()
  const heading = (name: RegExp) => app.getByRole('heading', { level: 2, name })
  const any = /^(No model|veo|wan)/
  await expect(heading(any)).toHaveText([/No model\s*1/, /veo-3.0\s*2/, /wan 2.2\s*2/])
  await expect(app).toHaveURL(/sort=model&order=asc&groups=true/)
  // The groups of the list before are not counted first. The rows that were added may be counted again.
  expect([...counted]).toEqual(['model'])
  const takes = app.getByRole('listbox', { name: 'Takes' })
  await expect(takes.getByRole('option')).toHaveCount(5)

  await heading(/veo/).getByRole('button', { expanded: true }).click()
  await expect(heading(/veo/).getByRole('button', { expanded: false })).toBeVisible()
  await expect(takes.getByRole('option')).toHaveCount(4)
  expect(await barriers(app)).toEqual([])

  // A collapsed group is one step for arrows, which selects none of its takes. Enter opens it.
  await takes.focus()
  await app.keyboard.press('Home')
  await app.keyboard.press('ArrowRight')
  const focused = () =>
    takes.evaluate((element) => document.getElementById(element.getAttribute('aria-activedescendant') ?? '')?.ariaLabel)
  expect(await focused()).toBe('veo-3.0, 2 takes, collapsed')
  await expect(takes.getByRole('option', { selected: true })).toHaveCount(0)
  await app.keyboard.press('Enter')
  await expect(takes.getByRole('option')).toHaveCount(5)
  await app.keyboard.press('ArrowRight')
  await app.keyboard.press('Shift+G')
  await expect(takes.getByRole('option', { selected: true })).toHaveCount(2)
  await app.keyboard.press('Alt+ArrowUp')
  await expect(takes.getByRole('option')).toHaveCount(4)

  // The groups are in the address, and stay collapsed in the list.
  await app.getByText('List', { exact: true }).click()
  await expect(list(app).getByRole('row')).toHaveCount(7)
  await app.reload()
  await expect(list(app).getByRole('button', { name: /^(No model|veo|wan)/ })).toHaveCount(3)
})

test('workflows are sorted by the head of a column, by keyboard, and stay so after a reload', async ({
  app,
  server,
}) => {
  for (const name of ['Beach', 'Attic', 'Cellar'])
    await server.client.workflows.create({ name, definition: '{"nodes":[]}' })
  await app.goto(new URL('/workflows', app.url()).href)
  const table = app.getByRole('grid', { name: 'Workflows' })
  const rows = () =>
    table
      .getByRole('row', { name: /^(Attic|Beach|Cellar)/ })
      .evaluateAll((all) => all.map((row) => row.ariaLabel?.split(',')[0]))
  await expect.poll(rows).toEqual(['Cellar', 'Attic', 'Beach'])
  const head = table.getByRole('columnheader', { name: 'Name' })
  await head.getByRole('button').focus()
  await app.keyboard.press('Enter')
  await expect(head).toHaveAttribute('aria-sort', 'ascending')
  await expect.poll(rows).toEqual(['Attic', 'Beach', 'Cellar'])
  await head.getByRole('button').focus()
  await app.keyboard.press('Enter')
  await expect(app).toHaveURL(/by=name&order=desc/)
  await app.reload()
  await expect.poll(rows).toEqual(['Cellar', 'Beach', 'Attic'])
  await expect(head).toHaveAttribute('aria-sort', 'descending')
})
