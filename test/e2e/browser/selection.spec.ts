import { manyClips } from '../../support/clips.ts'
import { grid, importInOrder, selectedNames, tile, tiles } from './on-screen.ts'
import { expect, test } from './rushes.ts'

test.beforeEach(async ({ app, server }) => {
  await importInOrder(server, await manyClips(test.info().outputPath('takes'), 6))
  await expect(tiles(app)).toHaveCount(6)
})

test('the newest take comes first', async ({ app }) => {
  const names = () => tiles(app).evaluateAll((all) => all.map((one) => one.ariaLabel?.split(',')[0]))
  await expect.poll(names).toEqual(['take-0006', 'take-0005', 'take-0004', 'take-0003', 'take-0002', 'take-0001'])
})

test('a click selects one take, Ctrl adds and takes away, Shift fills the range, and the background lets go', async ({
  app,
}) => {
  await tile(app, 'take-0005').click()
  await expect.poll(() => selectedNames(app)).toEqual(['take-0005'])
  await tile(app, 'take-0003').click({ modifiers: ['ControlOrMeta'] })
  await expect.poll(() => selectedNames(app)).toEqual(['take-0005', 'take-0003'])
  await tile(app, 'take-0005').click({ modifiers: ['ControlOrMeta'] })
  await expect.poll(() => selectedNames(app)).toEqual(['take-0003'])
  await tile(app, 'take-0002').click()
  await tile(app, 'take-0005').click({ modifiers: ['Shift'] })
  await expect.poll(() => selectedNames(app)).toEqual(['take-0005', 'take-0004', 'take-0003', 'take-0002'])
  await app.keyboard.press('Escape')
  await expect.poll(() => selectedNames(app)).toEqual([])
})

test('arrows walk through the takes, with Shift they take along what lies between', async ({ app }) => {
  await grid(app).focus()
  await app.keyboard.press('ArrowRight')
  await expect.poll(() => selectedNames(app)).toEqual(['take-0006'])
  await app.keyboard.press('ArrowRight')
  await expect.poll(() => selectedNames(app)).toEqual(['take-0005'])
  await app.keyboard.press('Shift+ArrowRight')
  await app.keyboard.press('Shift+ArrowRight')
  await expect.poll(() => selectedNames(app)).toEqual(['take-0005', 'take-0004', 'take-0003'])
  await app.keyboard.press('End')
  await expect.poll(() => selectedNames(app)).toEqual(['take-0001'])
  await app.keyboard.press('Home')
  await expect.poll(() => selectedNames(app)).toEqual(['take-0006'])
  await app.keyboard.press('ControlOrMeta+a')
  await expect.poll(async () => (await selectedNames(app)).length).toBe(6)
})

test('Enter opens the take, Escape comes back to the same place', async ({ app }) => {
  await tile(app, 'take-0004').click()
  await app.keyboard.press('Enter')
  await expect(app.getByRole('heading', { name: 'take-0004', level: 1 })).toBeVisible()
  await expect(app).toHaveURL(/\/videos\//)
  await app.keyboard.press('Escape')
  await expect(tiles(app)).toHaveCount(6)
  await expect.poll(() => selectedNames(app)).toEqual(['take-0004'])
  await app.keyboard.press('ArrowRight')
  await expect.poll(() => selectedNames(app)).toEqual(['take-0003'])
})

test('F2 gives a take another name; Escape leaves it unchanged', async ({ app, server }) => {
  await tile(app, 'take-0002').click()
  await app.keyboard.press('F2')
  await app.getByRole('textbox', { name: 'Name', exact: true }).fill('Ferry leaves')
  await app.keyboard.press('Enter')
  await expect(tile(app, 'Ferry leaves')).toBeVisible()

  await app.keyboard.press('F2')
  await app.getByRole('textbox', { name: 'Name', exact: true }).fill('Never mind')
  await app.keyboard.press('Escape')
  await expect(app.getByRole('heading', { name: 'Ferry leaves' })).toBeVisible()
  expect((await server.client.videos.list({ search: 'ferry' })).items.map(({ name }) => name)).toEqual(['Ferry leaves'])
})

test('removed takes can be brought back from the notice, and with Ctrl Z', async ({ app }) => {
  await tile(app, 'take-0005').click()
  await tile(app, 'take-0003').click({ modifiers: ['Shift'] })
  await app.keyboard.press('Delete')
  await expect(tiles(app)).toHaveCount(3)
  await expect(app.getByText('Removed 3 takes')).toBeVisible()
  await app.getByRole('button', { name: 'Undo' }).click()
  await expect(tiles(app)).toHaveCount(6)

  await tile(app, 'take-0001').click()
  await app.keyboard.press('Delete')
  await expect(tiles(app)).toHaveCount(5)
  await app.keyboard.press('ControlOrMeta+z')
  await expect(tile(app, 'take-0001')).toBeVisible()
})

test('the menu of a right click acts on that take', async ({ app }) => {
  await tile(app, 'take-0006').click()
  await tile(app, 'take-0004').click({ button: 'right' })
  await expect.poll(() => selectedNames(app)).toEqual(['take-0004'])
  await app.getByRole('menuitem', { name: /Remove from library/ }).click()
  await expect(tile(app, 'take-0004')).toBeHidden()
  await expect(tiles(app)).toHaveCount(5)
})
