import { createHash } from 'node:crypto'
import {
  appendFileSync,
  copyFileSync,
  existsSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { basename, join } from 'node:path'
import { expect, test } from 'vitest'
import { clip, manyClips } from '../support/clips.ts'
import { databaseOf } from '../support/database-of.ts'
import { importAll, openLibrary, putClip, temporaryFolder } from '../support/library.ts'

const sha256 = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex')

test('a video is recorded with its facts, its location and a poster', async () => {
  const { client, core } = await openLibrary()
  const path = await putClip('sound.mp4', join(temporaryFolder(), 'Ferry, take 4.mp4'))
  const { job, items } = await importAll(client, { paths: [path] })
  expect(job).toMatchObject({ state: 'done', done: 1, total: 1, added: 1, duplicates: 0, failed: 0 })
  const [item] = items
  const video = await client.videos.get({ id: item?.video_id ?? '' })
  expect(item).toEqual({
    seq: 0,
    path,
    outcome: 'added',
    video_id: video.id,
    is_duplicate: false,
    original_id: null,
    error: null,
  })
  expect(video).toMatchObject({
    name: 'Ferry, take 4',
    file_path: path,
    file_hash: sha256(path),
    size_bytes: statSync(path).size,
    source_type: 'uploaded',
    resolution: '320x180',
    aspect_ratio: '16:9',
    codec: 'h264',
    fps: 25,
    frame_rate: '25/1',
    audio_codec: 'aac',
    missing_since: null,
    locations: [{ path, missing_since: null }],
  })
  expect(existsSync(await core.previews.ensure('poster', video))).toBe(true)
})

test('the same content under another name is a duplicate: another location, nothing stored', async () => {
  const { client } = await openLibrary()
  const folder = temporaryFolder()
  const first = await putClip('square.mp4', join(folder, 'first.mp4'))
  const second = await putClip('square.mp4', join(folder, 'second.mov'))
  const original = (await importAll(client, { paths: [first] })).items[0]?.video_id
  const { items } = await importAll(client, { paths: [second] })
  expect(items).toMatchObject([{ video_id: original, is_duplicate: true, original_id: original }])
  expect((await client.videos.list({})).total).toBe(1)
  const { locations } = await client.videos.get({ id: original ?? '' })
  expect(locations.map(({ path }) => path)).toEqual([first, second])
})

test('copies among the files of one import make one video', async () => {
  const { client } = await openLibrary()
  const folder = temporaryFolder()
  for (let index = 0; index < 8; index++) await putClip('square.mp4', join(folder, `${index}.mp4`))
  const { job } = await importAll(client, { paths: [folder], mode: 'copy' })
  expect(job).toMatchObject({ added: 1, duplicates: 7, failed: 0 })
  const { items } = await client.videos.list({})
  expect((await client.videos.get({ id: items[0]?.id ?? '' })).locations).toHaveLength(9)
})

test('a copied file stays, and the library has its own', async () => {
  const { client, core } = await openLibrary()
  const path = await putClip('square.mp4', join(temporaryFolder(), 'take.mp4'))
  await importAll(client, { paths: [path], mode: 'copy' })
  const [video] = (await client.videos.list({})).items
  expect(video?.file_path.startsWith(core.layout.videos)).toBe(true)
  expect(sha256(video?.file_path ?? '')).toBe(sha256(path))
  const { locations } = await client.videos.get({ id: video?.id ?? '' })
  expect(new Set(locations.map((it) => it.path))).toEqual(new Set([path, video?.file_path]))
})

test('a moved file leaves its old place', async () => {
  const { client, core } = await openLibrary()
  const path = await putClip('square.mp4', join(temporaryFolder(), 'take.mp4'))
  const hash = sha256(path)
  await importAll(client, { paths: [path], mode: 'move' })
  const [video] = (await client.videos.list({})).items
  expect(existsSync(path)).toBe(false)
  expect(sha256(video?.file_path ?? '')).toBe(hash)
  expect(video?.file_path.startsWith(core.layout.videos)).toBe(true)
})

test('a moved duplicate stays where it is: nothing is thrown away by an import', async () => {
  const { client } = await openLibrary()
  const folder = temporaryFolder()
  await importAll(client, { paths: [await putClip('square.mp4', join(folder, 'a.mp4'))], mode: 'move' })
  const again = await putClip('square.mp4', join(folder, 'b.mp4'))
  const { job } = await importAll(client, { paths: [again], mode: 'move' })
  expect(job.duplicates).toBe(1)
  expect(existsSync(again)).toBe(true)
})

test('a linked file shares its bytes with the library', async () => {
  const { client } = await openLibrary()
  const path = await putClip('square.mp4', join(temporaryFolder(), 'take.mp4'))
  await importAll(client, { paths: [path], mode: 'link' })
  const [video] = (await client.videos.list({})).items
  const [linked, source] = [statSync(video?.file_path ?? ''), statSync(path)]
  expect(video?.file_path).not.toBe(path)
  expect([linked.dev, linked.ino]).toEqual([source.dev, source.ino])
  expect(source.nlink).toBe(2)
})

test('an unchanged file that is named is known again without being opened', async () => {
  const { client, core } = await openLibrary()
  const path = await putClip('square.mp4', join(temporaryFolder(), 'take.mp4'))
  await importAll(client, { paths: [path] })
  const read: string[] = []
  const { run } = core.files
  core.files.run = (task, options) => {
    read.push(task.kind)
    return run(task, options)
  }
  expect((await importAll(client, { paths: [path] })).job.duplicates).toBe(1)
  expect(read).toEqual(['stats'])
})

test('a file that was written over becomes a new video, and the old one is kept as missing', async () => {
  const { client } = await openLibrary()
  const path = await putClip('square.mp4', join(temporaryFolder(), 'take.mp4'))
  const old = (await importAll(client, { paths: [path] })).items[0]?.video_id ?? ''
  copyFileSync(await clip('portrait.mp4'), path)
  const { items } = await importAll(client, { paths: [path] })
  expect(items[0]).toMatchObject({ outcome: 'added', is_duplicate: false })
  expect(await client.videos.get({ id: items[0]?.video_id ?? '' })).toMatchObject({
    file_path: path,
    resolution: '180x320',
  })
  const before = await client.videos.get({ id: old })
  expect(before.missing_since).not.toBeNull()
  expect(before.file_path).toContain('overwritten')
})

test('a video whose file was written over plays from its other location', async () => {
  const { client } = await openLibrary()
  const folder = temporaryFolder()
  const path = await putClip('square.mp4', join(folder, 'a.mp4'))
  const copy = await putClip('square.mp4', join(folder, 'b.mp4'))
  const old = (await importAll(client, { paths: [path, copy] })).items[0]?.video_id ?? ''
  copyFileSync(await clip('portrait.mp4'), path)
  copyFileSync(await clip('landscape.mp4'), copy)
  await importAll(client, { paths: [copy] })
  expect((await client.videos.get({ id: old })).file_path).not.toBe(copy)
  const third = await putClip('square.mp4', join(folder, 'c.mp4'))
  await importAll(client, { paths: [third] })
  expect(await client.videos.get({ id: old })).toMatchObject({ file_path: third, missing_since: null })
})

test('a renamed folder keeps its videos, their ids and names', async () => {
  const { client } = await openLibrary()
  const folder = join(temporaryFolder(), 'before')
  const path = await putClip('square.mp4', join(folder, 'take.mp4'))
  const id = (await importAll(client, { paths: [folder] })).items[0]?.video_id ?? ''
  await client.videos.rename({ id, name: 'The good one' })
  const after = join(folder, '..', 'after')
  renameSync(folder, after)
  expect(await client.videos.get({ id })).toMatchObject({ missing_since: expect.any(String) })
  expect((await importAll(client, { paths: [after] })).job).toMatchObject({ added: 0, moved: 1 })
  const video = await client.videos.get({ id })
  expect(video).toMatchObject({ name: 'The good one', file_path: join(after, basename(path)), missing_since: null })
})

test('a disk that comes back makes the video present again', async () => {
  const { client } = await openLibrary()
  const disk = join(temporaryFolder(), 'disk')
  await putClip('square.mp4', join(disk, 'take.mp4'))
  const id = (await importAll(client, { paths: [disk] })).items[0]?.video_id ?? ''
  renameSync(disk, `${disk} unplugged`)
  expect((await client.videos.get({ id })).missing_since).not.toBeNull()
  renameSync(`${disk} unplugged`, disk)
  expect((await client.videos.get({ id })).missing_since).toBeNull()
})

test.for(['hash', 'fingerprint'] as const)(
  'a file that is written after its %s was taken is not taken in',
  async (kind) => {
    const { client, core } = await openLibrary()
    const path = await putClip('square.mp4', join(temporaryFolder(), 'take.mp4'))
    // Only a path that the library knows is fingerprinted before it is read.
    if (kind === 'fingerprint') await importAll(client, { paths: [path], mode: 'reference' })
    const { total } = await client.videos.list({})
    await putClip('portrait.mp4', path)
    const { run } = core.files
    core.files.run = async (task, options) => {
      const result = await run(task, options)
      if (task.kind === kind) appendFileSync(path, 'more')
      return result
    }
    const { items } = await importAll(client, { paths: [path] })
    expect(items[0]?.error).toMatchObject({ code: 'FILE_CHANGED', message: expect.stringContaining(path) })
    expect((await client.videos.list({})).total).toBe(total)
  },
)

test('a file that vanishes is named, and the others go on', async () => {
  const { client, core } = await openLibrary()
  const folder = temporaryFolder()
  const gone = await putClip('square.mp4', join(folder, 'a.mp4'))
  await putClip('portrait.mp4', join(folder, 'b.mp4'))
  const { run } = core.files
  core.files.run = async (task, options) => {
    const result = await run(task, options)
    rmSync(gone, { force: true })
    return result
  }
  const { job, items } = await importAll(client, { paths: [folder] })
  expect(job).toMatchObject({ state: 'done', added: 1, failed: 1 })
  expect(items.find(({ outcome }) => outcome === 'failed')).toMatchObject({
    path: gone,
    error: { code: 'FILE_MISSING' },
  })
})

test('a new time on an old file is no new video', async () => {
  const { client } = await openLibrary()
  const path = await putClip('square.mp4', join(temporaryFolder(), 'take.mp4'))
  await importAll(client, { paths: [path] })
  utimesSync(path, 1_000_000, 1_000_000)
  expect((await importAll(client, { paths: [path] })).job).toMatchObject({ added: 0, duplicates: 1 })
  expect((await client.videos.list({})).items[0]?.file_path).toBe(path)
})

test('three hundred files go in, and once more without a new one', async () => {
  const { client, core } = await openLibrary()
  const folder = temporaryFolder()
  await manyClips(folder, 300)
  const [one, two] = await Promise.all([importAll(client, { paths: [folder] }), importAll(client, { paths: [folder] })])
  expect(one.job.added + two.job.added).toBe(300)
  expect([one, two].reduce((sum, { job }) => sum + job.duplicates + job.unchanged, 0)).toBe(300)
  expect(databaseOf(core).prepare('SELECT count(DISTINCT file_hash) FROM videos').pluck().get()).toBe(300)
  expect((await client.videos.list({ order: 'asc', offset: 295, limit: 100 })).items).toHaveLength(5)
})

test('files of one size with the same samples that differ elsewhere are two videos with two media ids', async () => {
  const { client, core } = await openLibrary()
  const folder = temporaryFolder()
  const first = await putClip('ten-seconds.mp4', join(folder, 'first.mp4'))
  const bytes = readFileSync(first)
  const at = Math.floor(bytes.length / 4)
  bytes[at] = (bytes[at] ?? 0) ^ 1
  const second = join(folder, 'second.mp4')
  writeFileSync(second, bytes)
  expect((await importAll(client, { paths: [first, second] })).job).toMatchObject({ added: 2, failed: 0 })
  const { items } = await client.videos.list({})
  expect(new Set(items.map(({ id }) => id)).size).toBe(2)
  expect(new Set(items.map(({ file_hash }) => file_hash))).toEqual(new Set([sha256(first), sha256(second)]))
  const samples = databaseOf(core).prepare('SELECT DISTINCT size_bytes, sample_hash FROM locations').all()
  expect(samples).toHaveLength(1)
})
