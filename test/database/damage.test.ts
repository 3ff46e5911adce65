import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openDatabase } from '../../main/database/connection/connection.ts'
import { migrations } from '../../main/database/connection/migrate.ts'
import { databaseOf } from '../support/database-of.ts'
import { importAll, openLibrary, putClip, temporaryFolder } from '../support/library.ts'

test('a truncated database is refused with its path and stays unchanged', async () => {
  const { client, core, folder } = await openLibrary()
  await importAll(client, { paths: [await putClip('square.mp4', join(temporaryFolder(), 'take.mp4'))] })
  await core.close()
  const file = join(folder, 'media.db')
  const damaged = readFileSync(file).subarray(0, 6000).fill(0xaa, 100, 4000)
  writeFileSync(file, damaged)
  await expect(openLibrary({ folder })).rejects.toMatchObject({
    code: 'LIBRARY_DAMAGED',
    message: expect.stringContaining(file),
  })
  expect(readFileSync(file).equals(damaged)).toBe(true)
})

test('a search index that was searched before it was written is not called damaged', async () => {
  const { client } = await openLibrary()
  await importAll(client, { paths: [await putClip('square.mp4', join(temporaryFolder(), 'take.mp4'))] })
  const [id = ''] = await client.videos.ids({ search: 'take' })
  for (const name of ['Ferry', 'Harbour', 'Ferry again']) await client.videos.rename({ id, name })
  const checks = await client.library.doctor()
  expect(checks.find(({ name }) => name === 'database')).toMatchObject({ ok: true })
})

test('a backup opens as a library', async () => {
  const folder = temporaryFolder()
  const database = openDatabase(join(folder, 'media.db'))
  migrations[0]?.(database)
  database.exec(`PRAGMA user_version = 1;
    INSERT INTO videos (id, name, file_path, file_hash, size_bytes, codec, source_type)
    VALUES ('take', 'take', '/takes/take.mp4', 'aa', 12, 'h264', 'uploaded')`)
  database.close()
  await (await openLibrary({ folder })).core.close()
  const [backup = ''] = readdirSync(join(folder, 'backups'))
  const restored = join(temporaryFolder(), 'restored')
  mkdirSync(restored)
  writeFileSync(join(restored, 'media.db'), readFileSync(join(folder, 'backups', backup)))
  expect((await (await openLibrary({ folder: restored })).client.videos.list({})).items).toMatchObject([
    { name: 'take', codec: 'h264' },
  ])
})

test('a library on a read-only disk is refused', async ({ skip }) => {
  const folder = join(temporaryFolder(), 'library')
  mkdirSync(folder)
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'ro', 'tmpfs', folder]).status === 0
  onTestFinished(() => void (mounted && execFileSync('umount', ['-l', folder])))
  if (!mounted) return skip('a disk that may only be read cannot be mounted here')
  await expect(openLibrary({ folder })).rejects.toMatchObject({ code: 'LIBRARY_UNUSABLE' })
})

test('a library whose disk became read-only opens for viewing', async ({ skip }) => {
  const disk = join(temporaryFolder(), 'disk')
  mkdirSync(disk)
  const mounted = spawnSync('mount', ['-t', 'tmpfs', 'tmpfs', disk]).status === 0
  onTestFinished(() => void (mounted && execFileSync('umount', ['-l', disk])))
  if (!mounted) return skip('a disk cannot be mounted here')
  const { core, folder } = await openLibrary({ folder: join(disk, 'library') })
  await core.close()
  execFileSync('mount', ['-o', 'remount,ro', disk])
  const { client } = await openLibrary({ folder })
  expect((await client.library.get()).access).toMatchObject({
    state: 'read_only',
    reason: expect.stringContaining(folder),
  })
})

test('a value of the wrong type in a shared table does not hide the other rows', async () => {
  const { client, core } = await openLibrary()
  const add = databaseOf(core).prepare(
    `INSERT INTO videos (id, name, file_path, file_hash, size_bytes, source_type, duration_seconds, fps, resolution, created_at)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  add.run('plain', 'Plain', '/a', 'aa', 1, 'generated', 1, 24, '1x1', '2026-01-01 00:00:00')
  add.run('odd', 'Odd', '/b', 'bb', 1, 'imported', 'N/A', '', 1080, 1767225600)
  const { items } = await client.videos.list({})
  expect(items.map(({ id }) => id)).toEqual(['odd', 'plain'])
  expect(await client.videos.get({ id: 'odd' })).toMatchObject({ id: 'odd', source_type: 'imported' })
})
