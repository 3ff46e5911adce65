import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { findOffline, volumeOf } from '../../main/storage/offline.ts'
import { databaseOf } from '../support/database-of.ts'
import { ended, importAll, openLibrary, putClip, temporaryFolder } from '../support/library.ts'

test.for([
  ['/Volumes/Takes/day 1/a.mp4', '/Volumes/Takes'],
  ['/media/ann/USB DISK/a.mp4', '/media/ann/USB DISK'],
  ['/run/media/ann/disk/deep/a.mp4', '/run/media/ann/disk'],
  ['/mnt/share/a.mp4', '/mnt/share'],
  ['E:\\takes\\a.mp4', 'E:\\'],
  ['\\\\nas\\takes\\a.mp4', '\\\\nas\\takes\\'],
  ['/home/ann/Volumes/a.mp4', undefined],
  ['/Volumes/Takes', undefined],
] as const)('the disk of %s is mounted at %s', ([path, folder]) => {
  expect(volumeOf(path)).toBe(folder)
})

test('a folder that is gone, or at which nothing is mounted, is away; one with anything in it is not', async () => {
  const root = join(temporaryFolder(), 'disk')
  const path = join(root, 'deep', 'take.mp4')
  expect((await findOffline([path], [root]))(path)).toBe(true)
  mkdirSync(root)
  expect((await findOffline([path], [root]))(path)).toBe(true)
  mkdirSync(join(root, 'other'))
  expect((await findOffline([path], [root]))(path)).toBe(false)
  expect((await findOffline([path], [`${root} 2`]))(path)).toBe(false)
})

/** A library that watches a folder as a disk would hold it, with one take. */
async function openWithDisk() {
  const library = await openLibrary()
  const disk = join(temporaryFolder(), 'disk')
  const path = await putClip('square.mp4', join(disk, 'day 1', 'take.mp4'))
  await library.client.watched.add({ path: disk })
  const id = (await importAll(library.client, { paths: [disk] })).items[0]?.video_id ?? ''
  return { ...library, disk, path, id }
}

test('a take whose disk is away is offline, not missing, whatever is asked of it; it is there again with its disk', async () => {
  const { client, core, disk, path, id } = await openWithDisk()
  renameSync(disk, `${disk} unplugged`)
  expect(await client.videos.get({ id })).toMatchObject({
    is_offline: true,
    missing_since: null,
    locations: [{ path, is_offline: true, missing_since: null }],
  })
  expect((await client.videos.list({})).items).toMatchObject([{ id, is_offline: true, missing_since: null }])
  const claim = { file_path: path, file_hash: `sha256:${'0'.repeat(64)}`, config_hash: `sha256:${'1'.repeat(64)}` }
  const { id: analysis } = await client.analyses.save(claim)
  await ended(client, await client.analyses.verify({ ids: [analysis] }))
  await importAll(client, { paths: [path] })
  expect(databaseOf(core).prepare('SELECT missing_since FROM locations').pluck().all()).toEqual([null])
  // The folder at which it was mounted stays, with nothing in it.
  mkdirSync(disk)
  expect(await client.videos.get({ id })).toMatchObject({ is_offline: true, missing_since: null })
  rmSync(disk, { recursive: true })
  renameSync(`${disk} unplugged`, disk)
  expect(await client.videos.get({ id })).toMatchObject({ is_offline: false, missing_since: null, file_path: path })
})

test('a file that was deleted from a disk that is there is missing', async () => {
  const { client, disk, path, id } = await openWithDisk()
  await putClip('portrait.mp4', join(disk, 'other.mp4'))
  rmSync(path)
  const video = await client.videos.get({ id })
  expect(video).toMatchObject({ is_offline: false, missing_since: expect.any(String) })
})

test('a disk that is mounted elsewhere plays from there, and the old place is only offline', async () => {
  const { client, disk, path, id } = await openWithDisk()
  const elsewhere = `${disk} 1`
  renameSync(disk, elsewhere)
  expect((await importAll(client, { paths: [elsewhere] })).job).toMatchObject({ moved: 1, added: 0 })
  const video = await client.videos.get({ id })
  expect(video).toMatchObject({
    file_path: join(elsewhere, 'day 1', 'take.mp4'),
    is_offline: false,
    missing_since: null,
  })
  expect(video.locations.find((location) => location.path === path)).toMatchObject({
    is_offline: true,
    missing_since: null,
  })
  expect(existsSync(video.file_path)).toBe(true)
})
