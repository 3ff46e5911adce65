import { appendFileSync, copyFileSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createClient } from '../../main/router.ts'
import { hashOf, hashOfFile, statesOf, verifyAll } from '../support/caches.ts'
import { clip } from '../support/clips.ts'
import { databaseOf } from '../support/database-of.ts'
import { endlessFile } from '../support/endless-file.ts'
import { ended, importAll, openLibrary, putClip, temporaryFolder } from '../support/library.ts'

const config = { threshold: 0.4 }

async function withTake() {
  const library = await openLibrary()
  const path = await putClip('square.mp4', join(temporaryFolder(), 'take.mp4'))
  const { items } = await importAll(library.client, { paths: [path] })
  const file = { file_path: path, file_hash: hashOfFile(path) }
  return { ...library, id: items[0]?.video_id ?? '', path, file }
}

test('a configuration has one hash, in whatever order its keys are written', async () => {
  const { client } = await openLibrary()
  const expected = 'sha256:43258cff783fe7036d8a43033f830adfc60ec037382473548ac742b888292777'
  for (const value of [
    { a: 1, b: 2 },
    { b: 2, a: 1 },
  ]) {
    expect(await client.configurations.hash({ config: value })).toEqual({
      config_hash: expected,
      canonical: '{"a":1,"b":2}',
    })
  }
})

test('a configuration is kept with what was made with it, and two are told apart key by key', async () => {
  const { client, file } = await withTake()
  const one = await client.analyses.save({ ...file, config: { b: 2, a: 1 }, name: 'scenes' })
  const two = await client.analyses.save({ ...file, config: { a: 1, b: 3 }, name: 'scenes' })
  expect((await client.analyses.list({ name: 'scenes' })).total).toBe(2)
  expect((await client.analyses.list({ name: 'black' })).total).toBe(0)
  expect(await client.analyses.groups()).toMatchObject([
    { name: 'scenes', config: { a: 1, b: 3 }, count: 1 },
    { name: 'scenes', config: { a: 1, b: 2 }, count: 1 },
  ])
  expect(await client.configurations.differences({ was: one.config_hash, is: two.config_hash })).toEqual([
    { path: 'b', was: 2, is: 3 },
  ])
  // Later the hash alone is enough, and says no less.
  await client.analyses.save({ ...file, config_hash: one.config_hash })
  expect((await client.analyses.get({ id: one.id })).config).toEqual({ a: 1, b: 2 })
})

test('what is listed says how much there is, of which video', async () => {
  const { client, file, id } = await withTake()
  const ranges = [
    { start: 0, end: 0.5, label: 'dark' },
    { start: 0.5, end: 1, label: 'light' },
  ]
  const saved = await client.analyses.save({ ...file, config, ranges, metadata: { mean: 12 } })
  const size_bytes = JSON.stringify(ranges).length + JSON.stringify({ mean: 12 }).length
  const { items } = await client.analyses.list({ path: 'TAKE.MP' })
  expect(items).toEqual([
    {
      id: saved.id,
      ...file,
      config_hash: saved.config_hash,
      created_at: saved.created_at,
      name: null,
      state: 'fresh',
      video_id: id,
      video_name: 'take',
      range_count: 2,
      size_bytes,
    },
  ])
  expect(await client.analyses.ofVideo({ id })).toMatchObject([{ id: saved.id, ranges, state: 'fresh', config }])
})

test('a moved file keeps its analyses, which are found by its content', async () => {
  const { client, file, path, id } = await withTake()
  const saved = await client.analyses.save({ ...file, config, ranges: [] })
  const moved = `${path} moved.mp4`
  renameSync(path, moved)
  await importAll(client, { paths: [moved] })
  const { config_hash } = saved
  const key = { file_hash: file.file_hash, config_hash }
  expect(await client.analyses.cached({ file_path: moved, ...key })).toBeNull()
  expect(await client.analyses.cachedByContent(key)).toMatchObject({ id: saved.id, file_path: path })
  expect(await client.analyses.ofVideo({ id })).toMatchObject([{ id: saved.id, state: 'gone' }])
  expect(await client.analyses.explain({ video_id: id, config })).toMatchObject({ reason: 'cached', file_path: moved })
})

test('what is cached is fresh, stale, gone or unknown, and the list can be asked for each', async () => {
  const { client, file, path, core } = await withTake()
  const changed = await putClip('sound.mp4', join(core.layout.folder, 'shots', 'changed.mp4'))
  const gone = await putClip('portrait.mp4', join(temporaryFolder(), 'gone.mp4'))
  await client.analyses.save({ ...file, config })
  await client.analyses.save({ file_path: 'shots/changed.mp4', file_hash: hashOfFile(changed), config })
  await client.analyses.save({ file_path: gone, file_hash: hashOfFile(gone), config })
  await client.analyses.save({ file_path: '/never/seen.wav', file_hash: hashOf('5'), config })
  await client.analyses.save({ file_path: path, file_hash: 'md5:00ff', config: 'another algorithm' })
  expect((await client.analyses.list({ state: 'unknown' })).total).toBe(4)

  await verifyAll(client)
  appendFileSync(changed, 'more')
  rmSync(gone)
  expect(await verifyAll(client)).toMatchObject({ kind: 'verify', state: 'done', done: 4, total: 4, failed: 0 })
  expect((await client.analyses.list({ state: 'unknown' })).items).toMatchObject([{ file_hash: 'md5:00ff' }])
  expect((await client.analyses.list({ state: 'fresh' })).items).toMatchObject([{ file_path: path }])
  expect((await client.analyses.list({ state: 'stale' })).items).toMatchObject([{ file_path: 'shots/changed.mp4' }])
  const missing = await client.analyses.list({ state: 'gone' })
  expect(missing.items.map((it) => it.file_path)).toEqual([gone])
  expect((await client.analyses.list({ state: 'absent' })).items).toMatchObject([{ file_path: '/never/seen.wav' }])
  expect(await client.analyses.ids({ state: 'gone' })).toEqual(missing.items.map((it) => it.id))
})

test('a take that was written over is lost, not mistaken, and comes back with its file', async () => {
  const { client, file, path, id } = await withTake()
  await client.analyses.save({ ...file, config })
  copyFileSync(await clip('sound.mp4'), path)
  await verifyAll(client)
  expect(await statesOf(client)).toEqual({ [path]: 'stale' })
  expect((await client.videos.get({ id })).missing_since).not.toBeNull()
  expect(await client.analyses.ofVideo({ id })).toMatchObject([{ state: 'stale' }])
  copyFileSync(await clip('square.mp4'), path)
  await verifyAll(client)
  expect(await statesOf(client)).toEqual({ [path]: 'fresh' })
  expect(await client.videos.get({ id })).toMatchObject({ file_path: path, missing_since: null })
})

test('evicted analyses come back with their ids; what was analysed again meanwhile is newer and stays', async () => {
  const { client, file } = await withTake()
  const one = await client.analyses.save({ ...file, config: 1, ranges: [{ start: 0, end: 1 }] })
  const two = await client.analyses.save({ ...file, config: 2 })
  const ids = [one.id, two.id]
  expect(await client.analyses.remove({ ids: [...ids, 99] })).toEqual({ removed: ids })
  expect((await client.analyses.list({})).total).toBe(0)
  const again = await client.analyses.save({ ...file, config: 2, metadata: { again: true } })
  expect(await client.analyses.restore({ ids })).toEqual({ restored: [one.id] })
  expect(await client.analyses.get({ id: one.id })).toMatchObject({ ranges: [{ end: 1 }], created_at: one.created_at })
  expect(await client.analyses.get({ id: again.id })).toMatchObject({ metadata: { again: true } })
  expect(await client.analyses.restore({ ids })).toEqual({ restored: [] })
})

test('many are cached at once, the last of a key wins', async () => {
  const { client } = await openLibrary()
  const analyses = Array.from({ length: 2500 }, (_, index) => ({
    file_path: `/${index % 2000}`,
    file_hash: hashOf('a'),
    config,
    metadata: { index },
  }))
  expect(await client.analyses.saveAll({ analyses })).toEqual({ saved: 2500 })
  expect((await client.analyses.list({})).total).toBe(2000)
  const { config_hash } = await client.configurations.hash({ config })
  const key = { file_path: '/7', file_hash: hashOf('a'), config_hash }
  expect(await client.analyses.cached(key)).toMatchObject({ metadata: { index: 2007 } })
})

test('whatever another program put into a row, the row is shown', async () => {
  const { client, core } = await openLibrary()
  const insert = databaseOf(core).prepare(
    'INSERT INTO analysis_jobs (file_path, file_hash, config_hash, ranges, metadata, created_at) VALUES (?, ?, ?, ?, ?, ?)',
  )
  const shown = [
    [
      '[{"start": 2, "end": 1, "confidence": 7}, {"start": "x"}, 5]',
      '[1]',
      [{ start: 2, end: 1, confidence: 7 }],
      null,
    ],
    ['{"start": 2}', '{"a": NaN}', null, null],
    ['[{"start": NaN, "end": 1}]', 'nothing', null, null],
    ['12', '12', null, null],
    [null, null, null, null],
    [Buffer.from('bytes'), Buffer.from('bytes'), null, null],
  ] as const
  for (const [index, [ranges, metadata]] of shown.entries())
    insert.run(`/${index}`, 'no hash', '', ranges, metadata, index)
  insert.run(Buffer.from('path'), Buffer.from('hash'), Buffer.from('config'), '', '', 'yesterday')
  const { items, total } = await client.analyses.list({})
  expect([items.length, total]).toEqual([7, 7])
  for (const [index, [, , ranges, metadata]] of shown.entries()) {
    const item = items.find((it) => it.file_path === `/${index}`)
    expect(await client.analyses.get({ id: item?.id ?? 0 })).toMatchObject({ ranges, metadata, state: 'unknown' })
  }
  expect((await verifyAll(client)).state).toBe('done')
  expect(await client.analyses.groups()).toMatchObject([{ config_hash: 'config' }, { config_hash: '', count: 6 }])
})

test('a verification is cancelled in the middle of a file, and knows no more of it than before', async () => {
  const { client } = await openLibrary()
  const path = await endlessFile(join(temporaryFolder(), 'endless.mp4'))
  await client.analyses.save({ file_path: path, file_hash: hashOf('a'), config })
  const job = await client.analyses.verify({ ids: await client.analyses.ids({}) })
  await expect.poll(async () => (await client.jobs.get({ id: job.id })).state).toBe('running')
  await client.jobs.cancel({ id: job.id })
  expect(await ended(client, job)).toMatchObject({ state: 'cancelled', failed: 0 })
  expect(await statesOf(client)).toEqual({ [path]: 'unknown' })
})

test('a folder in the place of a file is no file, and a path that no system has is refused as such', async () => {
  const { client } = await openLibrary()
  const folder = join(temporaryFolder(), 'take.mp4')
  mkdirSync(folder)
  await client.analyses.save({ file_path: folder, file_hash: hashOf('a'), config })
  await client.analyses.save({ file_path: '/a\0b', file_hash: hashOf('a'), config })
  expect(await verifyAll(client)).toMatchObject({ state: 'done', failed: 1 })
  expect(await statesOf(client)).toEqual({ [folder]: 'absent', '/a\0b': 'unknown' })
})

test('a token that may not read paths learns nothing of files that the library does not know', async () => {
  const { client, core } = await openLibrary()
  const there = await putClip('landscape.mp4', join(temporaryFolder(), 'secret.mp4'))
  const known = await putClip('square.mp4', join(temporaryFolder(), 'take.mp4'))
  await importAll(client, { paths: [known] })
  const [video] = (await client.videos.list({})).items
  const program = createClient(core, { user_id: 'mia', scope: 'write', via: 'token' })
  for (const path of [there, '/nowhere/secret.mp4'])
    await program.analyses.save({ file_path: path, file_hash: hashOf('a'), config })
  await program.analyses.save({ file_path: known, file_hash: `sha256:${video?.file_hash}`, config })
  const job = await ended(program, await program.analyses.verify({ ids: await program.analyses.ids({}) }))
  const { items } = await program.jobs.items({ id: job.id, outcome: 'failed' })
  expect(items.map(({ path, error }) => [path, error?.code])).toEqual(
    expect.arrayContaining([
      [there, 'FORBIDDEN'],
      ['/nowhere/secret.mp4', 'FORBIDDEN'],
    ]),
  )
  expect(await statesOf(program)).toEqual({ [there]: 'unknown', '/nowhere/secret.mp4': 'unknown', [known]: 'fresh' })
})
