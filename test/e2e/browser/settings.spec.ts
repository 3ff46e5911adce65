import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { openDatabase } from '../../../main/database/connection/connection.ts'
import { clip } from '../../support/clips.ts'
import { barriers } from './barriers.ts'
import { importInOrder, runCommand } from './on-screen.ts'
import { expect, test } from './rushes.ts'

test('settings are found by a search and reset to their defaults, by keyboard alone', async ({ app }) => {
  await app.getByRole('link', { name: 'Settings' }).focus()
  await app.keyboard.press('Enter')
  await expect(app.getByRole('heading', { name: 'Watched folders' })).toBeVisible()
  await app.getByLabel('Search settings').focus()
  await app.keyboard.type('leave in place')
  await expect(app.getByRole('main').getByRole('heading', { level: 2 })).toHaveText(['Importing'])
  const mode = app.getByRole('combobox', { name: 'Import mode' })
  await mode.focus()
  await app.keyboard.press('ArrowDown')
  await expect(mode).toHaveValue('copy')
  await expect(app.getByText('Default: Leave in place')).toBeVisible()
  await app.getByRole('button', { name: 'Reset Import mode' }).focus()
  await app.keyboard.press('Enter')
  await expect(mode).toHaveValue('reference')
  await app.getByLabel('Search settings').fill('ffprobe')
  await expect(app.getByRole('list', { name: 'Checks' })).toContainText('ffprobe')
  await app.getByLabel('Search settings').fill('no such thing')
  await expect(app.getByText('No settings match “no such thing”')).toBeVisible()
  await app.getByLabel('Search settings').fill('')
  await app.getByRole('button', { name: 'Create a token…' }).click()
  await app.getByRole('textbox', { name: 'User' }).fill('mia')
  await app.keyboard.press('Enter')
  await expect(app.getByText('It is not shown again.')).toBeVisible()
  await app.getByRole('button', { name: 'Revoke the token of mia' }).click()
  await expect(app.getByRole('list', { name: 'Tokens' })).toBeHidden()
})

test('a shortcut is recorded, its conflict named, shown wherever the key is, and reset, by keyboard alone', async ({
  app,
}) => {
  await app.goto(new URL('/settings', app.url()).href)
  const search = app.getByLabel('Search shortcuts')
  await search.fill('anywhere sidebar')
  const row = app.getByRole('button', { name: /^Hide or show the sidebar/ })
  await row.focus()
  await app.keyboard.press('Enter')
  await expect(row).toHaveText('Press keys…')
  await app.keyboard.press(']')
  await expect(app.getByRole('alert')).toContainText('] is “Hide or show the inspector” (Anywhere).')
  await expect(row).toHaveText('[')
  expect(await barriers(app)).toEqual([])
  await app.getByRole('button', { name: 'Reassign' }).focus()
  await app.keyboard.press('Enter')
  await expect(row).toHaveText(']')
  // The press that records does nothing else.
  await row.focus()
  await app.keyboard.press('Enter')
  await app.keyboard.press('Control+Shift+K')
  await expect(app.getByRole('dialog')).toHaveCount(0)
  await expect(row).toHaveText('Ctrl Shift K')
  await search.focus()
  await app.keyboard.press('Escape')
  await app.getByRole('heading', { name: 'Keyboard' }).click()
  await app.keyboard.press('[')
  await expect(app.getByRole('button', { name: 'Hide sidebar' })).toBeVisible()
  await app.keyboard.press('Control+Shift+K')
  await expect(app.getByRole('button', { name: 'Show sidebar' })).toBeVisible()
  await app.getByRole('button', { name: 'Show sidebar' }).hover()
  await expect(app.getByRole('tooltip')).toContainText('Ctrl Shift K')
  await app.reload()
  await expect(app.getByRole('button', { name: 'Show sidebar' })).toBeVisible()
  await app.keyboard.press('?')
  await expect(app.getByRole('dialog', { name: 'Keyboard shortcuts' })).toContainText('sidebarCtrl Shift K')
  await app.keyboard.press('Escape')
  await runCommand(app, 'hide or show the inspector')
  await expect(app.getByRole('button', { name: 'Show inspector' })).toBeVisible()
  await app.getByRole('button', { name: 'Reset all' }).focus()
  await app.keyboard.press('Enter')
  await app.keyboard.press(']')
  await expect(app.getByRole('button', { name: 'Hide inspector' })).toBeVisible()
})

test('settings are exported, imported after a preview, and a file with an unknown one is refused', async ({
  app,
  server,
}) => {
  await importInOrder(server, [await clip('landscape.mp4')])
  await app.goto(new URL('/settings', app.url()).href)
  await app.getByRole('combobox', { name: 'Names of new takes' }).selectOption('Prompt, else file')
  await app.getByRole('combobox', { name: 'Source of new takes' }).selectOption('Generated')
  await app.getByRole('combobox', { name: 'Keep at most' }).first().selectOption('5 GB')
  await expect.poll(async () => (await server.client.settings.get()).previews.max_bytes).toBe(5e9)
  await app.getByRole('combobox', { name: 'Times' }).selectOption('frames')
  const [saved] = await Promise.all([
    app.waitForEvent('download'),
    app.getByRole('button', { name: 'Export settings' }).click(),
  ])
  const text = await readFile(await saved.path(), 'utf8')
  expect(JSON.parse(text).settings).toMatchObject({ 'import.names': 'prompt', 'playback.times': 'frames' })

  await app.getByRole('button', { name: 'Reset this window' }).click()
  await app.getByRole('button', { name: 'Reset Names of new takes' }).click()
  await app.getByRole('button', { name: 'Reset Source of new takes' }).click()
  await expect.poll(async () => (await server.client.settings.get()).import.names).toBe('file')
  const choose = (content: string) =>
    app
      .getByRole('region', { name: 'Settings file' })
      .getByLabel('Settings file')
      .setInputFiles({ name: 'mine.json', mimeType: 'application/json', buffer: Buffer.from(content) })
  await choose(text.replace('import.names', 'import.nemes'))
  await expect(app.getByRole('alert').filter({ hasText: '“import.nemes”, which is unknown' })).toBeVisible()
  await choose(text)
  const dialog = app.getByRole('dialog', { name: 'Import settings' })
  await expect(dialog.getByRole('listitem')).toHaveText([
    /^Times ?seconds ?frames$/,
    /^Names of new takes ?file ?prompt$/,
    /^Source of new takes ?uploaded ?generated$/,
  ])
  expect(await barriers(app)).toEqual([])
  await dialog.getByRole('button', { name: 'Import' }).press('Enter')
  await expect(dialog).toBeHidden()
  await expect(app.getByRole('combobox', { name: 'Times' })).toHaveValue('frames')
  await expect.poll(async () => (await server.client.settings.get()).import.names).toBe('prompt')

  await expect(app.getByRole('list', { name: 'Analysers' })).toContainText('Scenes')
  await app.getByRole('button', { name: 'Clear cache' }).click()
  await expect
    .poll(async () => (await server.client.jobs.list({})).map(({ kind, state }) => `${kind} ${state}`))
    .toContain('clear_previews done')
  await expect.poll(async () => (await server.client.previews.size()).size_bytes).toBe(0)
})

test('a database of an early version says what compacting frees, and shrinks', async ({ app, server }) => {
  const database = openDatabase(join(server.folder, 'media.db'))
  database.pragma('auto_vacuum = NONE')
  database.exec(`
    VACUUM; CREATE TABLE noise AS
    WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000) SELECT randomblob(1000) FROM n;
    DROP TABLE noise`)
  database.close()
  await app.goto(new URL('/settings', app.url()).href)
  const part = app.getByRole('region', { name: 'Library', exact: true }).first()
  await expect(part).toContainText(/The database takes [\d.]+ MB, of which 2\.\d+ MB are unused\./)
  expect(await barriers(app)).toEqual([])
  await part.getByRole('button', { name: /^Compact, freeing 2\.\d+ MB$/ }).press('Enter')
  await expect(part.getByRole('button', { name: /Compact/ })).toHaveCount(0)
  await expect(part).toContainText(/The database takes [\d.]+ [kM]B\./)
  expect(await server.client.library.space()).toMatchObject({ shrinks: true, unused_bytes: 0 })
})
