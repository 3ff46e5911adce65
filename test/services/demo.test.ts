import { expect, test } from 'vitest'
import { scenes } from '../../main/media/demo/demo-scenes.ts'
import { addDemoWorkflows } from '../../main/services/demo/demo-runs.ts'
import { seedRows } from '../../main/services/demo/seed-rows.ts'
import { parseDefinition } from '../../shared/workflow/parse-definition.ts'
import { databaseOf } from '../support/database-of.ts'
import { openLibrary } from '../support/library.ts'

async function withClips() {
  const library = await openLibrary()
  const insert = databaseOf(library.core).prepare(
    `INSERT INTO videos (id, name, file_path, file_hash, size_bytes, source_type) VALUES (@id, @id, @id, @id, 1, 'uploaded')`,
  )
  for (const { name } of scenes) for (const take of [1, 2, 3]) insert.run({ id: `${name}, take ${take}` })
  return library
}

test('the demo has a workflow in every state, with its takes, runs and how they were generated', async () => {
  const { core, client } = await withClips()
  await addDemoWorkflows(core)
  const { items } = await client.workflows.list({})
  expect(items).toMatchObject([
    { name: 'Reel template', status: 'draft', output_count: 0, last_status: null },
    { name: 'Trailer', status: 'saved', node_count: 4, output_count: 2, last_status: 'running' },
    { name: 'Episode 1: the last ferry', status: 'saved', node_count: 5, output_count: 6, last_status: 'completed' },
  ])
  const executions = await client.executions.list({})
  const started = executions.items.map(({ started_at }) => started_at)
  expect(started).toEqual(started.toSorted().reverse())
  expect(executions.items.map(({ status }) => status).sort()).toEqual([
    'completed',
    'completed',
    'completed',
    'failed',
    'running',
  ])
  const generated = await client.videos.list({ has_generation: true })
  expect(generated.total).toBe(6)
})

test('every demo definition is a graph, its takes are of nodes that it has, and one changed between its runs', async () => {
  const { core, client } = await withClips()
  await addDemoWorkflows(core)
  for (const { id } of (await client.workflows.list({})).items) {
    const { definition, videos } = await client.workflows.get({ id })
    const types = new Map(parseDefinition(definition).nodes.map((node) => [node.id, node.type]))
    for (const { node_id, node_type } of videos) expect(types.get(node_id)).toBe(node_type)
  }
  const [episode] = (await client.workflows.list({ search: 'ferry' })).items
  const runs = await client.executions.list({ workflow_id: episode?.id })
  const ran = await Promise.all(runs.items.map(async ({ id }) => (await client.executions.get({ id })).definition))
  const now = (await client.workflows.get({ id: episode?.id ?? '' })).definition
  expect(ran.map((definition) => definition === now)).toEqual([true, false, false])
})

test('a take of the demo has a lineage', async () => {
  const { core, client } = await withClips()
  await addDemoWorkflows(core)
  const { nodes, edges } = await client.lineage.get({ video_id: 'Neon alley, rain, take 2' })
  expect(nodes.map(({ name }) => name).sort()).toEqual([
    'Ferry leaves at dusk, take 3',
    'Lanterns on the water, take 1',
    'Neon alley, rain, take 1',
    'Neon alley, rain, take 2',
  ])
  expect(edges).toHaveLength(5)
})

test('demo workflows are added once, beside those of a person', async () => {
  const { core, client } = await withClips()
  await client.workflows.create({ name: 'Mine', definition: { nodes: [], connections: [] } })
  await addDemoWorkflows(core)
  await addDemoWorkflows(core)
  expect((await client.workflows.list({})).items.map(({ name }) => name).sort()).toEqual([
    'Episode 1: the last ferry',
    'Mine',
    'Reel template',
    'Trailer',
  ])
})

test('rows without media fill every table that a large library fills, each take searched by all its texts', async () => {
  const { core, client } = await openLibrary()
  const shown: number[] = []
  expect(await seedRows(core, 2300, (done) => shown.push(done))).toBe(2300)
  expect(shown).toEqual([2000, 2300])
  expect(await seedRows(core, 10, () => undefined)).toBe(10)
  const database = databaseOf(core)
  const count = (table: string) => database.prepare(`SELECT count(*) FROM ${table}`).pluck().get() as number
  expect(['videos', 'locations', 'video_search'].map(count)).toEqual([2310, 2310, 2310])
  for (const table of ['video_generation', 'workflow_videos', 'tagged_videos', 'analysis_jobs', 'workflow_executions'])
    expect(count(table)).toBeGreaterThan(300)
  expect(database.pragma('foreign_key_check')).toEqual([])
  const { items } = await client.videos.list({ search: 'cinematic lantern', model: 'sora-2' })
  expect(items[0]).toMatchObject({ source_type: 'generated', missing_since: expect.any(String) })
  expect((await client.analyses.list({ limit: 1 })).items[0]).toMatchObject({ state: 'gone' })
})

test('adding rows stops after the running step', async () => {
  const { core, client } = await openLibrary()
  const stop = new AbortController()
  expect(await seedRows(core, 9000, () => stop.abort(), stop.signal)).toBe(2000)
  expect((await client.videos.list({ limit: 1 })).total).toBe(2000)
})
