import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, test, vi } from 'vitest'
import { openBackground } from '../../../main/background.ts'
import { restoreBackup } from '../../../main/restore-backup.ts'
import { backUpIfDue } from '../../../main/services/backups/create-backup.ts'
import { listBackups } from '../../../main/storage/backups.ts'
import { backupName, expiredBackups } from '../../../shared/backup-names.ts'
import type { Backup } from '../../../shared/contract/backups.ts'
import { dayMs } from '../../../shared/units.ts'
import { ended, importAll, openLibrary, putClip, temporaryFolder } from '../../support/library.ts'
import { putPicture } from '../../support/pictures.ts'

const now = new Date('2026-11-23T18:00:00Z')

async function createWorkflow(client: Awaited<ReturnType<typeof openLibrary>>['client'], name: string) {
  return (await client.workflows.create({ name, definition: '{"nodes":[{"id":"a","type":"Sora2Video"}]}' })).id
}

async function names(client: Awaited<ReturnType<typeof openLibrary>>['client']) {
  return (await client.workflows.list({})).items.map(({ name }) => name)
}

test('a backup of a library in use is compared and restored, and what it replaced can be restored again', async () => {
  const { client, core, folder } = await openLibrary()
  await createWorkflow(client, 'before')
  expect(await ended(client, await client.backups.create())).toMatchObject({ state: 'done', done: 1 })
  const [backup] = (await client.backups.list()).items
  expect(backup).toMatchObject({ reason: 'requested', size_bytes: expect.any(Number) })
  const name = backup?.name ?? ''
  await createWorkflow(client, 'after')
  expect(await client.backups.compare({ name })).toMatchObject({
    backup: { workflows: 1, videos: 0 },
    library: { workflows: 2, videos: 0 },
    only_in_library: 0,
    later_changes: 1,
  })
  await expect(client.backups.compare({ name: '../media.db' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await expect(client.backups.restore({ name })).rejects.toMatchObject({ code: 'NOT_SUPPORTED' })
  await expect(restoreBackup(folder, name, now)).rejects.toMatchObject({ code: 'CONFLICT' })
  await core.close()

  const replaced = await restoreBackup(folder, name, now)
  const again = await openLibrary({ folder })
  expect(await names(again.client)).toEqual(['before'])
  await again.core.close()
  await restoreBackup(folder, replaced, new Date(now.getTime() + 1000))
  const last = await openLibrary({ folder })
  expect((await names(last.client)).sort()).toEqual(['after', 'before'])
  expect((await client.backups.list()).items.map(({ reason }) => reason)).toEqual(
    expect.arrayContaining(['requested', 'replaced', 'replaced']),
  )
  expect(
    readdirSync(folder)
      .filter((file) => file.startsWith('media.db'))
      .sort(),
  ).toEqual(['media.db', 'media.db-shm', 'media.db-wal'])
})

test('takes and images that were removed after a backup get their files back from the trash', async () => {
  const { client, core, folder } = await openLibrary()
  const outside = join(temporaryFolder(), 'media')
  await client.settings.change({ folders: { videos: outside, images: null } })
  const sources = temporaryFolder()
  await importAll(client, {
    paths: [await putClip('square.mp4', join(sources, 'a.mp4')), putPicture(join(sources, 'still.png'))],
    mode: 'move',
  })
  await ended(client, await client.backups.create())
  const [backup] = (await client.backups.list()).items
  await importAll(client, { paths: [await putClip('portrait.mp4', join(sources, 'b.mp4'))], mode: 'move' })
  const [image] = (await client.images.list({})).items
  await client.images.remove({ ids: [image?.id ?? ''] })
  await client.videos.remove({ ids: (await client.videos.list({})).items.map(({ id }) => id) })
  await core.close()

  await restoreBackup(folder, backup?.name ?? '', now)
  const again = await openLibrary({ folder })
  await again.client.videos.list({})
  const background = openBackground(again.core)
  await vi.waitFor(async () => expect((await again.client.videos.list({})).items).toHaveLength(2), 20_000)
  await background.close()
  const stored = [...(await again.client.videos.list({})).items, ...(await again.client.images.list({})).items]
  for (const { file_hash, ...one } of stored) {
    const bytes = readFileSync('path' in one ? one.path : one.file_path)
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(file_hash)
  }
  expect(stored.map(({ missing_since }) => missing_since)).toEqual([null, null, null])
  expect(await again.client.trash.size({})).toEqual({ size_bytes: 0 })
})

test('a damaged backup is refused, and a damaged database is replaced and kept', async () => {
  const { client, core, folder } = await openLibrary()
  await createWorkflow(client, 'kept')
  await ended(client, await client.backups.create())
  const [good] = await listBackups(core.layout)
  const damaged = backupName('requested', now, 1)
  const bytes = readFileSync(join(core.layout.backups, good?.name ?? ''))
  writeFileSync(join(core.layout.backups, damaged), bytes.fill(7, 4096, 12_288))
  await core.close()
  const before = readFileSync(join(folder, 'media.db'))
  await expect(restoreBackup(folder, damaged, now)).rejects.toMatchObject({ code: 'LIBRARY_UNUSABLE' })
  expect(readFileSync(join(folder, 'media.db')).equals(before)).toBe(true)

  writeFileSync(join(folder, 'media.db'), 'no database any more')
  const replaced = await restoreBackup(folder, good?.name ?? '', now)
  expect(readFileSync(join(core.layout.backups, replaced), 'utf8')).toBe('no database any more')
  expect(await names((await openLibrary({ folder })).client)).toEqual(['kept'])
})

test('a library is backed up once a day, and old daily backups go', async () => {
  let time = new Date()
  const { core } = await openLibrary({ clock: () => time })
  await backUpIfDue(core)
  expect(await listBackups(core.layout)).toEqual([])
  const day = (days: number) => new Date(Date.now() + days * 86_400_000)
  for (let days = 1; days <= 9; days++) {
    time = day(days)
    await backUpIfDue(core)
    await backUpIfDue(core)
  }
  const kept = await listBackups(core.layout)
  expect(kept.length).toBeGreaterThanOrEqual(7)
  expect(kept.length).toBeLessThanOrEqual(8)
  expect(kept[0]?.created_at.slice(0, 10)).toBe(day(9).toISOString().slice(0, 10))
})

test('of daily backups, the newest of 7 days and of 4 weeks are kept; others are never removed', () => {
  const at = (created_at: string, reason: Backup['reason'] = 'daily') => ({
    name: created_at,
    reason,
    created_at,
    size_bytes: 1,
  })
  const november = Array.from({ length: 30 }, (_, index) =>
    at(`2026-11-${String(index + 1).padStart(2, '0')} 09:00:00`),
  )
  const expired = expiredBackups(
    [...november, at('2026-11-30 21:00:00'), at('2020-01-01 00:00:00', 'requested'), at('2031-01-01 09:00:00')],
    '2026-11-30 22:00:00',
  )
  const kept = [...november, at('2026-11-30 21:00:00')].filter(
    ({ name }) => !expired.some((other) => other.name === name),
  )
  expect(kept.map(({ created_at }) => created_at.slice(8, 13))).toEqual([
    ...['15 09', '22 09', '24 09', '25 09', '26 09', '27 09', '28 09', '29 09', '30 21'],
  ])
  expect(expired.some(({ reason }) => reason !== 'daily')).toBe(false)
})

test('a backup on request stays until it is deleted', async () => {
  const { client, core } = await openLibrary()
  await ended(client, await client.backups.create())
  const [backup] = (await client.backups.list()).items
  const name = backup?.name ?? ''
  await expect(client.backups.delete({ name: '../media.db' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  expect(await client.backups.delete({ name })).toEqual({ size_bytes: backup?.size_bytes })
  expect(await listBackups(core.layout)).toEqual([])
})

test('two instances that find a daily backup due make one', async () => {
  const one = await openLibrary({ clock: () => new Date(Date.now() + 2 * dayMs) })
  const other = await openLibrary({ folder: one.folder, clock: () => new Date(Date.now() + 2 * dayMs) })
  await Promise.all([backUpIfDue(one.core), backUpIfDue(other.core)])
  expect((await listBackups(one.core.layout)).map(({ reason }) => reason)).toEqual(['daily'])
})

test('a backup holds what was there when it began, though changes go on while it is written', async () => {
  const { client, core } = await openLibrary()
  await createWorkflow(client, 'before')
  let isRunning = true
  const backingUp = ended(client, await client.backups.create()).finally(() => {
    isRunning = false
  })
  let written = 0
  while (isRunning) await createWorkflow(client, `during ${written++}`)
  expect(await backingUp).toMatchObject({ state: 'done' })
  const [backup] = (await client.backups.list()).items
  const compared = await client.backups.compare({ name: backup?.name ?? '' })
  expect(compared.backup.workflows).toBeGreaterThanOrEqual(1)
  expect(compared.backup.workflows).toBeLessThanOrEqual(1 + written)
  // Commits move their pages into the database again.
  const { rows } = await core.write(({ db }) =>
    sql<{ wal_autocheckpoint: number }>`PRAGMA wal_autocheckpoint`.execute(db),
  )
  expect(rows).toEqual([{ wal_autocheckpoint: 1000 }])
})
