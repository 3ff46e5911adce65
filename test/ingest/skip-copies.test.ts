import { copyFileSync, readFileSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { knownFilesQuery, knownSamplesQuery } from '../../main/database/contents/known-contents.ts'
import { knownFingerprintsQuery } from '../../main/database/contents/moved-locations.ts'
import type { FileTask } from '../../main/media/files/file-tasks.ts'
import { importModes } from '../../shared/contract/imports.ts'
import { manyClips } from '../support/clips.ts'
import { importAll, openLibrary, putClip, type TestLibrary, temporaryFolder } from '../support/library.ts'
import { planOf } from '../support/plan.ts'

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

/** Copies with a time of their own, as a file manager makes them. */
function copyOf(source: string, target: string): string {
  copyFileSync(source, target)
  utimesSync(target, 2_000_000, 2_000_000)
  return target
}

test.for(importModes)('many copies of known takes gain their locations with few transactions, by %s', async (mode) => {
  const library = await openLibrary()
  const { client, core } = library
  const clips = await manyClips(temporaryFolder(), 5)
  await importAll(client, { paths: clips })
  const folder = temporaryFolder()
  const copies = clips.flatMap((clip, take) =>
    [0, 1, 2].map((copy) => copyOf(clip, join(folder, `${copy}-${take}.mp4`))),
  )
  const tasks = tasksOf(library)
  let writes = 0
  const { write } = core
  Object.assign(core, {
    write: (...given: Parameters<typeof write>) => {
      writes++
      return write(...given)
    },
  })
  const { job, items } = await importAll(client, { paths: [folder], mode })
  expect(job).toMatchObject({ duplicates: 15, added: 0, failed: 0, done: 15, total: 15 })
  expect(tasks).not.toContain('hash')
  expect(writes).toBe(1)
  expect(new Set(items.map(({ path }) => path))).toEqual(new Set(copies))
  for (const { video_id } of items) {
    const { locations } = await client.videos.get({ id: video_id ?? '' })
    expect(locations.map(({ path }) => path)).toHaveLength(4)
  }
  // They stay where they are, and are known from now on.
  expect((await importAll(client, { paths: [folder] })).job).toMatchObject({ unchanged: 15, duplicates: 0 })
})

test('a small file that only looks like a known one is a take of its own', async () => {
  const { client } = await openLibrary()
  const folder = temporaryFolder()
  const path = await putClip('sound.mp4', join(folder, 'a.mp4'))
  await importAll(client, { paths: [path] })
  const bytes = readFileSync(path)
  const at = Math.floor(bytes.length / 4)
  bytes[at] = (bytes[at] ?? 0) ^ 1
  writeFileSync(join(folder, 'b.mp4'), bytes)
  expect((await importAll(client, { paths: [folder] })).job).toMatchObject({ added: 1, duplicates: 0, unchanged: 1 })
})

test('a copy of a take that has lost its file makes it play again', async () => {
  const { client } = await openLibrary()
  const path = await putClip('square.mp4', join(temporaryFolder(), 'a.mp4'))
  const id = (await importAll(client, { paths: [path] })).items[0]?.video_id ?? ''
  const copy = copyOf(path, join(temporaryFolder(), 'b.mp4'))
  rmSync(path)
  expect((await importAll(client, { paths: [copy] })).job).toMatchObject({ duplicates: 1 })
  expect(await client.videos.get({ id })).toMatchObject({ file_path: copy, missing_since: null })
})

test('a known take that another one was written over by a copy keeps what it was', async () => {
  const { client } = await openLibrary()
  const folder = temporaryFolder()
  const [first = '', second = ''] = await manyClips(folder, 2)
  const { items } = await importAll(client, { paths: [first, second] })
  const idOf = (path: string) => items.find((item) => item.path === path)?.video_id ?? ''
  // The second take's file is now a copy of the first one.
  copyOf(first, `${second}.part`)
  renameSync(`${second}.part`, second)
  expect((await importAll(client, { paths: [folder] })).job).toMatchObject({ duplicates: 1, unchanged: 1 })
  expect((await client.videos.get({ id: idOf(second) })).missing_since).not.toBeNull()
  const { locations } = await client.videos.get({ id: idOf(first) })
  expect(locations.map(({ path }) => path)).toEqual([first, second])
})

test('what is known of many files is looked up by indexes', async () => {
  const { core } = await openLibrary()
  const looks = [{ size_bytes: 1, mtime_ms: 1, sample_hash: 'a' }]
  const files = [{ path: '/a', file_hash: 'a' }]
  for (const query of [knownSamplesQuery(looks), knownFingerprintsQuery(looks), knownFilesQuery(files)]) {
    expect(planOf(core, query)).not.toMatch(/SCAN (?!asked)/)
  }
})
