import { copyFileSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { clip } from '../support/clips.ts'
import { databaseOf } from '../support/database-of.ts'
import { importAll, openLibrary, putClip, type TestLibrary, temporaryFolder } from '../support/library.ts'

interface Overwritten extends TestLibrary {
  path: string
  folder: string
  old: string
  next: string
  workflow: string
}

/** A take with details and a place in a workflow, and what somebody rendered over it. */
async function overwrite(): Promise<Overwritten> {
  const library = await openLibrary()
  const { client, core } = library
  databaseOf(core).exec(`
    CREATE TABLE video_marks (video_id TEXT NOT NULL REFERENCES videos (id), mark TEXT NOT NULL, PRIMARY KEY (video_id, mark));`)
  const folder = temporaryFolder()
  const path = await putClip('square.mp4', join(folder, 'take.mp4'))
  const old = (await importAll(client, { paths: [folder] })).items[0]?.video_id ?? ''
  await client.generations.put({ video_id: old, provider: 'google', model: 'veo-3', prompt: 'A ferry at dusk' })
  const definition = '{"nodes":[{"id":"n1","type":"Veo3Video"}],"connections":[]}'
  const workflow = (await client.workflows.create({ name: 'Ferry', definition })).id
  await client.workflows.associate({ workflow_id: workflow, video_id: old, node_id: 'n1', role: 'output' })
  databaseOf(core).prepare("INSERT INTO video_marks VALUES (?, 'keep')").run(old)
  copyFileSync(await clip('portrait.mp4'), path)
  const next = (await importAll(client, { paths: [folder] })).items[0]?.video_id ?? ''
  return { ...library, folder, path, old, next, workflow }
}

const marksOf = ({ core }: TestLibrary, id: string) =>
  databaseOf(core).prepare('SELECT mark FROM video_marks WHERE video_id = ?').pluck().all(id)

test('what was written over keeps all that is known of it, and the person is asked about the new version', async () => {
  const library = await overwrite()
  const { client, old, next, path } = library
  const { items, total } = await client.versions.list({ answered: false })
  expect(total).toBe(1)
  expect(items).toMatchObject([
    { video: { id: next, file_path: path }, previous: { id: old }, path, row_count: 3, answer: null },
  ])
  expect(await client.generations.get({ video_id: old })).toMatchObject({ prompt: 'A ferry at dusk' })
  expect(await client.generations.get({ video_id: next })).toBeNull()
  expect(marksOf(library, old)).toEqual(['keep'])
  expect((await client.workflows.get({ id: library.workflow })).videos.map(({ video_id }) => video_id)).toEqual([old])
})

test('what is carried over is known of both, those of tables that another program made too', async () => {
  const library = await overwrite()
  const { client, old, next } = library
  expect(await client.versions.answer({ video_ids: [next, 'nobody'], answer: 'carried' })).toEqual({
    video_ids: [next],
  })
  for (const id of [old, next]) {
    expect(await client.generations.get({ video_id: id })).toMatchObject({ video_id: id, prompt: 'A ferry at dusk' })
    expect(marksOf(library, id)).toEqual(['keep'])
  }
  const { videos } = await client.workflows.get({ id: library.workflow })
  expect(new Set(videos.map(({ video_id }) => video_id))).toEqual(new Set([old, next]))
  expect((await client.videos.list({ search: 'dusk' })).total).toBe(2)
  expect((await client.versions.list({ answered: false })).total).toBe(0)
  expect((await client.versions.list({ video_id: old })).items).toMatchObject([{ answer: 'carried', row_count: 3 }])
  expect(await client.versions.answer({ video_ids: [next], answer: 'left' })).toEqual({ video_ids: [] })
})

test('carrying over is undone, but for what was changed since', async () => {
  const library = await overwrite()
  const { client, old, next } = library
  await client.versions.answer({ video_ids: [next], answer: 'carried' })
  await client.generations.put({ video_id: next, prompt: 'A ferry at dawn' })
  expect(await client.versions.reopen({ video_ids: [next] })).toEqual({ video_ids: [next] })
  expect(await client.generations.get({ video_id: next })).toMatchObject({ prompt: 'A ferry at dawn' })
  expect(marksOf(library, next)).toEqual([])
  expect(marksOf(library, old)).toEqual(['keep'])
  expect((await client.versions.list({ answered: false })).items).toMatchObject([{ video: { id: next }, answer: null }])
})

test('what is known of the new version is not replaced by what was known of the old one', async () => {
  const { client, next } = await overwrite()
  await client.generations.put({ video_id: next, provider: 'kling', prompt: 'Something else' })
  await client.versions.answer({ video_ids: [next], answer: 'carried' })
  expect(await client.generations.get({ video_id: next })).toMatchObject({
    provider: 'kling',
    prompt: 'Something else',
  })
})

test('leaving changes nothing, and can be undone', async () => {
  const library = await overwrite()
  const { client, next } = library
  await client.versions.answer({ video_ids: [next], answer: 'left' })
  expect(await client.generations.get({ video_id: next })).toBeNull()
  expect((await client.versions.list({ answered: false })).total).toBe(0)
  await client.versions.reopen({ video_ids: [next] })
  expect((await client.versions.list({ answered: false })).total).toBe(1)
})

test('nothing is asked where nothing could be carried over, and the link is kept all the same', async () => {
  const { client } = await openLibrary()
  const path = await putClip('square.mp4', join(temporaryFolder(), 'take.mp4'))
  const old = (await importAll(client, { paths: [path] })).items[0]?.video_id
  copyFileSync(await clip('portrait.mp4'), path)
  const next = (await importAll(client, { paths: [path] })).items[0]?.video_id
  expect((await client.versions.list({ answered: false })).total).toBe(0)
  expect((await client.versions.list({})).items).toMatchObject([{ video: { id: next }, previous: { id: old } }])
})

test('a take that is removed and put back is a version again', async () => {
  const { client, old, next } = await overwrite()
  for (const id of [old, next]) {
    await client.videos.remove({ ids: [id] })
    expect((await client.versions.list({})).total).toBe(0)
    await client.videos.restore({ ids: [id] })
    expect((await client.versions.list({ answered: false })).items).toMatchObject([{ video: { id: next } }])
  }
})

test('a new take where another was that has only been moved away is no version of it', async () => {
  const { client } = await openLibrary()
  const folder = temporaryFolder()
  const path = await putClip('square.mp4', join(folder, 'take.mp4'))
  const old = (await importAll(client, { paths: [folder] })).items[0]?.video_id ?? ''
  renameSync(path, join(folder, 'take-1.mp4'))
  await importAll(client, { paths: [folder] })
  copyFileSync(await clip('portrait.mp4'), path)
  expect((await importAll(client, { paths: [folder] })).job.added).toBe(1)
  expect((await client.versions.list({})).total).toBe(0)
  expect(await client.videos.get({ id: old })).toMatchObject({ missing_since: null })
})
