import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { databaseOf } from '../support/database-of.ts'
import { wanPrompt, wanWorkflow } from '../support/generated.ts'
import { webpOf } from '../support/image-containers.ts'
import { temporaryFolder } from '../support/library.ts'
import { serveLibrary } from '../support/listen.ts'
import { exif, png, textChunk } from '../support/tagged-files.ts'
import { doors } from './doors.ts'

/** A definition that JSON.parse and JSON.stringify would change: blanks, an escape, a seed of 64 bits, NaN. */
const definition = `\n{ "nodes" : [ {"id":"ü \\u00fc","type":"X","config":{"cfg":1.50, "seed":12345678901234567890, "none":NaN}} ],\t"connections":[]}\r\n`

describe.each(Object.entries(doors))('through %s', (_name, open) => {
  test('a workflow keeps its definition byte for byte, and goes through a run with its videos', async () => {
    const library = await serveLibrary()
    databaseOf(library.core).exec(
      `INSERT INTO videos (id, name, file_path, file_hash, size_bytes, source_type) VALUES ('v', 'Ferry', '/f', 'a', 7, 'generated')`,
    )
    const client = await open(library)
    const { id } = await client.workflows.create({ name: 'Episode', definition, description: null })
    expect((await client.workflows.get({ id })).definition).toBe(definition)
    const given = { nodes: [{ id: 'n', type: 'X', config: { deep: [1, { true: null }] } }], connections: [] }
    const other = await client.workflows.create({ name: 'Given', definition: given, status: 'saved' })
    expect(other.definition).toBe(JSON.stringify(given))

    const execution_data = { total_videos: 5, duration: 45.2, steps: ['a', null, { b: true }] }
    const run = await client.executions.start({ workflow_id: id })
    const node = { workflow_id: id, video_id: 'v', node_id: 'ü ü' }
    const made = await client.workflows.associate({ ...node, execution_id: run.id })
    expect(made).toMatchObject({ node_type: 'X', role: 'output' })
    await client.executions.update({ id: run.id, status: 'completed', execution_data })
    const [listed] = (await client.executions.list({ workflow_id: id, status: 'completed', limit: 5 })).items
    expect(listed).toMatchObject({ execution_data, output_count: 1, outputs: [{ id: 'v' }] })
    expect((await client.executions.get({ id: run.id })).definition).toBe(definition)
    expect((await client.workflows.list({ search: 'epi', sort: 'name', order: 'asc' })).items).toMatchObject([
      { id, node_count: 1, last_status: 'completed', outputs: [{ id: 'v' }] },
    ])
    expect(await client.workflows.ofVideo({ video_id: 'v' })).toMatchObject([{ workflow_name: 'Episode' }])
    expect(await client.lineage.get({ video_id: 'v', depth: 2, direction: 'from' })).toMatchObject({
      nodes: [{ id: 'a', video_id: 'v', name: 'Ferry', distance: 0 }],
      edges: [],
      truncated: false,
    })
    expect((await client.workflows.dissociate(node)).execution_id).toBe(run.id)
    expect(await client.workflows.remove({ ids: [id] })).toEqual({ removed: [id] })
    expect(await client.workflows.restore({ ids: [id] })).toEqual({ restored: [id] })
  })

  test('each link of a lineage states its evidence, the same as in the library', async () => {
    const library = await serveLibrary()
    databaseOf(library.core).exec(`
      INSERT INTO videos (id, name, file_path, file_hash, size_bytes, source_type) VALUES
        ('v', 'Ferry', '/f', 'a', 7, 'generated'), ('w', 'Cut', '/c', 'b', 7, 'processed');
      INSERT INTO locations (path, file_hash, size_bytes, mtime_ms, sample_hash) VALUES
        ('/f', 'a', 7, 5000, ''), ('/start.png', 'c', 7, 1000, ''), ('/told.png', 'd', 7, 1000, '');
      INSERT INTO embedded_readings (file_hash, parser_version) VALUES ('a', 1);
      INSERT INTO embedded_inputs (file_hash, position, kind, name) VALUES
        ('a', 0, 'input', 'start.png'), ('a', 1, 'input', 'told.png');
      INSERT INTO link_decisions (file_hash, name, input_hash, decision) VALUES ('a', 'told.png', 'd', 'confirmed');
      INSERT INTO processing_jobs
        (job_id, action, input_path, input_hash, config_hash, output_path, output_hash, created_at)
        VALUES ('j', 'convert', '/f', 'sha256:a', 'sha256:0', '/c', 'sha256:b', 1)`)
    const client = await open(library)
    const lineage = await client.lineage.get({ video_id: 'v', depth: 3 })
    const links = lineage.edges.map(({ from, to, evidence }) => `${from} > ${to}: ${evidence}`)
    expect(links.sort()).toEqual(['a > b: proven', 'c > a: likely', 'd > a: told'])
    expect(lineage).toEqual(await library.client.lineage.get({ video_id: 'v', depth: 3 }))
  })

  test('a workflow comes from each form in which ComfyUI gives it, and from an image that contains it', async () => {
    const library = await serveLibrary()
    const client = await open(library)
    const folder = temporaryFolder()
    const [prompt, workflow] = [wanPrompt(), wanWorkflow()]
    const forms: [string, string | Buffer, string][] = [
      ['prompt.json', `{"prompt": ${prompt}}`, prompt],
      ['both.json', `{"prompt": ${prompt}, "workflow": ${workflow}}`, workflow],
      ['extra.json', `{"prompt": ${prompt}, "extra_data": {"extra_pnginfo": {"workflow": ${workflow}}}}`, workflow],
      ['Wan_00007_.png', png([textChunk('prompt', prompt), textChunk('workflow', workflow)]), workflow],
      ['Api_00001_.webp', webpOf(['EXIF', exif({ 272: `prompt:${prompt}` })]), prompt],
    ]
    for (const [name, content, kept] of forms) {
      const path = join(folder, name)
      writeFileSync(path, content)
      const made = await client.workflows.fromFile({ path })
      expect(made).toMatchObject({ name: name.replace(/(_\d+_)?\.\w+$/, ''), status: 'draft', definition: kept })
    }
    expect(await client.images.list({})).toMatchObject({ total: 0 })
    writeFileSync(join(folder, 'plain.png'), png([textChunk('parameters', 'A ferry')]))
    await expect(client.workflows.fromFile({ path: join(folder, 'plain.png') })).rejects.toThrow(
      'path: plain.png contains no workflow.',
    )
  })

  test('how a video was generated is written and read', async () => {
    const library = await serveLibrary()
    databaseOf(library.core).exec(
      `INSERT INTO videos (id, name, file_path, file_hash, size_bytes, source_type) VALUES ('v', 'Ferry', '/f', 'a', 7, 'generated')`,
    )
    const client = await open(library)
    const params = { seconds: 8, size: '720x1280', loras: [{ name: 'x', weight: 0.5 }] }
    const generation = {
      video_id: 'v',
      provider: 'runway',
      model: 'gen-4',
      prompt: '1\n“ü”',
      generation_params: params,
    }
    await client.generations.put({ ...generation, completed_at: '2026-03-14T10:00:00Z', error: null })
    expect(await client.generations.get({ video_id: 'v' })).toEqual({
      ...generation,
      job_id: null,
      status: 'completed',
      error: null,
      started_at: null,
      completed_at: '2026-03-14 10:00:00',
    })
    expect(await client.library.statistics()).toMatchObject({ total_storage_bytes: 7, workflows_by_status: {} })
    expect((await client.generations.remove({ video_id: 'v' })).provider).toBe('runway')
    expect(await client.generations.get({ video_id: 'v' })).toBeNull()
  })
})
