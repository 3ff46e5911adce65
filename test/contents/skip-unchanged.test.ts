import { rmSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { FileTask } from '../../main/media/files/file-tasks.ts'
import { manyClips } from '../support/clips.ts'
import { databaseOf } from '../support/database-of.ts'
import { importAll, openLibrary, putClip, type TestLibrary, temporaryFolder } from '../support/library.ts'

/** Notes what the hash threads are asked for from now on. */
function tasksOf({ core }: TestLibrary): FileTask['kind'][] {
  const kinds: FileTask['kind'][] = []
  const { run } = core.files
  core.files.run = (task, options) => {
    kinds.push(task.kind)
    return run(task, options)
  }
  return kinds
}

/** Counts the rows that were changed since the library was opened. */
const changes = ({ core }: TestLibrary) => databaseOf(core).prepare('SELECT total_changes()').pluck().get() as number

test('a folder that is as it was is rescanned without opening a file or writing a row of one', async () => {
  const library = await openLibrary()
  const folder = temporaryFolder()
  await manyClips(folder, 120)
  await importAll(library.client, { paths: [folder] })
  const before = changes(library)
  const tasks = tasksOf(library)
  const { job, items } = await importAll(library.client, { paths: [folder] })
  expect(job).toMatchObject({ state: 'done', done: 120, total: 120, unchanged: 120, duplicates: 0, added: 0 })
  expect(items).toEqual([])
  expect(new Set(tasks)).toEqual(new Set(['stats']))
  // The row of the job itself: that it is there, begins, goes on and ends.
  expect(changes(library) - before).toBeLessThan(20)
})

test('among many unchanged files the one that changed is found', async () => {
  const { client } = await openLibrary()
  const folder = temporaryFolder()
  await manyClips(folder, 20)
  await importAll(client, { paths: [folder] })
  const changed = await putClip('portrait.mp4', join(folder, 'take-0007.mp4'))
  const { job, items } = await importAll(client, { paths: [folder] })
  expect(job).toMatchObject({ unchanged: 19, added: 1 })
  expect(items.map(({ path }) => path)).toEqual([changed])
})

test('an unchanged copy makes its video play again when the file that played is gone', async () => {
  const { client } = await openLibrary()
  const played = await putClip('square.mp4', join(temporaryFolder(), 'first', 'take.mp4'))
  const copies = join(temporaryFolder(), 'copies')
  const copy = await putClip('square.mp4', join(copies, 'take.mp4'))
  const id = (await importAll(client, { paths: [played] })).items[0]?.video_id ?? ''
  await importAll(client, { paths: [copies] })
  rmSync(played)
  expect((await importAll(client, { paths: [copies] })).job).toMatchObject({ duplicates: 1, unchanged: 0 })
  expect(await client.videos.get({ id })).toMatchObject({ file_path: copy, missing_since: null })
})

test('a file that comes back as it was is there again', async () => {
  const { client } = await openLibrary()
  const folder = temporaryFolder()
  const path = await putClip('square.mp4', join(folder, 'take.mp4'))
  utimesSync(path, 1_000_000, 1_000_000)
  const id = (await importAll(client, { paths: [folder] })).items[0]?.video_id ?? ''
  rmSync(path)
  expect((await client.videos.get({ id })).missing_since).not.toBeNull()
  await putClip('square.mp4', path)
  utimesSync(path, 1_000_000, 1_000_000)
  await importAll(client, { paths: [folder] })
  expect((await client.videos.list({})).items).toMatchObject([{ id, file_path: path, missing_since: null }])
})
