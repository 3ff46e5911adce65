import { appendFileSync, existsSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Platform } from '../../../main/core.ts'
import { createClient } from '../../../main/router.ts'
import { databaseOf } from '../../support/database-of.ts'
import { importAll, openLibrary, putClip, temporaryFolder } from '../../support/library.ts'

async function threeVideos(mode: 'copy' | 'reference', platform: Platform = {}) {
  const library = await openLibrary({ platform })
  const folder = temporaryFolder()
  const ids: string[] = []
  for (const name of ['square.mp4', 'portrait.mp4', 'landscape.mp4'] as const) {
    const { items } = await importAll(library.client, { paths: [await putClip(name, join(folder, name))], mode })
    ids.push(items[0]?.video_id ?? '')
  }
  return { ...library, ids, takes: folder }
}

test('a removed video goes to the trash, and undo puts file, facts, name and order back', async () => {
  const { client, core, ids } = await threeVideos('copy')
  const [, middle = ''] = ids
  await client.videos.rename({ id: middle, name: 'The good one' })
  const before = await client.videos.get({ id: middle })
  expect(await client.videos.remove({ ids: [middle, 'unknown', middle] })).toEqual({ removed: [middle] })
  expect((await client.videos.list({})).total).toBe(2)
  expect(existsSync(before.file_path)).toBe(false)
  expect(existsSync(join(core.layout.trash, middle))).toBe(true)
  expect(await client.videos.restore({ ids: [middle] })).toEqual({ restored: [middle] })
  expect(await client.videos.get({ id: middle })).toEqual(before)
  expect((await client.videos.list({ order: 'asc' })).items.map(({ id }) => id)).toEqual(ids)
  expect(existsSync(before.file_path)).toBe(true)
})

test('a referenced file is not touched by a removal', async () => {
  const { client, ids, takes } = await threeVideos('reference')
  await client.videos.remove({ ids })
  expect((await client.videos.list({})).total).toBe(0)
  expect(existsSync(join(takes, 'square.mp4'))).toBe(true)
  expect((await client.videos.restore({ ids })).restored).toEqual(ids)
  expect((await client.videos.list({})).total).toBe(3)
})

test('with delete_file, a file outside goes to the system’s trash, if it is one and still has the content', async () => {
  const trashed: string[] = []
  const trashFile = async (path: string) => {
    trashed.push(path)
    rmSync(path)
  }
  const { client, core, ids, takes } = await threeVideos('reference', { trashFile })
  const own = await importAll(client, { paths: [await putClip('sound.mp4', join(takes, 'own.mp4'))], mode: 'copy' })
  const [square = '', portrait = '', landscape = ''] = ['square', 'portrait', 'landscape'].map((name) =>
    join(takes, `${name}.mp4`),
  )
  appendFileSync(portrait, 'changed')
  renameSync(landscape, join(takes, 'elsewhere.mp4'))
  symlinkSync(join(takes, 'elsewhere.mp4'), landscape)
  const program = createClient(core, { user_id: 'a', scope: 'write', via: 'token' })
  await expect(program.videos.remove({ ids, delete_file: true })).rejects.toMatchObject({ code: 'MISSING_SCOPE' })
  expect(await client.videos.count({})).toEqual({ total: 4 })
  const removed = await client.videos.remove({ ids: [...ids, own.items[0]?.video_id ?? ''], delete_file: true })
  expect(removed.removed).toHaveLength(4)
  expect(removed.files).toEqual([
    { path: square, error: null },
    { path: portrait, error: expect.stringContaining('another content') },
    { path: landscape, error: expect.stringContaining('link') },
  ])
  expect(trashed).toEqual([square])
  await client.videos.restore({ ids: removed.removed })
  await putClip('square.mp4', square)
  expect(await client.videos.get({ id: ids[0] ?? '' })).toMatchObject({ missing_since: null })
})

test('a file that cannot go to the trash stays where it is, and nothing else is kept from going', async () => {
  const { client, core, ids, warnings } = await threeVideos('copy')
  const [first = '', second = ''] = ids
  const [blocked, free] = [await client.videos.get({ id: first }), await client.videos.get({ id: second })]
  writeFileSync(join(core.layout.trash, first), 'in the way')
  expect(await client.videos.remove({ ids: [first, second] })).toEqual({ removed: [first, second] })
  expect([existsSync(blocked.file_path), existsSync(free.file_path)]).toEqual([true, false])
  expect(warnings.join('')).toContain(blocked.file_path)
  expect((await client.videos.restore({ ids: [first, second] })).restored).toEqual([first, second])
  expect(await client.videos.get({ id: first })).toEqual(blocked)
  expect(await client.videos.get({ id: second })).toEqual(free)
})

test('a content that came in again meanwhile is not doubled by an undo', async () => {
  const { client, ids, takes } = await threeVideos('reference')
  const [first = ''] = ids
  await client.videos.remove({ ids: [first] })
  const { items } = await importAll(client, { paths: [join(takes, 'square.mp4')] })
  expect(items[0]).toMatchObject({ outcome: 'added' })
  await expect(client.videos.restore({ ids: [first] })).rejects.toMatchObject({ code: 'CONFLICT' })
  expect((await client.videos.list({})).total).toBe(3)
})

test('removing or restoring twice is no error, and says that nothing was done', async () => {
  const { client, ids } = await threeVideos('copy')
  await client.videos.remove({ ids })
  expect(await client.videos.remove({ ids })).toEqual({ removed: [] })
  await client.videos.restore({ ids })
  expect(await client.videos.restore({ ids })).toEqual({ restored: [] })
})

test('of a content that another program stored twice, one row can go', async () => {
  const { client, core, ids } = await threeVideos('copy')
  const [first = ''] = ids
  const video = await client.videos.get({ id: first })
  databaseOf(core)
    .prepare('INSERT INTO videos (id, name, file_path, file_hash, size_bytes, source_type) VALUES (?, ?, ?, ?, 1, ?)')
    .run('twin', 'Twin', '/elsewhere.mp4', video.file_hash, 'generated')
  await client.videos.remove({ ids: ['twin'] })
  expect(existsSync(video.file_path)).toBe(true)
  expect((await client.videos.get({ id: first })).locations).toHaveLength(video.locations.length)
  expect(await client.videos.restore({ ids: ['twin'] })).toEqual({ restored: ['twin'] })
})

/** A row and its file in `videos/`, as another program writes them; Rushes has not looked at the file. */
async function foreignVideo() {
  const library = await openLibrary()
  const { core } = library
  const path = await putClip('square.mp4', join(core.layout.videos, 'theirs.mp4'))
  const { file_hash: hash } = await core.files.run({ kind: 'hash', path })
  databaseOf(core)
    .prepare('INSERT INTO videos (id, name, file_path, file_hash, size_bytes, source_type) VALUES (?, ?, ?, ?, 1, ?)')
    .run('theirs', 'Theirs', 'videos/theirs.mp4', hash, 'generated')
  return { ...library, path }
}

test('the file of a row that another program wrote goes to the trash, and comes back', async () => {
  const { client, core, path } = await foreignVideo()
  await client.videos.remove({ ids: ['theirs'] })
  expect(existsSync(path)).toBe(false)
  expect(existsSync(join(core.layout.trash, 'theirs', 'theirs.mp4'))).toBe(true)
  expect(await client.videos.restore({ ids: ['theirs'] })).toEqual({ restored: ['theirs'] })
  expect(existsSync(path)).toBe(true)
  expect(await client.videos.get({ id: 'theirs' })).toMatchObject({ file_path: 'videos/theirs.mp4', locations: [] })
})

test('the content of a row that another program wrote is not doubled by an undo either', async () => {
  const { client } = await foreignVideo()
  await client.videos.remove({ ids: ['theirs'] })
  const again = await putClip('square.mp4', join(temporaryFolder(), 'again.mp4'))
  expect((await importAll(client, { paths: [again] })).items).toMatchObject([{ outcome: 'added' }])
  await expect(client.videos.restore({ ids: ['theirs'] })).rejects.toMatchObject({ code: 'CONFLICT' })
})

test('what was removed before a removal said whether it shared its content comes back', async () => {
  const { client, core, ids } = await threeVideos('copy')
  const [first = ''] = ids
  const before = await client.videos.get({ id: first })
  await client.videos.remove({ ids: [first] })
  databaseOf(core).prepare('UPDATE removed_videos SET shared = NULL').run()
  await client.videos.restore({ ids: [first] })
  expect(await client.videos.get({ id: first })).toEqual(before)
})
