import { importInOrder, list, selectedNames, tile, tiles } from './on-screen.ts'
import { expect, test } from './rushes.ts'
import { counter, manyTakes, portrait } from './takes.ts'

test('the list shows the same takes with their facts, and the choice is kept', async ({ app, server }) => {
  await importInOrder(server, [await portrait(), await counter()])
  await tile(app, 'Portrait').click()
  await app.keyboard.press('l')
  const row = list(app).getByRole('row', { name: /^Counter, / })
  await expect(row.getByRole('gridcell')).toContainText([
    'Counter',
    '0:06',
    '320×180',
    '16:9',
    'vp8',
    '25',
    /kB/,
    'Uploaded',
  ])
  await expect(list(app).getByRole('row', { name: /^Portrait, / })).toHaveAttribute('aria-selected', 'true')
  await app.reload()
  await expect(list(app).getByRole('row')).toHaveCount(3)
  await app.keyboard.press('g')
  await expect(tiles(app)).toHaveCount(2)
})

test('the list walks and selects by the same keys as the grid', async ({ app, server }) => {
  await importInOrder(server, await manyTakes(4))
  await expect(tiles(app)).toHaveCount(4)
  await app.getByText('List', { exact: true }).click()
  await list(app).focus()
  await app.keyboard.press('Home')
  await app.keyboard.press('ArrowDown')
  await app.keyboard.press('Shift+ArrowDown')
  const selected = list(app).getByRole('row', { selected: true })
  await expect(selected).toHaveCount(2)
  await expect(selected.first()).toHaveAccessibleName(/^Take 03/)
  await app.keyboard.press('g')
  expect(await selectedNames(app)).toEqual(['Take 03', 'Take 02'])
})

test('a search narrows the takes as one types, and Escape shows all again', async ({ app, server }) => {
  await importInOrder(server, await manyTakes(4))
  await expect(tiles(app)).toHaveCount(4)
  await app.keyboard.press('/')
  await app.keyboard.type('take 03')
  await expect(tiles(app)).toHaveCount(1)
  await expect(app).toHaveURL(/q=take/)
  await app.keyboard.type('99')
  await expect(app.getByText('No take has “take 0399” in its name.')).toBeVisible()
  await app.keyboard.press('Escape')
  await expect(tiles(app)).toHaveCount(4)
})

test('an address can be opened again as it is', async ({ app, server }) => {
  await importInOrder(server, await manyTakes(3))
  await app.goto(new URL('/?q=02', app.url()).href)
  await expect(tiles(app)).toHaveCount(1)
  await tile(app, 'Take 02').dblclick()
  await expect(app.getByRole('heading', { name: 'Take 02', level: 1 })).toBeVisible()
  await app.reload()
  await expect(app.getByRole('heading', { name: 'Take 02', level: 1 })).toBeVisible()
  await app.goBack()
  await expect(tiles(app)).toHaveCount(1)
})

test('the command palette finds takes by name', async ({ app, server }) => {
  await importInOrder(server, await manyTakes(3))
  await expect(tiles(app)).toHaveCount(3)
  await app.keyboard.press('ControlOrMeta+k')
  await app.getByRole('dialog').getByRole('textbox').fill('take 02')
  await app.getByRole('dialog').getByText('Take 02').click()
  await expect(app.getByRole('heading', { name: 'Take 02', level: 1 })).toBeVisible()
})

test('a question mark lists the keys', async ({ app }) => {
  await app.keyboard.press('?')
  await expect(app.getByRole('dialog')).toContainText('One frame on')
})
