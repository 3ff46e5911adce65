import { appendFileSync, copyFileSync, mkdirSync, readFileSync, renameSync, utimesSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import type { AnalysisRequest } from '../../../shared/contract/analyses.ts'
import { declare, declareAllowed } from '../../support/analysers.ts'
import { clip } from '../../support/clips.ts'
import { ended, importAll, openLibrary, putClip, type TestLibrary, temporaryFolder } from '../../support/library.ts'

/** Imports a clip from a path with a name that means something to shells, patterns and lists. */
async function takeIn({ client }: TestLibrary, path = oddPath(), name: Parameters<typeof clip>[0] = 'marked.mp4') {
  await putClip(name, path)
  const { items } = await importAll(client, { paths: [path] })
  return { path, id: items[0]?.video_id ?? '' }
}

function oddPath(): string {
  return join(temporaryFolder(), `-it's "odd" %d\n[0]; take.mp4`)
}

async function analyse({ client }: TestLibrary, ids: string[], request: Partial<AnalysisRequest> = {}) {
  const job = await ended(client, await client.analyses.run({ analyser: 'scenes', ...request, video_ids: ids }))
  const { items } = await client.jobs.items({ id: job.id })
  return { job, items }
}

test('an analysis is made once, and the same again is cached, whatever is left to its default', async () => {
  const library = await openLibrary()
  const { id, path } = await takeIn(library)
  const { job, items } = await analyse(library, [id])
  expect(job).toMatchObject({ kind: 'analysis', state: 'done', done: 1, total: 1, made: 1, cached: 0, failed: 0 })
  expect(items).toMatchObject([{ path, video_id: id, outcome: 'made', error: null }])
  const [lane] = await library.client.analyses.ofVideo({ id })
  expect(lane).toMatchObject({ name: 'scenes', file_path: path, state: 'fresh' })
  expect(lane?.config).toEqual({ analyser: 'scenes', config: { min_seconds: 0, threshold: 0.3 }, version: '2' })
  expect(lane?.ranges?.map(({ start }) => Math.round(start * 25) / 25)).toEqual([0, 2, 3.52, 5, 6])

  expect((await analyse(library, [id, id], { config: { threshold: 0.3 } })).job).toMatchObject({ made: 0, cached: 1 })
  expect((await analyse(library, [id], { config: { threshold: 0.9 } })).job).toMatchObject({ made: 1, cached: 0 })
  expect((await library.client.analyses.list({})).total).toBe(2)
  const asked = { video_id: id, request: { analyser: 'scenes', config: { threshold: 0.5 } } }
  expect(await library.client.analyses.explain(asked)).toMatchObject({ reason: 'config_differs' })
})

test('of two who ask for the same analysis at once, one waits for the result of the other', async () => {
  const library = await openLibrary()
  const { id } = await takeIn(library)
  const log = join(temporaryFolder(), 'runs')
  const script = `
    import { appendFileSync } from 'node:fs'
    appendFileSync(${JSON.stringify(log)}, 'run ')
    await new Promise((resolve) => setTimeout(resolve, 200))
    console.log('{"ranges": []}')`
  await declareAllowed(library, script)
  const runs = await Promise.all([1, 2, 3].map(() => analyse(library, [id], { analyser: 'own' })))
  expect(runs.map(({ items }) => items[0]?.outcome).toSorted()).toEqual(['cached', 'cached', 'made'])
  expect(readFileSync(log, 'utf8')).toBe('run ')
})

test('a file that moved keeps its analyses: nothing is run again, and no second row is made', async () => {
  const library = await openLibrary()
  const { id, path } = await takeIn(library)
  await analyse(library, [id])
  const moved = join(temporaryFolder(), 'elsewhere', 'take.mp4')
  mkdirSync(dirname(moved))
  renameSync(path, moved)
  await importAll(library.client, { paths: [moved] })
  expect((await library.client.videos.get({ id })).file_path).toBe(moved)
  expect((await analyse(library, [id])).items).toMatchObject([{ path: moved, outcome: 'cached' }])
  expect((await library.client.analyses.list({})).total).toBe(1)
})

test('content that changed makes an analysis stale; run again, it fails and stays, and the new content gets its own', async () => {
  const library = await openLibrary()
  const { client } = library
  const { id, path } = await takeIn(library)
  await analyse(library, [id])
  const [before] = await client.analyses.ofVideo({ id })
  copyFileSync(await clip('landscape.mp4'), path)
  const explained = await client.analyses.explain({ video_id: id, request: { analyser: 'scenes', config: {} } })
  expect(explained).toMatchObject({ reason: 'content_changed', nearest: { file_hash: before?.file_hash } })
  expect((await client.analyses.list({})).items).toMatchObject([{ state: 'stale' }])

  const rowId = before?.id ?? 0
  const job = await ended(client, await client.analyses.rerun({ ids: [rowId] }))
  expect(job).toMatchObject({ state: 'done', made: 0, cached: 0, failed: 1 })
  expect((await client.jobs.items({ id: job.id })).items).toMatchObject([{ path, error: { code: 'FILE_CHANGED' } }])
  expect(await client.analyses.get({ id: rowId })).toEqual({ ...before, state: 'stale' })

  // The path analysed anew, as a version: the old analysis goes with its take.
  const { items: versions } = await importAll(client, { paths: [path] })
  await analyse(library, [versions[0]?.video_id ?? ''])
  const { items } = await client.analyses.list({})
  expect(items).toHaveLength(2)
  expect(items.find((it) => it.file_path === path)).toMatchObject({ state: 'fresh', video_id: versions[0]?.video_id })
  expect(await client.analyses.get({ id: rowId })).toMatchObject({
    file_hash: before?.file_hash,
    ranges: before?.ranges,
  })
})

test('run again after its file was overwritten, an analysis is made from another location of its content', async () => {
  const library = await openLibrary()
  const { client } = library
  const { id, path } = await takeIn(library)
  await analyse(library, [id])
  const [before] = await client.analyses.ofVideo({ id })
  const copy = oddPath()
  await takeIn(library, copy)
  copyFileSync(await clip('landscape.mp4'), path)
  const job = await ended(client, await client.analyses.rerun({ ids: [before?.id ?? 0] }))
  expect(job).toMatchObject({ made: 1, failed: 0 })
  const { items } = await client.analyses.list({})
  expect(items.map(({ file_hash }) => file_hash)).toEqual(items.map(() => before?.file_hash))
  expect(items).toContainEqual(expect.objectContaining({ file_path: copy, state: 'fresh' }))
})

test('the analysis of another content that is saved for a path replaces the old one under a new id', async () => {
  const { client } = await openLibrary()
  const save = (file_hash: string) =>
    client.analyses.save({ file_path: '/a.mp4', file_hash, config: { vad: 1 }, ranges: [] })
  const first = await save(`sha256:${'a'.repeat(64)}`)
  expect(await save(first.file_hash)).toMatchObject({ id: first.id })
  const second = await save(`sha256:${'b'.repeat(64)}`)
  expect(second.id).not.toBe(first.id)
  await expect(client.analyses.get({ id: first.id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
})

test('an overwritten take is not analysed, and neither is its analysis, although the new content has one', async () => {
  const library = await openLibrary()
  const first = await takeIn(library)
  const second = await takeIn(library, oddPath(), 'landscape.mp4')
  await analyse(library, [first.id, second.id])
  const [lane] = await library.client.analyses.ofVideo({ id: first.id })
  copyFileSync(second.path, first.path)
  // The take has not changed, only the file at its path: what is known of the take stays.
  const { job, items: refused } = await analyse(library, [first.id])
  expect(job).toMatchObject({ made: 0, cached: 0, failed: 1 })
  expect(refused).toMatchObject([{ path: first.path, outcome: 'failed', error: { code: 'FILE_CHANGED' } }])
  expect(await library.client.analyses.get({ id: lane?.id ?? 0 })).toMatchObject({ file_hash: lane?.file_hash })

  await ended(library.client, await library.client.analyses.rerun({ ids: [lane?.id ?? 0] }))
  const { items } = await library.client.analyses.list({})
  expect(items).toHaveLength(2)
  expect(items.find(({ id }) => id === lane?.id)).toMatchObject({ file_hash: lane?.file_hash })
})

test('to run again runs what is cached too, and says of what is not ours that it cannot', async () => {
  const library = await openLibrary()
  const { id, path } = await takeIn(library)
  await analyse(library, [id])
  const [lane] = await library.client.analyses.ofVideo({ id })
  const hash = lane?.file_hash ?? ''
  const foreign = await library.client.analyses.save({
    file_path: path,
    file_hash: hash,
    config: { vad: 'x' },
    ranges: [],
  })
  const job = await ended(
    library.client,
    await library.client.analyses.rerun({ ids: [lane?.id ?? 0, foreign.id, 999] }),
  )
  expect(job).toMatchObject({ state: 'done', made: 1, cached: 0, failed: 2 })
  const { items } = await library.client.jobs.items({ id: job.id, outcome: 'failed' })
  expect(items.map(({ error }) => error?.code)).toEqual(['NOT_SUPPORTED', 'NOT_FOUND'])
})

test('one that fails is noted with what its program said, and the others go on', async () => {
  const library = await openLibrary()
  await declareAllowed(
    library,
    `if (process.argv[2].includes('bad')) { console.error('first line\\nno faces here'); process.exit(1) }
    console.log(JSON.stringify({ ranges: [{ start: 0, end: 0.5, label: 'face' }] }))`,
    { name: 'faces' },
  )
  const bad = await takeIn(library, join(temporaryFolder(), 'bad.mp4'), 'landscape.mp4')
  const good = await takeIn(library, join(temporaryFolder(), 'good.mp4'), 'portrait.mp4')
  const { job, items } = await analyse(library, [bad.id, 'nobody', good.id], { analyser: 'faces' })
  expect(job).toMatchObject({ state: 'done', made: 1, failed: 2 })
  expect(items).toMatchObject([
    { outcome: 'failed', video_id: bad.id, error: { code: 'TOOL_FAILED', detail: 'first line\nno faces here' } },
    { outcome: 'failed', path: 'nobody', error: { code: 'NOT_FOUND' } },
    { outcome: 'made', video_id: good.id },
  ])
  const [lane] = await library.client.analyses.ofVideo({ id: good.id })
  expect(lane).toMatchObject({ name: 'faces', ranges: [{ start: 0, end: 0.5, label: 'face' }] })
  expect(Object.keys(lane?.metadata ?? {})).toEqual(['run_time_seconds'])
})

test('a file that changes while it is analysed is refused, and nothing of it is kept', async () => {
  const library = await openLibrary()
  await declareAllowed(
    library,
    `import { appendFileSync } from 'node:fs'
    appendFileSync(process.argv[2], 'more')
    console.log(JSON.stringify({ ranges: [] }))`,
  )
  const { id } = await takeIn(library, oddPath(), 'landscape.mp4')
  const { items } = await analyse(library, [id], { analyser: 'own' })
  expect(items).toMatchObject([{ outcome: 'failed', error: { code: 'FILE_CHANGED' } }])
  expect((await library.client.analyses.list({})).total).toBe(0)
})

test('a file that is gone is told; a file that was only touched is as it was', async () => {
  const library = await openLibrary()
  const { id, path } = await takeIn(library, oddPath(), 'landscape.mp4')
  await analyse(library, [id])
  utimesSync(path, new Date(), new Date(Date.now() - 60_000))
  expect((await analyse(library, [id])).job).toMatchObject({ cached: 1 })
  appendFileSync(path, '')
  renameSync(path, `${path}.away`)
  const { items } = await analyse(library, [id])
  expect(items).toMatchObject([{ path, outcome: 'failed', error: { code: 'FILE_MISSING' } }])
})

test('a cancelled batch keeps what was made before', async () => {
  const library = await openLibrary()
  await declareAllowed(
    library,
    `if (process.argv[2].includes('slow')) setInterval(() => {}, 1000)
    else console.log(JSON.stringify({ ranges: [] }))`,
  )
  const quick = await takeIn(library, join(temporaryFolder(), 'quick.mp4'), 'landscape.mp4')
  const slow = await takeIn(library, join(temporaryFolder(), 'slow.mp4'), 'portrait.mp4')
  const { client } = library
  const job = await client.analyses.run({ analyser: 'own', video_ids: [quick.id, slow.id] })
  await expect.poll(async () => (await client.analyses.list({})).total).toBe(1)
  await client.jobs.cancel({ id: job.id })
  expect(await ended(client, job)).toMatchObject({ state: 'cancelled', made: 1, failed: 0 })
  expect((await client.analyses.list({})).total).toBe(1)
})

test('whoever asks for one does not wait for a batch of many, and what waits can be cancelled', async () => {
  const library = await openLibrary()
  await declareAllowed(library, 'setInterval(() => {}, 1000)')
  const { id } = await takeIn(library, oddPath(), 'landscape.mp4')
  await analyse(library, [id])
  const { client } = library
  const [first, second, third] = await Promise.all(
    [1, 2, 3].map(() => client.analyses.run({ analyser: 'own', video_ids: [id] })),
  )
  expect((await analyse(library, [id])).job).toMatchObject({ state: 'done', cached: 1 })
  for (const job of [third, second, first]) {
    if (!job) throw new Error('It was not started.')
    await client.jobs.cancel({ id: job.id })
    expect((await ended(client, job)).state).toBe('cancelled')
  }
})

test('the list of analysers has those of Rushes with their defaults, own ones, and what is wrong with the rest', async () => {
  const { client, core } = await openLibrary()
  declare(core.layout.analysers, '', { name: 'faces', title: 'Faces' })
  writeFileSync(join(core.layout.analysers, 'half.json'), '{')
  const { items, faults } = await client.analysers.list()
  expect(items.map(({ name, builtin }) => [name, builtin])).toEqual([
    ['scenes', true],
    ['black', true],
    ['freeze', true],
    ['silence', true],
    ['loudness', true],
    ['faces', false],
  ])
  expect(items[0]).toMatchObject({ title: 'Scenes', defaults: { threshold: 0.3, min_seconds: 0 } })
  expect(faults).toMatchObject([{ file: 'half.json', message: expect.stringContaining('Not valid JSON') }])
})

test('what does not exist or cannot be set is refused before anything is started', async () => {
  const { client } = await openLibrary()
  const run = (analyser: string, config = {}) => client.analyses.run({ analyser, config, video_ids: ['x'] })
  await expect(run('senes')).rejects.toMatchObject({ code: 'NOT_FOUND', message: expect.stringContaining('scenes') })
  await expect(run('scenes', { threshold: 2 })).rejects.toMatchObject({ code: 'BAD_INPUT' })
  await expect(run('scenes', { thresold: 1 })).rejects.toThrow(
    'thresold is not a setting; the settings are threshold, min_seconds.',
  )
  expect(await client.jobs.list({})).toEqual([])
})
