import { expect, test } from 'vitest'
import { scenes } from '../../main/media/demo-scenes.ts'
import { seedWorkflows } from '../../main/services/seed-workflows.ts'
import { parseDefinition } from '../../shared/workflow/parse-definition.ts'
import { openLibrary } from '../support/library.ts'

async function withClips() {
  const library = await openLibrary()
  const insert = library.core.database.prepare(
    `INSERT INTO videos (id, name, file_path, file_hash, size_bytes, source_type) VALUES (@id, @id, @id, @id, 1, 'uploaded')`,
  )
  for (const { name } of scenes) for (const take of [1, 2, 3, 4]) insert.run({ id: `${name}, take ${take}` })
  return library
}

test('the demo has a workflow in every state, with its takes, runs and how they were generated', async () => {
  const { core, client } = await withClips()
  await seedWorkflows(core)
  const { items } = await client.workflows.list({})
  expect(items).toMatchObject([
    { name: 'Reel template', status: 'draft', output_count: 0, last_status: null },
    { name: 'Snow over the pass, ComfyUI', status: 'draft', node_count: 9, output_count: 3, last_status: 'running' },
    { name: 'Trailer', status: 'saved', node_count: 4, output_count: 2, last_status: 'completed' },
    { name: 'Episode 1: the last ferry', status: 'saved', node_count: 5, output_count: 7, last_status: 'completed' },
  ])
  const executions = await client.executions.list({})
  const started = executions.items.map(({ started_at }) => started_at)
  expect(started).toEqual(started.toSorted().reverse())
  expect(executions.items.map(({ status }) => status).sort()).toEqual([
    'completed',
    'completed',
    'completed',
    'completed',
    'failed',
    'running',
  ])
  const generated = await client.videos.list({ has_generation: true })
  expect(generated.total).toBe(10)
})

test('every demo definition is a graph, its takes are of nodes that it has, and one changed between its runs', async () => {
  const { core, client } = await withClips()
  await seedWorkflows(core)
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
  await seedWorkflows(core)
  const { nodes, edges } = await client.lineage.get({ video_id: 'Neon alley, rain, take 2' })
  expect(nodes.map(({ name }) => name).sort()).toEqual([
    'Ferry leaves at dusk, take 3',
    'Lanterns on the water, take 1',
    'Neon alley, rain, take 1',
    'Neon alley, rain, take 2',
  ])
  expect(edges).toHaveLength(5)
})

test('the demo is not added to a library that has workflows', async () => {
  const { core, client } = await withClips()
  await client.workflows.create({ name: 'Mine', definition: { nodes: [], connections: [] } })
  await seedWorkflows(core)
  expect((await client.workflows.list({})).total).toBe(1)
})
