import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { JsonObject } from '../../shared/json-object.ts'
import { allowAnalyser, declare } from '../support/analysers.ts'
import { ended, openLibrary, type TestLibrary } from '../support/library.ts'
import { putJpeg, putTimeline } from '../support/timelines.ts'

/** Counts its runs in a file beside it. */
const counting = `
import { appendFileSync, readFileSync, readdirSync } from 'node:fs'
const [frames, inputs, config] = process.argv.slice(2)
const name = process.argv[1].split(/[\\\\/]/).pop()
appendFileSync(new URL('runs.txt', import.meta.url), name + '\\n')
const settings = JSON.parse(config)
const before = JSON.parse(readFileSync(inputs, 'utf8'))
const listed = JSON.parse(readFileSync(frames + '/frames.json', 'utf8'))
const pictures = readdirSync(frames).filter((file) => file.endsWith('.jpg'))
const output = { frames: listed.length, pictures: pictures.length, before, ...settings }
console.log(JSON.stringify({ output, stats: { [name]: listed.length } }))`

/** Writes into each picture that it gets, and returns the chunks of the frames. */
const spoiling = `
import { appendFileSync, readFileSync } from 'node:fs'
const [frames] = process.argv.slice(2)
const listed = JSON.parse(readFileSync(frames + '/frames.json', 'utf8'))
for (const { file } of listed) appendFileSync(frames + '/' + file, 'spoiled')
console.log(JSON.stringify({ output: listed.map(({ chunk_id }) => chunk_id) }))`

async function declareStage({ core, client }: TestLibrary, name: string, changes: JsonObject = {}): Promise<void> {
  const properties = { threshold: { type: 'number', default: 0.3 } }
  declare(core.layout.analysers, counting, {
    ...{ name, reads: 'frames', argv: [process.execPath, `${name}.mjs`, '{frames}', '{inputs}', '{config}'] },
    ...{ config_schema: { type: 'object', additionalProperties: false, properties }, ...changes },
  })
  await allowAnalyser(client, name)
}

const runsIn = ({ core }: TestLibrary) =>
  readFileSync(join(core.layout.analysers, 'runs.txt'), 'utf8').trim().split('\n')

test('a stage runs once for the same frames, inputs, settings and version, and its result is a child', async () => {
  const library = await openLibrary()
  const { client } = library
  const { timeline_id, root } = await putTimeline(library)
  await declareStage(library, 'detect')
  const run = async (checkpoint_id: string, config?: JsonObject) => {
    const asked = { checkpoint_id, stage: 'detect', ...(config && { config }) }
    const started = await client.stages.run(asked)
    if (started.job_id === null) return { id: started.checkpoint_id ?? '', ran: false }
    expect(await ended(client, await client.jobs.get({ id: started.job_id }))).toMatchObject({ state: 'done' })
    return { id: (await client.stages.run(asked)).checkpoint_id ?? '', ran: true }
  }
  // Two requests at once share one run.
  const [first, second] = await Promise.all([run(root), run(root)])
  expect(first.ran).toBe(true)
  expect(second.id).toBe(first.id)
  expect(await client.checkpoints.get({ id: first.id, outputs: true })).toMatchObject({
    ...{ parent_id: root, config_overrides: { detect: { threshold: 0.3 } }, stats: { 'detect.mjs': 3 } },
    stages: [{ stage_name: 'detect', output: { frames: 3, pictures: 3, before: {}, threshold: 0.3 } }],
  })
  // A default that is set is the same configuration.
  expect(await run(root, { threshold: 0.3 })).toEqual({ id: first.id, ran: false })
  const strict = await run(root, { threshold: 0.4 })
  expect(strict.ran).toBe(true)
  // The settings of the checkpoint are those of the next run; the same frames in another timeline cost nothing.
  expect(await run(strict.id)).toMatchObject({ ran: false })
  const other = await putTimeline(library)
  expect((await run(other.root, { threshold: 0.4 })).ran).toBe(false)
  expect(runsIn(library)).toEqual(['detect.mjs', 'detect.mjs'])
  expect((await client.checkpoints.tree({ timeline_id })).total).toBe(4)

  await declareStage(library, 'detect', { version: '2' })
  expect((await run(root)).ran).toBe(true)
  await expect(client.stages.run({ checkpoint_id: root, stage: 'none' })).rejects.toThrow(
    /Stage not found: none\. There are detect/,
  )
  await expect(
    client.stages.run({ checkpoint_id: root, stage: 'detect', config: { treshold: 1 } }),
  ).rejects.toMatchObject({
    code: 'BAD_INPUT',
  })
  const { items } = await client.analysers.list()
  expect(items.find(({ name }) => name === 'detect')).toMatchObject({ reads: 'frames', defaults: { threshold: 0.3 } })
  await expect(client.analyses.run({ video_ids: ['x'], analyser: 'detect', config: {} })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  })
})

test('a stage runs again if a frame says something else, and cannot change the frames of the library', async () => {
  const library = await openLibrary()
  const { client, core } = library
  declare(core.layout.analysers, spoiling, {
    ...{ name: 'spoil', reads: 'frames', argv: [process.execPath, 'spoil.mjs', '{frames}'] },
  })
  await allowAnalyser(client, 'spoil')
  const run = async (chunk_id: number) => {
    const frames = [{ sequence: 0, timestamp: 0, chunk_id, path: putJpeg('a.jpg', 'a') }]
    const created = await client.timelines.createFromFiles({ source_video: 'clip.mp4', frames })
    const asked = { checkpoint_id: created.checkpoint_id, stage: 'spoil' }
    const pictures = () => client.timelines.frames({ id: created.timeline_id, as: 'base64' })
    const before = await pictures()
    // Both find no result yet; one of them is saved.
    const jobs = await Promise.all([client.stages.run(asked), client.stages.run(asked)])
    for (const { job_id } of jobs)
      expect(await ended(client, await client.jobs.get({ id: job_id ?? '' }))).toMatchObject({ state: 'done' })
    const { items } = await client.checkpoints.tree({ timeline_id: created.timeline_id })
    expect(items).toHaveLength(2)
    expect(await pictures()).toEqual(before)
    return (await client.checkpoints.stage({ id: items[1]?.id ?? '', stage_name: 'spoil' }))?.output
  }
  expect([await run(1), await run(2)]).toEqual([[1], [2]])
})

test('a stage is not run on a pruned checkpoint', async () => {
  const library = await openLibrary()
  const { client } = library
  const { timeline_id, root } = await putTimeline(library)
  await declareStage(library, 'detect')
  const saved = { timeline_id, parent_checkpoint_id: root, stage_name: 'faces', output: 1 }
  const { checkpoint_id } = await client.checkpoints.save(saved)
  await client.checkpoints.prune({ id: checkpoint_id })
  for (const call of [
    () => client.stages.run({ checkpoint_id, stage: 'detect' }),
    () => client.checkpoints.choose({ id: checkpoint_id, is_chosen: true }),
  ])
    await expect(call()).rejects.toMatchObject({ code: 'CONFLICT', message: expect.stringContaining('was pruned') })
})

test('a pipeline runs again from the first stage that differs', async () => {
  const library = await openLibrary()
  const { client, core } = library
  const { root } = await putTimeline(library)
  // Its name is that of a property of every object.
  for (const name of ['detect', 'track', 'constructor']) await declareStage(library, name)
  mkdirSync(join(core.layout.analysers, 'pipelines'))
  const declaration = { name: 'faces', stages: [{ stage: 'detect' }, { stage: 'track' }, { stage: 'constructor' }] }
  writeFileSync(join(core.layout.analysers, 'pipelines', 'faces.json'), JSON.stringify(declaration))
  writeFileSync(join(core.layout.analysers, 'pipelines', 'broken.json'), '{"name":"broken"}')
  expect(await client.stages.pipelines()).toMatchObject({
    items: [{ name: 'faces', title: 'faces', stages: [{ stage: 'detect', config: {} }, {}, {}] }],
    faults: [{ file: 'broken.json' }],
  })
  const run = async (config: Record<string, JsonObject> = {}) => {
    const { job_id } = await client.stages.runPipeline({ checkpoint_id: root, pipeline: 'faces', config })
    if (job_id !== null) expect((await ended(client, await client.jobs.get({ id: job_id }))).state).toBe('done')
    const before = runsIn(library).length
    const { checkpoint_id } = await client.stages.runPipeline({ checkpoint_id: root, pipeline: 'faces', config })
    expect(runsIn(library)).toHaveLength(before)
    return await client.checkpoints.get({ id: checkpoint_id ?? '' })
  }
  const whole = await run()
  expect(whole.stages.map(({ stage_name }) => stage_name)).toEqual(['detect', 'track', 'constructor'])
  expect(runsIn(library)).toEqual(['detect.mjs', 'track.mjs', 'constructor.mjs'])
  const changed = await run({ track: { threshold: 0.9 } })
  expect(runsIn(library).slice(3)).toEqual(['track.mjs', 'constructor.mjs'])
  expect(changed.stages[0]).toEqual(whole.stages[0])
  await expect(run({ other: {} })).rejects.toThrow(/has no stage of this name/)
})

test('a stage that is not allowed, fails or prints something else saves nothing', async () => {
  const library = await openLibrary()
  const { client, core } = library
  const { timeline_id, root } = await putTimeline(library)
  const argv = [process.execPath, 'bad.mjs', '{frames}', '{inputs}']
  declare(core.layout.analysers, 'console.log("no JSON")', { name: 'bad', reads: 'frames', argv })
  const run = () => client.stages.run({ checkpoint_id: root, stage: 'bad' })
  await expect(run()).rejects.toMatchObject({ code: 'CONSENT_NEEDED' })
  await allowAnalyser(client, 'bad')
  const { job_id } = await run()
  expect(await ended(client, await client.jobs.get({ id: job_id ?? '' }))).toMatchObject({
    state: 'failed',
    error: { code: 'TOOL_FAILED', message: expect.stringMatching(/printed no valid JSON/) },
  })
  expect((await client.checkpoints.tree({ timeline_id })).total).toBe(1)
  declare(core.layout.analysers, '', { name: 'wrong', reads: 'frames', argv: [process.execPath, '{path}'] })
  expect((await client.analysers.list()).faults).toMatchObject([
    { message: 'argv: {path} is not a placeholder. Use {frames}, {inputs}, {config} or {config.<key>}.' },
  ])
})
