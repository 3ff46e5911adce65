import { grid, importInOrder, selectedNames, tile, tiles } from './on-screen.ts'
import { expect, test } from './rushes.ts'
import { manyTakes } from './takes.ts'

test.beforeEach(async ({ app, server }) => {
  await importInOrder(server, await manyTakes(6))
  await expect(tiles(app)).toHaveCount(6)
})

test('the newest take comes first', async ({ app }) => {
  const names = await tiles(app).evaluateAll((all) => all.map((one) => one.ariaLabel?.split(',')[0]))
  expect(names).toEqual(['Take 06', 'Take 05', 'Take 04', 'Take 03', 'Take 02', 'Take 01'])
})

test('a click selects one take, Ctrl adds and takes away, Shift fills the range, and the background lets go', async ({
  app,
}) => {
  await tile(app, 'Take 05').click()
  expect(await selectedNames(app)).toEqual(['Take 05'])
  await tile(app, 'Take 03').click({ modifiers: ['ControlOrMeta'] })
  expect(await selectedNames(app)).toEqual(['Take 05', 'Take 03'])
  await tile(app, 'Take 05').click({ modifiers: ['ControlOrMeta'] })
  expect(await selectedNames(app)).toEqual(['Take 03'])
  await tile(app, 'Take 02').click()
  await tile(app, 'Take 05').click({ modifiers: ['Shift'] })
  await expect.poll(() => selectedNames(app)).toEqual(['Take 05', 'Take 04', 'Take 03', 'Take 02'])
  await app.keyboard.press('Escape')
  expect(await selectedNames(app)).toEqual([])
})

test('arrows walk through the takes, with Shift they take along what lies between', async ({ app }) => {
  await grid(app).focus()
  await app.keyboard.press('ArrowRight')
  expect(await selectedNames(app)).toEqual(['Take 06'])
  await app.keyboard.press('ArrowRight')
  expect(await selectedNames(app)).toEqual(['Take 05'])
  await app.keyboard.press('Shift+ArrowRight')
  await app.keyboard.press('Shift+ArrowRight')
  await expect.poll(() => selectedNames(app)).toEqual(['Take 05', 'Take 04', 'Take 03'])
  await app.keyboard.press('End')
  expect(await selectedNames(app)).toEqual(['Take 01'])
  await app.keyboard.press('Home')
  expect(await selectedNames(app)).toEqual(['Take 06'])
  await app.keyboard.press('ControlOrMeta+a')
  await expect.poll(async () => (await selectedNames(app)).length).toBe(6)
})

test('Enter opens the take, Escape comes back to the same place', async ({ app }) => {
  await tile(app, 'Take 04').click()
  await app.keyboard.press('Enter')
  await expect(app.getByRole('heading', { name: 'Take 04', level: 1 })).toBeVisible()
  await expect(app).toHaveURL(/\/videos\//)
  await app.keyboard.press('Escape')
  await expect(tiles(app)).toHaveCount(6)
  expect(await selectedNames(app)).toEqual(['Take 04'])
  await app.keyboard.press('ArrowRight')
  expect(await selectedNames(app)).toEqual(['Take 03'])
})

test('F2 gives a take another name; Escape leaves it as it was', async ({ app, server }) => {
  await tile(app, 'Take 02').click()
  await app.keyboard.press('F2')
  await app.getByRole('textbox', { name: 'Name' }).fill('Ferry leaves')
  await app.keyboard.press('Enter')
  await expect(tile(app, 'Ferry leaves')).toBeVisible()

  await app.keyboard.press('F2')
  await app.getByRole('textbox', { name: 'Name' }).fill('Never mind')
  await app.keyboard.press('Escape')
  await expect(app.getByRole('heading', { name: 'Ferry leaves' })).toBeVisible()
  expect(JSON.stringify(await server.terminal('list'))).toContain('Ferry leaves')
})

test('removed takes can be brought back from the notice, and with Ctrl Z', async ({ app }) => {
  await tile(app, 'Take 05').click()
  await tile(app, 'Take 03').click({ modifiers: ['Shift'] })
  await app.keyboard.press('Delete')
  await expect(tiles(app)).toHaveCount(3)
  await expect(app.getByText('Removed 3 takes')).toBeVisible()
  await app.getByRole('button', { name: 'Undo' }).click()
  await expect(tiles(app)).toHaveCount(6)

  await tile(app, 'Take 01').click()
  await app.keyboard.press('Delete')
  await expect(tiles(app)).toHaveCount(5)
  await app.keyboard.press('ControlOrMeta+z')
  await expect(tile(app, 'Take 01')).toBeVisible()
})

test('the menu of a right click acts on that take', async ({ app }) => {
  await tile(app, 'Take 06').click()
  await tile(app, 'Take 04').click({ button: 'right' })
  expect(await selectedNames(app)).toEqual(['Take 04'])
  await app.getByRole('menuitem', { name: /Remove from library/ }).click()
  await expect(tile(app, 'Take 04')).toBeHidden()
  await expect(tiles(app)).toHaveCount(5)
})
