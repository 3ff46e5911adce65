import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { databaseOf } from '../support/database-of.ts'
import { importAll, openLibrary, putClip, temporaryFolder } from '../support/library.ts'
import { startMediaManager, withoutPython } from '../support/python.ts'

const definition = {
  nodes: [
    { id: 'node1', type: 'TextInput' },
    { id: 'node3', type: 'Sora2Video' },
    { id: 'node4', type: 'VideoStitcher' },
  ],
  connections: [
    { from: 'node1-output-0', to: 'node3-input-0' },
    { from: 'node3-output-0', to: 'node4-input-0' },
  ],
}

describe.skipIf(withoutPython)(`beside the Media Manager${withoutPython ? ` (${withoutPython})` : ''}`, () => {
  async function enter() {
    const library = await openLibrary()
    const clip = await putClip('landscape.mp4', join(temporaryFolder(), 'take “ü”.mp4'))
    return { ...library, clip, manager: startMediaManager(library.core.layout.database) }
  }
  const facts = { size_bytes: 10, source_type: 'generated', duration_seconds: 8, resolution: '720x1280', fps: 24 }

  test('what it adds appears in Rushes: videos, generation details, workflows, executions', async () => {
    const { client, manager, clip } = await enter()
    const video = {
      video_id: 'theirs',
      name: 'My Video',
      file_path: clip,
      metadata: { custom_field: 'value' },
      ...facts,
    }
    expect(await manager('add_video', video)).toEqual({ video_id: 'theirs', is_duplicate: false })
    const generation = { provider: 'openai', model: 'sora-2.0', prompt: 'A serene mountain', job_id: 'job-abc123' }
    const times = { started_at: '2026-03-14T10:00:00', completed_at: '2026-03-14T10:01:30.123456' }
    const params = { generation_params: { seconds: 8 } }
    await manager('add_generation_details', { video_id: 'theirs', ...generation, ...times, ...params })
    await manager('create_workflow', { workflow_id: 'w', name: 'Episode', definition })
    await manager('create_workflow_execution', { execution_id: 'e', workflow_id: 'w', status: 'running' })
    const node = { workflow_id: 'w', node_id: 'node3', node_type: 'Sora2Video', role: 'output', execution_id: 'e' }
    await manager('associate_video_with_workflow', { video_id: 'theirs', ...node })
    const execution_data = { total_videos: 5, duration: 45.2 }
    await manager('update_workflow_execution', { execution_id: 'e', status: 'completed', execution_data })
    await manager('update_workflow', { workflow_id: 'w', status: 'saved' })

    expect(await client.videos.get({ id: 'theirs' })).toMatchObject({ metadata: { custom_field: 'value' }, fps: 24 })
    expect(await client.generations.get({ video_id: 'theirs' })).toEqual({
      video_id: 'theirs',
      ...generation,
      ...params,
      status: 'completed',
      error: null,
      started_at: '2026-03-14 10:00:00',
      completed_at: '2026-03-14 10:01:30',
    })
    expect((await client.videos.list({ search: 'serene episode' })).items).toMatchObject([{ id: 'theirs' }])
    expect(await client.workflows.get({ id: 'w' })).toMatchObject({
      status: 'saved',
      definition: expect.stringContaining('Sora2Video'),
      videos: [{ video_id: 'theirs', node_id: 'node3', role: 'output' }],
    })
    const { items } = await client.executions.list({ workflow_id: 'w' })
    expect(items).toMatchObject([{ id: 'e', status: 'completed', execution_data, error: null, output_count: 1 }])
    expect((await client.workflows.get({ id: 'w' })).last_executed_at).toBe(items[0]?.completed_at)
    expect(JSON.parse((await client.executions.get({ id: 'e' })).definition ?? '')).toEqual(definition)
    await expect(client.executions.update({ id: 'e', status: 'failed' })).rejects.toMatchObject({ code: 'CONFLICT' })

    await manager('create_workflow_execution', { execution_id: 'f', workflow_id: 'w', status: 'running' })
    await manager('update_workflow_execution', { execution_id: 'f', status: 'failed', error: 'quota exceeded' })
    const failed = await client.executions.list({ status: 'failed' })
    expect(failed).toMatchObject({ total: 1, items: [{ id: 'f', error: 'quota exceeded', workflow_name: 'Episode' }] })
  })

  test('a library that it made and filled opens in Rushes, and both go on with it', async () => {
    const folder = join(temporaryFolder(), 'library')
    mkdirSync(folder)
    const manager = startMediaManager(join(folder, 'media.db'))
    const clip = await putClip('square.mp4', join(folder, 'take.mp4'))
    await manager('add_video', { video_id: 'v', name: 'Take', file_path: clip, ...facts })
    await manager('add_generation_details', { video_id: 'v', provider: 'kling', prompt: 'A ferry', error: 'late' })
    await manager('create_workflow', { workflow_id: 'w', name: 'Episode', definition })
    await manager('create_workflow_execution', { execution_id: 'e', workflow_id: 'w', status: 'running' })
    const node = { workflow_id: 'w', video_id: 'v', node_id: 'node3', node_type: 'Sora2Video', role: 'output' }
    await manager('associate_video_with_workflow', node)

    const { client } = await openLibrary({ folder })
    expect((await client.videos.list({ search: 'ferry' })).items).toMatchObject([{ id: 'v' }])
    expect(await client.generations.get({ video_id: 'v' })).toMatchObject({ provider: 'kling', error: 'late' })
    expect((await client.workflows.list({})).items).toMatchObject([
      { id: 'w', status: 'draft', node_count: 3, output_count: 1, outputs: [{ id: 'v' }], last_status: 'running' },
    ])
    await client.executions.update({ id: 'e', status: 'failed', error: 'out of memory' })
    await client.generations.put({ video_id: 'v', error: null })
    await manager('update_workflow', { workflow_id: 'w', description: 'Theirs again' })
    expect(await manager('list_workflows', { status: 'draft' })).toMatchObject([
      { id: 'w', description: 'Theirs again', last_executed_at: expect.any(String) },
    ])
    expect(await manager('get_video', { video_id: 'v' })).toMatchObject({ generation: { error: null } })
    // Its connections do not turn foreign keys on: the rows that it leaves name no video, and do no harm.
    await manager('delete_video', { video_id: 'v' })
    expect((await client.workflows.list({})).items).toMatchObject([{ output_count: 0, outputs: [] }])
    expect((await client.workflows.get({ id: 'w' })).videos).toEqual([])
    expect(await client.videos.facets({})).toMatchObject({ provider: [], workflow_id: [] })
  })

  test('a database that it filled elsewhere is taken over whole', async () => {
    const folder = temporaryFolder()
    const path = join(folder, 'media.db')
    const manager = startMediaManager(path)
    const clip = await putClip('square.mp4', join(folder, 'take.mp4'))
    await manager('add_video', { video_id: 'v', name: 'Take', file_path: clip, ...facts })
    const times = { started_at: '2026-03-14T10:00:00', completed_at: '2026-03-14T10:01:00' }
    const failure = { status: 'failed', error: 'quota exceeded' }
    await manager('add_generation_details', { video_id: 'v', provider: 'kling', prompt: 'Dunes', ...failure, ...times })
    await manager('create_workflow', { workflow_id: 'w', name: 'Episode', definition })
    await manager('create_workflow_execution', { execution_id: 'e', workflow_id: 'w', status: 'running' })
    await manager('update_workflow_execution', { execution_id: 'e', ...failure })
    const node = { workflow_id: 'w', video_id: 'v', node_id: 'node3', node_type: 'Sora2Video', role: 'output' }
    await manager('associate_video_with_workflow', { ...node, execution_id: 'e' })

    const { client } = await openLibrary()
    const { tables } = await client.library.adopt({ path })
    expect(tables.map(({ table, taken, left_out }) => [table, taken, left_out])).toEqual(
      ['videos', 'video_generation', 'workflows', 'workflow_executions', 'workflow_videos'].map((it) => [it, 1, []]),
    )
    expect((await client.videos.list({ search: 'dunes' })).items).toMatchObject([{ id: 'v' }])
    expect(await client.generations.get({ video_id: 'v' })).toMatchObject({
      ...failure,
      started_at: '2026-03-14 10:00:00',
    })
    expect((await client.executions.list({})).items).toMatchObject([{ id: 'e', ...failure, outputs: [{ id: 'v' }] }])
  })

  test('what Rushes keeps is found, changed and counted by it', async () => {
    const { client, core, manager, clip } = await enter()
    const { items } = await importAll(client, { paths: [clip] })
    const id = items[0]?.video_id ?? ''
    await client.generations.put({
      video_id: id,
      provider: 'google',
      prompt: 'A ferry',
      generation_params: { seed: 1 },
    })
    const { id: workflow_id } = await client.workflows.create({ name: 'Episode', definition })
    await client.workflows.associate({ workflow_id, video_id: id, node_id: 'node4', role: 'input' })

    const again = { video_id: 'other', name: 'Copy', file_path: clip, ...facts }
    expect(await manager('add_video', again)).toEqual({ video_id: id, is_duplicate: true, original_id: id })
    expect(await manager('get_video', { video_id: id })).toMatchObject({
      name: 'take “ü”',
      resolution: '320x180',
      generation: { provider: 'google', generation_params: '{"seed":1}' },
    })
    expect(await manager('list_videos', { workflow_id })).toMatchObject([{ id }])
    expect(await manager('list_videos', { source_type: 'stitched' })).toEqual([])
    expect(await manager('get_workflow', { workflow_id })).toMatchObject({
      definition,
      videos: [{ id, role: 'input' }],
    })
    expect(await manager('get_workflow_stats', {})).toEqual(await client.library.statistics())

    await manager('update_workflow', { workflow_id, name: 'Pilot' })
    expect((await client.videos.list({ search: 'pilot' })).total).toBe(1)
    await manager('delete_workflow', { workflow_id })
    expect((await client.workflows.list({})).total).toBe(0)
    expect((await client.videos.list({})).total).toBe(1)
    // Connections of Python do not turn foreign keys on: the rows that it leaves name no video, and do no harm.
    expect(await client.workflows.ofVideo({ video_id: id })).toEqual([])
    expect(databaseOf(core).pragma('integrity_check', { simple: true })).toBe('ok')
  })
})
