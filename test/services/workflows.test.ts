import { expect, test } from 'vitest'
import type { Core } from '../../main/core.ts'
import { databaseOf } from '../support/database-of.ts'
import { openLibrary } from '../support/library.ts'

/** The definition of the Media Manager's own examples. */
const episode = {
  nodes: [
    { id: 'node1', type: 'TextInput' },
    { id: 'node2', type: 'PromptGenerator' },
    { id: 'node3', type: 'Sora2Video' },
    { id: 'node4', type: 'VideoStitcher' },
  ],
  connections: [
    { from: 'node1-output-0', to: 'node2-input-0' },
    { from: 'node2-output-0', to: 'node3-input-0' },
    { from: 'node3-output-0', to: 'node4-input-0' },
  ],
}

/** A library with three videos in it, and a clock that goes on by a minute with each look at it. */
async function open() {
  let minute = 0
  const clock = () => new Date(Date.UTC(2026, 2, 14, 12, minute++))
  const library = await openLibrary({ clock })
  databaseOf(library.core).exec(`
    INSERT INTO videos (id, name, file_path, file_hash, size_bytes, source_type, resolution) VALUES
      ('ferry', 'Ferry', '/ferry.mp4', 'a', 100, 'generated', '1280x720'),
      ('pier', 'Pier', '/pier.mp4', 'b', 50, 'uploaded', '720x1280'),
      ('film', 'Film', '/film.mp4', 'c', 300, 'stitched', NULL)`)
  return library
}

const rowsOf = (core: Core, table: string) =>
  databaseOf(core).prepare(`SELECT rowid, * FROM ${table} ORDER BY rowid`).all()

test('a take is put on a node in a subgraph by the path of the node', async () => {
  const { client } = await open()
  const subgraphs = [{ id: 's', nodes: [{ id: 2, type: 'SaveVideo' }] }]
  const definition = { links: [], nodes: [{ id: 1, type: 's' }], definitions: { subgraphs } }
  const { id: workflow_id } = await client.workflows.create({ name: 'x', definition })
  const associate = (node_id: string) =>
    client.workflows.associate({ workflow_id, video_id: 'ferry', node_id, role: 'output' })
  expect(await associate('1:2')).toMatchObject({ node_type: 'SaveVideo' })
  await expect(associate('1:3')).rejects.toMatchObject({ code: 'BAD_INPUT' })
})

test('a graph is stored without what ComfyUI puts around it, byte for byte, and all its nodes are counted', async () => {
  const { client } = await openLibrary()
  const prompt = '{"3": {"class_type": "KSampler", "inputs": {"seed": 18446744073709551615}}}'
  const inside = '{"id": "s", "nodes": [{"id": 1, "type": "A"}, {"id": 2, "type": "B"}]}'
  const workflow = `{"links": [], "nodes": [{"id": 1, "type": "s"}],  "definitions": {"subgraphs": [${inside}]}}`
  const wrapped: [string, string, number][] = [
    [`{"prompt": ${prompt}}`, prompt, 1],
    [`{"prompt": ${JSON.stringify(prompt)}, "workflow": ${workflow}}`, workflow, 3],
    [`{"prompt": ${prompt}, "extra_data": {"extra_pnginfo": {"workflow": ${workflow}}}}`, workflow, 3],
    [`{"extra_pnginfo": {"workflow": ${workflow}}}`, workflow, 3],
  ]
  for (const [definition, kept, count] of wrapped) {
    const { id } = await client.workflows.create({ name: 'x', definition })
    expect((await client.workflows.get({ id })).definition).toBe(kept)
    expect((await client.workflows.list({ sort: 'created' })).items[0]?.node_count).toBe(count)
  }
})

test('a draft becomes saved with the videos of its nodes, and is loaded with them', async () => {
  const { client } = await open()
  const draft = await client.workflows.create({ name: 'Episode generation', definition: episode })
  expect(draft).toMatchObject({ status: 'draft', videos: [], last_executed_at: null })
  const saved = await client.workflows.update({
    id: draft.id,
    status: 'saved',
    videos: [{ video_id: 'ferry', node_id: 'node3' }],
  })
  expect(saved).toMatchObject({
    status: 'saved',
    videos: [{ name: 'Ferry', node_id: 'node3', node_type: 'Sora2Video', role: 'output', resolution: '1280x720' }],
  })
  expect(saved.created_at).toBe(draft.created_at)
  expect(saved.updated_at && draft.updated_at && saved.updated_at > draft.updated_at).toBe(true)
  expect(await client.workflows.get({ id: draft.id })).toEqual(saved)
})

test('each execution is another row; its end is noted with it and with the workflow', async () => {
  const { client } = await open()
  const { id: workflow_id } = await client.workflows.create({ name: 'Episode', definition: episode })
  const first = await client.executions.start({ workflow_id })
  const second = await client.executions.start({ id: 'mine', workflow_id })
  expect(first).toMatchObject({ status: 'running', completed_at: null, execution_data: null })
  const execution_data = { total_videos: 5, duration: 45.2 }
  const ended = await client.executions.update({ id: first.id, status: 'completed', execution_data })
  expect(ended).toMatchObject({ status: 'completed', execution_data, completed_at: expect.any(String) })
  expect((await client.workflows.get({ id: workflow_id })).last_executed_at).toBe(ended.completed_at)
  await client.executions.update({ id: second.id, status: 'failed', error: 'quota exceeded' })
  await client.workflows.associate({ workflow_id, video_id: 'film', node_id: 'node4', execution_id: first.id })
  expect(await client.executions.list({})).toMatchObject({
    total: 2,
    items: [
      { id: 'mine', status: 'failed', error: 'quota exceeded', workflow_name: 'Episode', output_count: 0 },
      { id: first.id, output_count: 1, outputs: [{ id: 'film', file_hash: 'c' }] },
    ],
  })
  expect((await client.executions.list({ status: 'failed' })).items).toMatchObject([{ id: 'mine' }])
  expect((await client.executions.get({ id: first.id })).videos).toMatchObject([{ video_id: 'film' }])
})

test('an execution keeps the definition that it ran, once for all runs of the same', async () => {
  const { client, core } = await open()
  const before = JSON.stringify(episode, null, 1)
  const { id } = await client.workflows.create({ name: 'Episode', definition: before })
  const runs = [await client.executions.start({ workflow_id: id }), await client.executions.start({ workflow_id: id })]
  await client.workflows.update({ id, definition: { nodes: [], connections: [] } })
  databaseOf(core).exec(
    `INSERT INTO workflow_executions (id, workflow_id, status) VALUES ('theirs', '${id}', 'running')`,
  )
  for (const run of runs) expect((await client.executions.get({ id: run.id })).definition).toBe(before)
  expect((await client.executions.get({ id: 'theirs' })).definition).toBe('{"nodes":[],"connections":[]}')
  expect(rowsOf(core, 'definitions')).toHaveLength(2)
})

test('a video is one thing to a node: associated again, the row is replaced', async () => {
  const { client } = await open()
  const { id: workflow_id } = await client.workflows.create({ name: 'Episode', definition: episode })
  await client.workflows.associate({ workflow_id, video_id: 'ferry', node_id: 'node3' })
  await client.workflows.associate({ workflow_id, video_id: 'ferry', node_id: 'node3', role: 'intermediate' })
  await client.workflows.associate({
    workflow_id,
    video_id: 'ferry',
    node_id: 'node4',
    role: 'input',
    node_type: 'Cut',
  })
  expect((await client.workflows.get({ id: workflow_id })).videos).toMatchObject([
    { node_id: 'node4', role: 'input', node_type: 'Cut' },
    { node_id: 'node3', role: 'intermediate' },
  ])
  expect(await client.workflows.ofVideo({ video_id: 'ferry' })).toMatchObject([
    { workflow_name: 'Episode', node_id: 'node4', execution_status: null },
    { workflow_name: 'Episode', node_id: 'node3' },
  ])
  const taken = await client.workflows.dissociate({ workflow_id, video_id: 'ferry', node_id: 'node4' })
  expect(taken).toMatchObject({ role: 'input', node_type: 'Cut' })
  expect((await client.workflows.get({ id: workflow_id })).videos).toHaveLength(1)
})

test('a removed workflow leaves its videos, and comes back as it was', async () => {
  const { client, core } = await open()
  const { id } = await client.workflows.create({ name: 'Episode', definition: episode, description: 'x' })
  const other = await client.workflows.create({ name: 'Other', definition: episode })
  const run = await client.executions.start({ workflow_id: id })
  await client.executions.start({ workflow_id: other.id })
  await client.workflows.update({ id, definition: { nodes: episode.nodes, connections: [] } })
  await client.workflows.associate({ workflow_id: id, video_id: 'ferry', node_id: 'node3', execution_id: run.id })
  await client.workflows.associate({ workflow_id: id, video_id: 'pier', node_id: 'node3' })
  const tables = ['workflows', 'workflow_executions', 'workflow_videos', 'executed_definitions'] as const
  const all = () => tables.slice(0, 3).map((table) => rowsOf(core, table))
  const before = all()
  expect(await client.workflows.remove({ ids: [id, 'nobody'] })).toEqual({ removed: [id] })
  expect((await client.videos.list({})).total).toBe(3)
  expect((await client.executions.list({})).total).toBe(1)
  await expect(client.workflows.get({ id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  expect(await client.workflows.restore({ ids: [id] })).toEqual({ restored: [id] })
  expect(all()).toEqual(before)
  expect((await client.executions.get({ id: run.id })).definition).toBe(JSON.stringify(episode))
  expect(await client.workflows.restore({ ids: [id] })).toEqual({ restored: [] })

  await client.workflows.remove({ ids: [id] })
  await client.videos.remove({ ids: ['pier'] })
  await client.workflows.restore({ ids: [id] })
  expect((await client.workflows.get({ id })).videos.map(({ video_id }) => video_id)).toEqual(['ferry'])
  expect(databaseOf(core).pragma('foreign_key_check')).toEqual([])
})

test('an execution that is taken out leaves its associations, without it', async () => {
  const { client, core } = await open()
  const { id: workflow_id } = await client.workflows.create({ name: 'Episode', definition: episode })
  const { id: execution_id } = await client.executions.start({ workflow_id })
  await client.workflows.associate({ workflow_id, video_id: 'ferry', node_id: 'node3', execution_id })
  databaseOf(core).exec('DELETE FROM workflow_executions')
  expect((await client.workflows.get({ id: workflow_id })).videos).toMatchObject([{ execution_id: null }])
})

test('a definition is given back byte for byte, also by a copy of the workflow', async () => {
  const { client } = await open()
  const text = `\n{ "nodes" : [ {"id":"ü \\u00fc","type":"X","config":{"n":1.50, "big":12345678901234567890}} ],\t"connections":[]}\r\n`
  const { id } = await client.workflows.create({ name: 'Odd', definition: text, status: 'saved' })
  expect((await client.workflows.get({ id })).definition).toBe(text)
  const copy = await client.workflows.duplicate({ id })
  expect(copy).toMatchObject({ name: 'Odd copy', status: 'draft', definition: text })
  expect(copy.id).not.toBe(id)
})

test('workflows are listed with what they hold, found, narrowed and sorted', async () => {
  const { client, core } = await open()
  const { id } = await client.workflows.create({ name: 'Episode 100%', definition: episode, status: 'saved' })
  await client.workflows.create({ name: 'api', definition: { 3: { class_type: 'KSampler', inputs: {} } } })
  databaseOf(core).exec(
    `INSERT INTO workflows (id, name, definition, description) VALUES ('theirs', 'Broken', 'no json', 'of a script')`,
  )
  await client.workflows.associate({ workflow_id: id, video_id: 'ferry', node_id: 'node3' })
  await client.workflows.associate({ workflow_id: id, video_id: 'pier', node_id: 'node1', role: 'input' })
  await client.executions.start({ workflow_id: id })
  const names = async (input: Parameters<typeof client.workflows.list>[0]) =>
    (await client.workflows.list(input)).items.map(({ name }) => name)
  expect((await client.workflows.list({ search: '100%' })).items).toMatchObject([
    { node_count: 4, output_count: 1, execution_count: 1, outputs: [{ id: 'ferry' }], last_status: 'running' },
  ])
  expect((await client.workflows.list({ sort: 'name', order: 'asc' })).items).toMatchObject([
    { name: 'api', node_count: 1 },
    { name: 'Broken', node_count: null, status: 'draft' },
    { name: 'Episode 100%' },
  ])
  expect(await names({ status: 'saved' })).toEqual(['Episode 100%'])
  expect(await names({ search: 'SCRIPT' })).toEqual(['Broken'])
  expect(await names({ search: '_' })).toEqual([])
})

test('how a video was generated is written, changed in part, and makes a workflow', async () => {
  const { client } = await open()
  expect(await client.generations.get({ video_id: 'ferry' })).toBeNull()
  await client.generations.put({
    video_id: 'ferry',
    provider: 'openai',
    model: 'sora-2.0',
    prompt: 'A serene mountain landscape',
    generation_params: { seconds: 8, size: '720x1280' },
    job_id: 'job-abc123',
    status: 'completed',
    completed_at: '2026-03-14T10:00:00.123456',
  })
  await client.generations.put({ video_id: 'ferry', prompt: 'A ferry' })
  await client.generations.put({ video_id: 'ferry' })
  expect(await client.generations.get({ video_id: 'ferry' })).toMatchObject({
    provider: 'openai',
    prompt: 'A ferry',
    generation_params: { seconds: 8, size: '720x1280' },
    job_id: 'job-abc123',
  })
  const made = await client.workflows.fromVideo({ video_id: 'ferry' })
  expect(made).toMatchObject({ name: 'Ferry', status: 'draft', videos: [{ video_id: 'ferry', role: 'output' }] })
  expect(JSON.parse(made.definition).nodes).toMatchObject([
    { type: 'sora-2.0', config: { prompt: 'A ferry', seconds: 8 } },
  ])
  const was = await client.generations.remove({ video_id: 'ferry' })
  expect(was.provider).toBe('openai')
  expect(await client.generations.get({ video_id: 'ferry' })).toBeNull()
  await expect(client.workflows.fromVideo({ video_id: 'pier' })).rejects.toMatchObject({ code: 'CONFLICT' })
})

test('statistics say how much there is of each source and status', async () => {
  const { client } = await open()
  await client.workflows.create({ name: 'a', definition: episode })
  await client.workflows.create({ name: 'b', definition: episode, status: 'saved' })
  expect(await client.library.statistics()).toEqual({
    total_storage_bytes: 450,
    videos_by_source: {
      generated: { count: 1, size_bytes: 100 },
      uploaded: { count: 1, size_bytes: 50 },
      stitched: { count: 1, size_bytes: 300 },
    },
    workflows_by_status: { draft: 1, saved: 1 },
  })
})

test('what is wrong is refused by the name of its field, and nothing is changed', async () => {
  const { client, core } = await open()
  const { id: workflow_id } = await client.workflows.create({ id: 'w', name: 'Episode', definition: episode })
  const other = await client.workflows.create({ name: 'Other', definition: episode })
  const theirs = await client.executions.start({ workflow_id: other.id })
  const ended = await client.executions.start({ workflow_id })
  await client.executions.update({ id: ended.id, status: 'completed' })
  const all = () => ['workflows', 'workflow_executions', 'workflow_videos'].map((table) => rowsOf(core, table))
  const before = all()
  const at = { workflow_id, video_id: 'ferry', node_id: 'node3' }
  const tries: [() => Promise<unknown>, string, string][] = [
    [() => client.workflows.create({ name: 'x', definition: 'no json' }), 'BAD_INPUT', 'definition'],
    [() => client.workflows.create({ name: 'x', definition: '[]' }), 'BAD_INPUT', 'definition'],
    [
      () =>
        client.workflows.update({
          id: 'w',
          definition: { nodes: episode.nodes, connections: [{ from: 'node1', to: 'gone' }] },
        }),
      'BAD_INPUT',
      'definition.connections[0].to',
    ],
    [
      () =>
        client.workflows.create({ name: 'x', definition: { nodes: [episode.nodes[0], episode.nodes[0]] as never } }),
      'BAD_INPUT',
      'definition.nodes[1].id',
    ],
    [() => client.workflows.create({ name: ' ', definition: episode }), 'BAD_INPUT', 'name'],
    [
      () => client.workflows.create({ name: 'x', definition: episode, status: 'final' as never }),
      'BAD_INPUT',
      'status',
    ],
    [() => client.workflows.create({ id: 'w', name: 'x', definition: episode }), 'CONFLICT', ''],
    [() => client.workflows.associate({ ...at, node_id: 'node9' }), 'BAD_INPUT', 'node_id'],
    [() => client.workflows.associate({ ...at, video_id: 'nobody' }), 'NOT_FOUND', 'video_id'],
    [() => client.workflows.associate({ ...at, workflow_id: 'nobody' }), 'NOT_FOUND', ''],
    [() => client.workflows.associate({ ...at, execution_id: 'nobody' }), 'NOT_FOUND', 'execution_id'],
    [() => client.workflows.associate({ ...at, execution_id: theirs.id }), 'BAD_INPUT', 'execution_id'],
    [() => client.workflows.associate({ ...at, role: 'director' as never }), 'BAD_INPUT', 'role'],
    [
      () =>
        client.workflows.update({
          id: 'w',
          name: 'Changed',
          videos: [
            { video_id: 'ferry', node_id: 'node3' },
            { video_id: 'nobody', node_id: 'node3' },
          ],
        }),
      'NOT_FOUND',
      'videos.1.video_id',
    ],
    [() => client.executions.update({ id: ended.id, status: 'failed' }), 'CONFLICT', ''],
    [() => client.executions.update({ id: theirs.id, status: 'exploded' as never }), 'BAD_INPUT', 'status'],
    [() => client.executions.start({ workflow_id: 'nobody' }), 'NOT_FOUND', ''],
    [() => client.executions.start({ id: ended.id, workflow_id }), 'CONFLICT', ''],
    [() => client.generations.put({ video_id: 'ferry', prompt: 'x' }), 'BAD_INPUT', 'provider'],
    [() => client.generations.put({ video_id: 'nobody', provider: 'x' }), 'NOT_FOUND', ''],
  ]
  for (const [attempt, code, field] of tries) {
    await expect(attempt()).rejects.toMatchObject({ code, ...(field && { data: { fields: [field] } }) })
  }
  expect(all()).toEqual(before)
})
