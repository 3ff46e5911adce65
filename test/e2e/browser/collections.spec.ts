import { barriers } from './barriers.ts'
import { addRows, selectedNames, tile, tiles } from './on-screen.ts'
import { expect, test } from './rushes.ts'

/** Collections in the sidebar, labels, notes, and tags that are renamed. */

test('a collection is made, filled by a drag and from the menu, and arranged by keys', async ({ app, server }) => {
  addRows(server, 4)
  await expect(tiles(app)).toHaveCount(4)
  const sidebar = app.getByRole('navigation')
  await sidebar.getByRole('button', { name: 'New collection' }).click()
  await expect(sidebar.getByRole('textbox', { name: 'Name' })).toBeFocused()
  await app.keyboard.type('Episode 4')
  await app.keyboard.press('Enter')
  const entry = sidebar.getByRole('link', { name: /Episode 4/ })
  await expect(entry).toHaveText(/Episode 4\s*0/)

  await tile(app, 'take-0002').dragTo(entry)
  await expect(entry).toHaveText(/Episode 4\s*1/)
  await tile(app, 'take-0004').click()
  await tile(app, 'take-0003').click({ modifiers: ['ControlOrMeta'] })
  await tile(app, 'take-0003').click({ button: 'right' })
  await app.getByRole('menuitem', { name: 'Add to collection' }).hover()
  await app.getByRole('menuitem', { name: 'Episode 4' }).click()
  await expect(entry).toHaveText(/Episode 4\s*3/)

  await entry.click()
  const names = () => tiles(app).evaluateAll((all) => all.map((one) => one.ariaLabel?.split(',')[0]))
  await expect.poll(names).toEqual(['take-0002', 'take-0004', 'take-0003'])
  await tile(app, 'take-0003').click()
  await app.keyboard.press('Alt+ArrowLeft')
  await expect.poll(names).toEqual(['take-0002', 'take-0003', 'take-0004'])
  expect(await selectedNames(app)).toEqual(['take-0003'])
  await app.keyboard.press('ControlOrMeta+z')
  await expect.poll(names).toEqual(['take-0002', 'take-0004', 'take-0003'])

  await app.keyboard.press('Escape')
  const note = app.getByRole('textbox', { name: 'Note on the collection' })
  await note.fill('For Monday')
  await note.press('ControlOrMeta+Enter')
  await expect.poll(async () => (await server.client.collections.list())[0]?.note).toBe('For Monday')
  await tile(app, 'take-0004').click({ button: 'right' })
  await app.getByRole('menuitem', { name: 'Use as cover' }).click()
  await expect.poll(async () => (await server.client.collections.list())[0]?.cover_id).not.toBeNull()
  await tile(app, 'take-0004').click({ button: 'right' })
  await app.getByRole('menuitem', { name: /Take out of/ }).click()
  await expect(tiles(app)).toHaveCount(2)
  expect(await barriers(app)).toEqual([])

  await entry.hover()
  await sidebar.getByRole('button', { name: 'Remove Episode 4' }).click()
  await expect(entry).toHaveCount(0)
  await app.getByRole('button', { name: 'Undo' }).last().click()
  await expect(entry).toHaveText(/Episode 4\s*2/)
})

test('a take is labelled and noted, found by both, and the label is excluded', async ({ app, server }) => {
  addRows(server, 3)
  await expect(tiles(app)).toHaveCount(3)
  await tile(app, 'take-0002').click()
  await app.getByRole('button', { name: 'Red label' }).click()
  await expect(tile(app, 'take-0002')).toHaveAccessibleName(/red label/)
  const note = app.getByRole('textbox', { name: 'Note', exact: true })
  await note.fill('Lanterns flicker')
  await note.press('ControlOrMeta+Enter')
  await expect(app.getByText('Note saved')).toBeVisible()
  await app.keyboard.press('/')
  await app.keyboard.type('colour:red note:lantern')
  await app.keyboard.press('Enter')
  await expect(tiles(app)).toHaveCount(1)
  await app.keyboard.press('/')
  await app.keyboard.press('ControlOrMeta+a')
  await app.keyboard.type('-colour:red')
  await app.keyboard.press('Enter')
  await expect(tiles(app)).toHaveCount(2)
})

test('a tag is renamed everywhere, merged with another, and that is undone', async ({ app, server }) => {
  addRows(server, 3)
  const ids = await server.client.videos.ids({})
  await server.client.tags.change({
    changes: [
      { ids: ids.slice(0, 1), add: ['nite'] },
      { ids: ids.slice(1), add: ['night'] },
    ],
  })
  await app.getByRole('link', { name: 'Settings' }).click()
  await app.getByRole('button', { name: 'Rename nite' }).press('Enter')
  await app.keyboard.type('night')
  await app.keyboard.press('Enter')
  await expect(app.getByText('Merged “nite” with “night” on 1 item')).toBeVisible()
  expect((await server.client.tags.list({})).items).toEqual([{ tag: 'night', count: 3 }])
  await app.getByRole('button', { name: 'Undo', exact: true }).click()
  await expect(app.getByRole('button', { name: 'Rename nite' })).toBeVisible()
  expect(await barriers(app)).toEqual([])
})
