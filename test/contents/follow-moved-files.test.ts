import {
  appendFileSync,
  cpSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { startMoveConfirmation } from '../../main/ingest/confirm-moved-files.ts'
import type { FileTask } from '../../main/media/files/file-tasks.ts'
import { manyClips } from '../support/clips.ts'
import { databaseOf } from '../support/database-of.ts'
import { ended, importAll, openLibrary, putClip, type TestLibrary, temporaryFolder } from '../support/library.ts'

/** Imports a folder and returns the requests to the hash threads. */
async function importCounting({ client, core }: TestLibrary, folder: string) {
  const tasks: FileTask['kind'][] = []
  const { run } = core.files
  core.files.run = (task, options) => {
    tasks.push(task.kind)
    return run(task, options)
  }
  const { job, items } = await importAll(client, { paths: [folder] })
  core.files.run = run
  return { job, items, tasks }
}

/** Waits for the background job that reads what was followed. */
async function confirmed({ client, core }: TestLibrary): Promise<void> {
  for (const id of core.jobs.ids()) await ended(client, await client.jobs.get({ id }))
}

const unconfirmed = ({ core }: TestLibrary) =>
  databaseOf(core)
    .prepare('SELECT path FROM locations WHERE verified_at IS NULL AND missing_since IS NULL')
    .pluck()
    .all()

/** The file at `path` with one byte changed where no sample is, and everything else as it was. */
function disturb(path: string): void {
  const { atime, mtime } = statSync(path)
  const bytes = readFileSync(path)
  const at = Math.floor(bytes.length / 4)
  bytes[at] = (bytes[at] ?? 0) ^ 1
  writeFileSync(path, bytes)
  utimesSync(path, atime, mtime)
}

test('a folder that was moved takes its videos along, with all that is known of them, and is confirmed behind', async () => {
  const library = await openLibrary()
  const { client } = library
  const before = join(temporaryFolder(), 'before')
  await manyClips(before, 30)
  await importAll(client, { paths: [before] })
  const [video] = (await client.videos.list({ limit: 1 })).items
  const id = video?.id ?? ''
  await client.videos.rename({ id, name: 'The good one' })
  await client.generations.put({ video_id: id, provider: 'google', prompt: 'A ferry' })
  const after = join(before, '..', 'deeper', 'after')
  mkdirSync(dirname(after))
  renameSync(before, after)
  const { job, items, tasks } = await importCounting(library, after)
  expect(job).toMatchObject({ state: 'done', moved: 30, added: 0, duplicates: 0, failed: 0, done: 30, total: 30 })
  expect(items).toHaveLength(30)
  expect(items[0]).toMatchObject({ outcome: 'moved', is_duplicate: false, video_id: expect.any(String) })
  // The later tasks are the files that are read in the background.
  expect(tasks.slice(0, 2)).toEqual(['fingerprints', 'stats'])
  await confirmed(library)
  expect(unconfirmed(library)).toEqual([])
  for (const { file_path, missing_since } of (await client.videos.list({ limit: 100 })).items) {
    expect([dirname(file_path), missing_since]).toEqual([after, null])
  }
  const now = await client.videos.get({ id })
  expect(now).toMatchObject({ name: 'The good one', file_path: join(after, basename(video?.file_path ?? '')) })
  expect(now.locations.map(({ missing_since }) => missing_since === null).sort()).toEqual([false, true])
  expect(await client.generations.get({ video_id: id })).toMatchObject({ prompt: 'A ferry' })
  expect((await importAll(client, { paths: [after] })).job).toMatchObject({ unchanged: 30, moved: 0 })
})

test('a file that only looks like the one that is gone becomes a take of its own, and that one is missing', async () => {
  const library = await openLibrary()
  const { client } = library
  const folder = temporaryFolder()
  const path = await putClip('ten-seconds.mp4', join(folder, 'a.mp4'))
  const id = (await importAll(client, { paths: [folder] })).items[0]?.video_id ?? ''
  const other = join(folder, 'b.mp4')
  renameSync(path, other)
  disturb(other)
  await importAll(client, { paths: [folder] })
  await confirmed(library)
  const { items } = await client.videos.list({})
  expect(items).toHaveLength(2)
  expect(items.find((video) => video.id !== id)).toMatchObject({ file_path: other, missing_since: null })
  expect((await client.videos.get({ id })).missing_since).not.toBeNull()
  expect(unconfirmed(library)).toEqual([])
})

test('what was not confirmed when the library was closed is confirmed later', async () => {
  const library = await openLibrary()
  const folder = temporaryFolder()
  await manyClips(folder, 3)
  await importAll(library.client, { paths: [folder] })
  await library.core.close()
  const again = await openLibrary({ folder: library.folder })
  databaseOf(again.core).exec('UPDATE locations SET verified_at = NULL')
  expect(unconfirmed(again)).toHaveLength(3)
  const job = await startMoveConfirmation(again.core)
  expect(job).toMatchObject({ kind: 'verify', title: '3 moved files', total: 3 })
  await confirmed(again)
  expect(unconfirmed(again)).toEqual([])
  expect(await startMoveConfirmation(again.core)).toBeNull()
})

test('a renamed file is followed, and one of which only the case or the Unicode form was changed', async () => {
  const library = await openLibrary()
  const { client } = library
  const folder = temporaryFolder()
  let path = await putClip('square.mp4', join(folder, 'take.mp4'))
  const id = (await importAll(client, { paths: [folder] })).items[0]?.video_id ?? ''
  for (const name of [
    'Ferry at dusk.mp4',
    'FERRY at dusk.MP4',
    'Fähre.mp4'.normalize('NFC'),
    'Fähre.mp4'.normalize('NFD'),
  ]) {
    const next = join(folder, name)
    renameSync(path, next)
    path = next
    expect((await importAll(client, { paths: [folder] })).job).toMatchObject({ moved: 1, added: 0 })
    expect(await client.videos.get({ id })).toMatchObject({ file_path: path, missing_since: null })
  }
})

test('a copy beside the file that is still there is hashed, not followed', async () => {
  const library = await openLibrary()
  const folder = temporaryFolder()
  const path = await putClip('square.mp4', join(folder, 'a.mp4'))
  await importAll(library.client, { paths: [folder] })
  cpSync(path, join(folder, 'b.mp4'), { preserveTimestamps: true })
  linkSync(path, join(folder, 'A.mp4'))
  const { job, tasks } = await importCounting(library, folder)
  expect(job).toMatchObject({ moved: 0, duplicates: 2, unchanged: 1 })
  expect(tasks).toContain('hashes')
  expect((await library.client.videos.list({})).items).toMatchObject([{ file_path: path, missing_since: null }])
})

test('two files that look like the one that is gone are hashed before anything is followed', async () => {
  const library = await openLibrary()
  const { client } = library
  const folder = temporaryFolder()
  const path = await putClip('ten-seconds.mp4', join(folder, 'a.mp4'))
  const id = (await importAll(client, { paths: [folder] })).items[0]?.video_id ?? ''
  for (const name of ['b.mp4', 'c.mp4']) cpSync(path, join(folder, name), { preserveTimestamps: true })
  disturb(join(folder, 'b.mp4'))
  rmSync(path)
  const { job, items } = await importCounting(library, folder)
  expect(job).toMatchObject({ moved: 0, added: 1, duplicates: 1 })
  expect(items.find(({ outcome }) => outcome === 'duplicate')).toMatchObject({
    path: join(folder, 'c.mp4'),
    video_id: id,
  })
  expect(await client.videos.get({ id })).toMatchObject({ file_path: join(folder, 'c.mp4'), missing_since: null })
})

test('copies of the one that is gone that are found far from each other are hashed too before anything is followed', async () => {
  const library = await openLibrary()
  const { client } = library
  const path = await putClip('ten-seconds.mp4', join(temporaryFolder(), 'take.mp4'))
  const id = (await importAll(client, { paths: [path] })).items[0]?.video_id ?? ''
  const folder = temporaryFolder()
  const [other, copy] = [join(folder, 'first.mp4'), join(folder, 'last.mp4')]
  for (const target of [other, copy]) cpSync(path, target, { preserveTimestamps: true })
  disturb(other)
  rmSync(path)
  // More than are looked at in one go.
  for (let index = 0; index < 2100; index++) writeFileSync(join(folder, `in between ${index}.mp4`), '')
  const { job } = await importAll(client, { paths: [folder] })
  expect(job).toMatchObject({ moved: 0, added: 1, duplicates: 1, failed: 2100, done: 2102, total: 2102 })
  expect(await client.videos.get({ id })).toMatchObject({ file_path: copy, missing_since: null })
})

test('two takes that look the same are told apart by their hashes when both were moved', async () => {
  const library = await openLibrary()
  const { client } = library
  const folder = temporaryFolder()
  const first = await putClip('ten-seconds.mp4', join(folder, 'first.mp4'))
  utimesSync(first, 1_000_000, 1_000_000)
  const second = join(folder, 'second.mp4')
  cpSync(first, second, { preserveTimestamps: true })
  disturb(second)
  await importAll(client, { paths: [folder] })
  const names = new Map((await client.videos.list({})).items.map(({ id, name }) => [id, name]))
  // Each takes the other's name, in another folder.
  const after = join(folder, 'after')
  mkdirSync(after)
  renameSync(first, join(after, 'second.mp4'))
  renameSync(second, join(after, 'first.mp4'))
  const { job, tasks } = await importCounting(library, folder)
  expect(job).toMatchObject({ moved: 0, duplicates: 2 })
  expect(tasks.filter((kind) => kind === 'hash')).toHaveLength(2)
  for (const { id, file_path } of (await client.videos.list({})).items) {
    expect(basename(file_path)).not.toBe(`${names.get(id)}.mp4`)
  }
})

test('all copies of one take are followed together', async () => {
  const library = await openLibrary()
  const { client } = library
  const before = join(temporaryFolder(), 'before')
  const path = await putClip('square.mp4', join(before, 'a.mp4'))
  cpSync(path, join(before, 'b.mp4'), { preserveTimestamps: true })
  await importAll(client, { paths: [before] })
  const after = join(before, '..', 'after')
  renameSync(before, after)
  expect((await importAll(client, { paths: [after] })).job).toMatchObject({ moved: 2, added: 0 })
  await confirmed(library)
  const [video] = (await client.videos.list({})).items
  const { locations } = await client.videos.get({ id: video?.id ?? '' })
  const there = locations.filter(({ missing_since }) => missing_since === null).map((it) => it.path)
  expect(there).toEqual(readdirSync(after).map((name) => join(after, name)))
})

test('a moved file that was changed too is a new take; the old one is missing, and comes back with its file', async () => {
  const library = await openLibrary()
  const { client } = library
  const folder = temporaryFolder()
  const path = await putClip('square.mp4', join(folder, 'a.mp4'))
  const id = (await importAll(client, { paths: [folder] })).items[0]?.video_id ?? ''
  const other = join(folder, 'b.mp4')
  renameSync(path, other)
  appendFileSync(other, Buffer.from([0, 0, 0, 8, ...Buffer.from('free')]))
  expect((await importAll(client, { paths: [folder] })).job).toMatchObject({ moved: 0, added: 1 })
  expect((await client.videos.get({ id })).missing_since).not.toBeNull()
  await putClip('square.mp4', join(folder, 'c.mp4'))
  await importAll(client, { paths: [folder] })
  expect(await client.videos.get({ id })).toMatchObject({ file_path: join(folder, 'c.mp4'), missing_since: null })
})

test('an import that copies puts a moved file into the library all the same', async () => {
  const { client, core } = await openLibrary()
  const folder = temporaryFolder()
  const path = await putClip('square.mp4', join(folder, 'a.mp4'))
  const id = (await importAll(client, { paths: [folder] })).items[0]?.video_id ?? ''
  renameSync(path, join(folder, 'b.mp4'))
  await importAll(client, { paths: [folder], mode: 'copy' })
  expect((await client.videos.get({ id })).file_path.startsWith(core.layout.videos)).toBe(true)
})
