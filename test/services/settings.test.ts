import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { newName } from '../../main/ingest/new-name.ts'
import { printSettingsFile, readSettingsFile, settingDifferences, valuesOfLibrary } from '../../shared/settings-file.ts'
import { importAll, openLibrary, putClip, temporaryFolder } from '../support/library.ts'
import { runRushes } from '../support/terminal.ts'

test('settings of the library have defaults, are checked, and name new takes', async () => {
  const { client } = await openLibrary()
  const defaults = {
    import: { names: 'file', source: 'uploaded' },
    folders: { videos: null, images: null },
    previews: { max_bytes: null },
    trash: { max_days: null, max_bytes: null },
  }
  expect(await client.settings.get()).toEqual(defaults)
  const wanted = { import: { names: 'folder', source: 'generated' }, trash: { max_days: 7, max_bytes: null } } as const
  expect(await client.settings.change(wanted)).toEqual({ ...defaults, ...wanted })
  expect(await client.trash.limits()).toEqual({ max_days: 7, max_bytes: null })
  await expect(client.settings.change({ previews: { max_bytes: 1 } })).rejects.toMatchObject({ code: 'BAD_INPUT' })
  const clip = await putClip('square.mp4', join(temporaryFolder(), 'Monday', 'ferry.mp4'))
  await importAll(client, { paths: [clip] })
  const { items } = await client.videos.list({})
  expect(items).toMatchObject([{ name: 'Monday / ferry', source_type: 'generated' }])
})

test('a name is that of the file, with its folder, or the beginning of the prompt', () => {
  const prompt = 'A ferry  at dawn, '.repeat(10)
  expect(newName('file', '/a/b/c.mp4', prompt)).toBe('c')
  expect(newName('folder', '/a/b/c.mp4', prompt)).toBe('b / c')
  expect(newName('folder', '/c.mp4', prompt)).toBe('c')
  expect(newName('prompt', '/a/c.mp4', ' A  ferry\nat dawn ')).toBe('A ferry at dawn')
  expect(newName('prompt', '/a/c.mp4', prompt)).toMatch(/^A ferry at dawn, .{40,80}…$/)
  expect(newName('prompt', '/a/c.mp4', ' ')).toBe('c')
})

test('a settings file is read as it was written, and refused as a whole', () => {
  const values = {
    'trash.max_days': 30,
    'previews.max_bytes': null,
    'playback.repeat': true,
    'keyboard.Player: J': 'H',
  }
  expect(readSettingsFile('a.json', printSettingsFile(values))).toEqual(values)
  expect(settingDifferences({ 'trash.max_days': null, 'previews.max_bytes': null }, values)).toEqual([
    { key: 'trash.max_days', label: 'Keep in the trash', before: 'any time', after: '30 days' },
    { key: 'playback.repeat', label: 'Repeat', before: 'default', after: 'on' },
    { key: 'keyboard.Player: J', label: 'Shortcut Player: J', before: 'default', after: 'H' },
  ])
  const reading = (settings: object) => () => readSettingsFile('a.json', printSettingsFile(settings as never))
  expect(reading({ 'trash.max_dayz': 1 })).toThrow('“a.json” has the setting “trash.max_dayz”, which is unknown.')
  expect(reading({ toString: 1 })).toThrow('“toString”, which is unknown')
  expect(reading({ 'trash.max_days': 0.5 })).toThrow(/^“a\.json”: trash\.max_days must be a whole number\. Nothing/)
  expect(() => readSettingsFile('a.json', '[')).toThrow('“a.json” isn’t a settings file')
})

test('the terminal shows settings, and moves them to another library after a preview', async () => {
  const [one, other] = [await openLibrary(), await openLibrary()]
  await one.client.settings.change({ trash: { max_days: 30, max_bytes: 5e9 } })
  await one.core.close()
  const file = join(temporaryFolder(), 'settings.json')
  const rushes = (folder: string, ...args: string[]) => runRushes(['settings', ...args, '--library', folder])
  expect((await rushes(one.folder, 'show')).stdout).toMatch(/trash\.max_days +30\n/)
  expect((await rushes(one.folder, 'export', file)).stdout).toContain('Wrote 7 settings')
  expect(await rushes(one.folder, 'export', file)).toMatchObject({ code: expect.not.stringMatching(/^0$/) })
  const preview = await rushes(other.folder, 'import', file)
  expect(preview.stdout).toMatch(/trash\.max_days +any time +30 days\n.*trash\.max_bytes +any size +5 GB\nAdd --yes/s)
  expect((await other.client.settings.get()).trash.max_days).toBeNull()
  expect((await rushes(other.folder, 'import', file, '--yes')).code).toBe(0)
  expect(valuesOfLibrary(await other.client.settings.get())).toMatchObject({ 'trash.max_days': 30 })
  writeFileSync(file, '{"format":"rushes-settings","version":1,"settings":{"token":"x"}}')
  expect(await rushes(other.folder, 'import', file, '--yes')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('the setting “token”, which is unknown. Nothing was changed.'),
  })
})
