import { copyFileSync, linkSync, mkdirSync, rmSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { knownOfSizesQuery, sampledOfSizesQuery } from '../../../main/database/duplicates/sampled-files.ts'
import type { Client } from '../../../shared/contract/index.ts'
import { databaseOf } from '../../support/database-of.ts'
import { ended, importAll, openLibrary, putClip, type TestLibrary, temporaryFolder } from '../../support/library.ts'
import { planOf } from '../../support/plan.ts'

function put(path: string, content: string | Uint8Array): string {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, content)
  return path
}

async function find(client: Client, ...folders: string[]) {
  const job = await ended(client, await client.duplicates.find({ folders }))
  expect(job.state).toBe('done')
  return job
}

/** The groups of copies, by their paths from `folder` on. */
async function copiesIn(client: Client, folder: string): Promise<string[][]> {
  const { items } = await client.duplicates.exact({})
  return items.map(({ locations }) => locations.map(({ path }) => path.replace(`${folder}/`, '')).toSorted())
}

function knownPaths({ core }: TestLibrary): unknown[] {
  return databaseOf(core).prepare('SELECT path FROM locations ORDER BY path').pluck().all()
}

test('files of any kind that look like media, at any depth, are found by their content and nothing is imported', async () => {
  const { client } = await openLibrary()
  const folder = temporaryFolder()
  put(join(folder, 'a.mp4'), 'no video, but the same')
  put(join(folder, 'deep', 'er', 'b.mov'), 'no video, but the same')
  put(join(folder, 'picture.png'), 'a picture')
  put(join(folder, 'deep', 'picture again.png'), 'a picture')
  put(join(folder, 'notes.txt'), 'a picture')
  put(join(folder, 'alone.mp4'), 'alone')
  const job = await find(client, folder)
  expect(job).toMatchObject({ kind: 'find_copies', done: 5, total: 5, failed: 0 })
  expect(await copiesIn(client, folder)).toEqual([
    ['a.mp4', 'deep/er/b.mov'],
    ['deep/picture again.png', 'picture.png'],
  ])
  const { items, total, copies, removable_bytes } = await client.duplicates.exact({ limit: 1 })
  expect([total, copies, removable_bytes]).toEqual([2, 2, 'no video, but the same'.length + 'a picture'.length])
  expect(items[0]).toMatchObject({ name: 'a.mp4', video: null, removable_bytes: 22 })
  expect((await client.videos.list({})).total).toBe(0)
})

test('files of one size that differ only between their samples are no copies', async () => {
  const { client } = await openLibrary()
  const folder = temporaryFolder()
  const content = Buffer.alloc(3_000_000, 7)
  for (const name of ['a', 'b', 'c']) put(join(folder, `${name}.mp4`), content)
  content[1_200_000] = 8
  put(join(folder, 'd.mp4'), content)
  content[1_200_000] = 9
  put(join(folder, 'e.mp4'), content)
  put(join(folder, 'f.mp4'), content)
  await find(client, folder)
  expect((await copiesIn(client, folder)).toSorted()).toEqual([
    ['a.mp4', 'b.mp4', 'c.mp4'],
    ['e.mp4', 'f.mp4'],
  ])
})

test('more copies of one file than may be open at once are one group', async () => {
  const { client } = await openLibrary()
  const folder = temporaryFolder()
  for (let index = 0; index < 100; index++) put(join(folder, `${index}.mp4`), 'the same in all')
  await find(client, folder)
  const { items } = await client.duplicates.exact({})
  expect(items.map(({ locations }) => locations.length)).toEqual([100])
})

test('a second search opens nothing, and reads what is new or was written over', async () => {
  const { client, core } = await openLibrary()
  const folder = temporaryFolder()
  put(join(folder, 'a.mp4'), 'twice')
  put(join(folder, 'b.mp4'), 'twice')
  put(join(folder, 'c.mp4'), 'sized')
  put(join(folder, 'unique.mp4'), 'of a size that no other has')
  expect(await find(client, folder)).toMatchObject({ done: 4, unchanged: 1 })
  const tasks: string[] = []
  const { run } = core.files
  core.files.run = (task, options) => {
    tasks.push(task.kind)
    return run(task, options)
  }
  expect(await find(client, folder)).toMatchObject({ done: 4, unchanged: 4 })
  expect(tasks).toEqual(['lstats'])
  const { atime, mtime } = statSync(join(folder, 'b.mp4'))
  put(join(folder, 'b.mp4'), 'sized')
  utimesSync(join(folder, 'b.mp4'), atime, new Date(mtime.getTime() + 5000))
  expect(await find(client, folder)).toMatchObject({ done: 4, unchanged: 2 })
  expect(await copiesIn(client, folder)).toEqual([['b.mp4', 'c.mp4']])
  expect(await find(client, folder)).toMatchObject({ unchanged: 4 })
})

test('links are no copies, and empty files neither', async () => {
  const library = await openLibrary()
  const folder = temporaryFolder()
  put(join(folder, 'a.mp4'), 'one file')
  linkSync(join(folder, 'a.mp4'), join(folder, 'hard.mp4'))
  symlinkSync(join(folder, 'a.mp4'), join(folder, 'soft.mp4'))
  symlinkSync(folder, join(folder, 'around'))
  put(join(folder, 'empty.mp4'), '')
  put(join(folder, 'empty too.mp4'), '')
  await find(library.client, folder)
  expect(await library.client.duplicates.exact({})).toMatchObject({ total: 0 })
  expect(knownPaths(library)).toEqual([])
})

test('a copy of a take is found beside it, and the take stays as it is', async () => {
  const { client } = await openLibrary()
  const folder = temporaryFolder()
  const take = await putClip('square.mp4', join(folder, 'takes', 'take.mp4'))
  await importAll(client, { paths: [take] })
  mkdirSync(join(folder, 'other'))
  copyFileSync(take, join(folder, 'other', 'copy.mp4'))
  await find(client, join(folder, 'other'))
  expect(await copiesIn(client, folder)).toEqual([['other/copy.mp4', 'takes/take.mp4']])
  const { items } = await client.duplicates.exact({})
  expect(items[0]?.video).toMatchObject({ name: 'take', file_path: take })
})

test('a file that was only looked at comes in with a later import, without being read again', async () => {
  const { client, core } = await openLibrary()
  const folder = temporaryFolder()
  const take = await putClip('square.mp4', join(folder, 'take.mp4'))
  copyFileSync(take, join(folder, 'copy.mp4'))
  await find(client, folder)
  const hashed: string[] = []
  const { run } = core.files
  core.files.run = (task, options) => {
    if ('path' in task && task.kind === 'hash') hashed.push(task.path)
    return run(task, options)
  }
  const { job } = await importAll(client, { paths: [folder] })
  expect(job).toMatchObject({ added: 1, duplicates: 1, failed: 0 })
  expect(hashed).toEqual([])
  expect((await client.videos.list({})).items).toMatchObject([{ source_type: 'uploaded', missing_since: null }])
})

test('a take whose own file is gone plays from a copy that is found', async () => {
  const { client } = await openLibrary()
  const folder = temporaryFolder()
  const take = await putClip('square.mp4', join(folder, 'takes', 'take.mp4'))
  await importAll(client, { paths: [take] })
  mkdirSync(join(folder, 'other'))
  copyFileSync(take, join(folder, 'other', 'copy.mp4'))
  rmSync(take)
  await find(client, join(folder, 'other'))
  const { items } = await client.videos.list({})
  expect(items).toMatchObject([{ name: 'take', file_path: join(folder, 'other', 'copy.mp4'), missing_since: null }])
  expect((await client.duplicates.exact({})).total).toBe(0)
})

test('a copy that somebody removed is no copy after the next search', async () => {
  const { client } = await openLibrary()
  const folder = temporaryFolder()
  for (const name of ['a', 'b', 'c']) put(join(folder, `${name}.mp4`), 'three of them')
  await find(client, folder)
  rmSync(join(folder, 'b.mp4'))
  await find(client, folder)
  expect(await copiesIn(client, folder)).toEqual([['a.mp4', 'c.mp4']])
})

test('what is no folder is refused, and an empty folder has no copies', async () => {
  const { client } = await openLibrary()
  const folder = temporaryFolder()
  const file = put(join(folder, 'a.mp4'), 'a')
  await expect(client.duplicates.find({ folders: [file] })).rejects.toMatchObject({ code: 'BAD_INPUT' })
  await expect(client.duplicates.find({ folders: ['relative'] })).rejects.toMatchObject({ code: 'BAD_INPUT' })
  await expect(client.duplicates.find({ folders: [join(folder, 'no')] })).rejects.toMatchObject({
    code: 'FILE_MISSING',
  })
  mkdirSync(join(folder, 'empty'))
  expect(await find(client, join(folder, 'empty'))).toMatchObject({ done: 0, total: 0 })
})

test('a search can be stopped, and what it found before is remembered', async () => {
  const { client } = await openLibrary()
  const folder = temporaryFolder()
  for (let index = 0; index < 2000; index++) put(join(folder, `${index}.mp4`), `content ${index % 1000}`.padEnd(100))
  const started = await client.duplicates.find({ folders: [folder] })
  await client.jobs.cancel({ id: started.id })
  expect(await ended(client, started)).toMatchObject({ state: 'cancelled' })
  await find(client, folder)
  expect(await client.duplicates.exact({ limit: 1 })).toMatchObject({ total: 1000, copies: 1000 })
})

test('what is known of a size is found by index', async () => {
  const { core } = await openLibrary()
  expect(planOf(core, knownOfSizesQuery([1]))).toContain(
    'SEARCH locations USING INDEX locations_by_size (size_bytes=?)',
  )
  expect(planOf(core, sampledOfSizesQuery([1]))).toContain('SEARCH sampled_files USING PRIMARY KEY (size_bytes=?)')
})
