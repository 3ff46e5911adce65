import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, test } from 'vitest'
import type { Job } from '../../../shared/contract/jobs.ts'
import { grouped } from '../../support/comfyui-graphs.ts'
import { databaseOf } from '../../support/database-of.ts'
import { wanPrompt, wanWorkflow } from '../../support/generated.ts'
import { ended, importAll, openLibrary, putClip, temporaryFolder } from '../../support/library.ts'
import { importOne, madeOf } from '../../support/provenance.ts'
import { manifestOf, ownKeys, png, putCredentials, putTagged, sized, textChunk } from '../../support/tagged-files.ts'

const tags = { prompt: wanPrompt(), workflow: wanWorkflow() }

describe('a workflow', () => {
  it('is kept once for each distinct definition, with all that it made', async () => {
    const { client } = await openLibrary()
    const folder = temporaryFolder()
    await putTagged('landscape.mp4', join(folder, 'Ferry_00001_.mp4'), tags, ...ownKeys)
    await putTagged('square.mp4', join(folder, 'Ferry_00002_.mp4'), tags, ...ownKeys)
    const other = { ...tags, workflow: wanWorkflow({ steps: 30 }) }
    await putTagged('portrait.mp4', join(folder, 'Ferry_00003_.mp4'), other, ...ownKeys)
    await importAll(client, { paths: [folder] })
    const { items, total } = await client.workflows.list({ sort: 'created' })
    expect(total).toBe(2)
    expect(items.map(({ output_count }) => output_count).sort()).toEqual([1, 2])
  })

  it('is one where only the seeds differ, as they do with every run, and each video keeps its own', async () => {
    const { client } = await openLibrary()
    const folder = temporaryFolder()
    for (const [clip, seed] of [
      ['landscape.mp4', '1'],
      ['square.mp4', '18446744073709551615'],
    ] as const) {
      const texts = { prompt: wanPrompt({ seed }), workflow: wanWorkflow({ seed }) }
      await putTagged(clip, join(folder, clip), texts, ...ownKeys)
    }
    const { items } = await importAll(client, { paths: [folder] })
    const [workflow, ...others] = (await client.workflows.list({})).items
    expect(others).toEqual([])
    expect(workflow).toMatchObject({ output_count: 2 })
    const seeds = await Promise.all(
      items.map(async ({ video_id }) => (await madeOf(client, video_id ?? '')).generation?.generation_params?.seed),
    )
    expect(seeds.sort()).toEqual([1, '18446744073709551615'])
  })

  it('is one where only a seed inside a subgraph differs', async () => {
    const { client } = await openLibrary()
    const folder = temporaryFolder()
    for (const seed of [5, 6])
      writeFileSync(
        join(folder, `Ferry_0000${seed}_.png`),
        png([textChunk('workflow', JSON.stringify(grouped({ seed })))]),
      )
    await importAll(client, { paths: [folder] })
    expect((await client.images.list({})).total).toBe(2)
    expect((await client.workflows.list({})).items).toMatchObject([{ name: 'Ferry', node_count: 8 }])
  })

  it('that somebody has with the same definition gets the video', async () => {
    const { client } = await openLibrary()
    const mine = await client.workflows.create({ name: 'Mine', definition: wanWorkflow() })
    const made = await importOne(
      client,
      await putTagged('landscape.mp4', join(temporaryFolder(), 'a.mp4'), tags, ...ownKeys),
    )
    expect(made.uses).toMatchObject([{ workflow_id: mine.id, workflow_name: 'Mine' }])
    expect((await client.workflows.list({})).total).toBe(1)
  })
})

describe('a video that comes again', () => {
  it('is no longer at the node that an older parser took for its saver', async () => {
    const { client, core } = await openLibrary()
    const path = join(temporaryFolder(), 'Ferry_00001_.mp4')
    const { id, uses } = await importOne(client, await putTagged('landscape.mp4', path, tags, ...ownKeys))
    expect(uses).toMatchObject([{ node_id: '60', role: 'output' }])
    databaseOf(core).exec(`
      UPDATE workflow_videos SET node_id = '52', node_type = 'LoadImage' WHERE role = 'output';
      UPDATE embedded_readings SET parser_version = 0,
        reading = json_set(reading, '$.output_node', json('{"id":"52","type":"LoadImage"}'));`)
    const job = await client.embedded.reread()
    await ended(client, job as Job)
    expect((await madeOf(client, id)).uses).toMatchObject([{ node_id: '60', role: 'output' }])
  })

  it('is still what it was where the picture that told of it stayed behind', async () => {
    const { client } = await openLibrary()
    const folder = temporaryFolder()
    const path = await putClip('landscape.mp4', join(folder, 'Ferry_00001.mp4'))
    const texts = Object.entries(tags).map(([key, text]) => textChunk(key, text))
    writeFileSync(join(folder, 'Ferry_00001.png'), png(texts, [], sized(320, 180)))
    const { id } = await importOne(client, path)
    const moved = join(temporaryFolder(), 'moved.mp4')
    renameSync(path, moved)
    await importAll(client, { paths: [moved] })
    const made = await madeOf(client, id)
    expect(made.embedded).toMatchObject({ parser: 'comfyui', tags: [{ source: 'sibling' }, { source: 'sibling' }] })
    expect(made.uses).toMatchObject([{ role: 'output' }])
  })

  it('says all of it again after it was removed', async () => {
    const { client } = await openLibrary()
    const path = await putTagged('landscape.mp4', join(temporaryFolder(), 'a.mp4'), tags, ...ownKeys)
    const { id, uses } = await importOne(client, path)
    await client.videos.remove({ ids: [id] })
    const again = await importOne(client, path)
    expect(again.id).not.toBe(id)
    expect(again).toMatchObject({ source_type: 'generated', generation: { prompt: 'A ferry leaves at dusk' } })
    expect(again.uses).toMatchObject([{ workflow_id: uses[0]?.workflow_id, node_id: '60', role: 'output' }])
  })
})

describe('what went into a video', () => {
  /** As ComfyUI's folders are: what it read beside what it made. */
  async function comfyFolders() {
    const root = join(temporaryFolder(), 'ComfyUI')
    mkdirSync(join(root, 'input'), { recursive: true })
    const output = join(root, 'output', 'video', 'Ferry_00001_.mp4')
    const prompt = wanPrompt().replace('LoadImage', 'LoadVideo').replace('"image":"ferry.png"', '"file":"ferry.mp4"')
    await putTagged('landscape.mp4', output, { prompt }, ...ownKeys)
    return { root, output, input: join(root, 'input', 'ferry.mp4') }
  }

  it('is linked by its content: imported before, from where ComfyUI read it, or from elsewhere', async () => {
    const { client } = await openLibrary()
    const { output, input } = await comfyFolders()
    await putClip('square.mp4', input)
    const elsewhere = await putClip('square.mp4', join(temporaryFolder(), 'another name.mp4'))
    const source = await importOne(client, elsewhere)
    const made = await importOne(client, output)
    expect(made.embedded?.inputs).toMatchObject([
      { kind: 'input', name: 'ferry.mp4', node_id: '52', video_id: source.id, video_name: 'another name' },
    ])
    expect((await madeOf(client, source.id)).uses).toMatchObject([
      { node_id: '52', node_type: 'LoadVideo', role: 'input' },
    ])
  })

  it('is linked when it comes later', async () => {
    const { client } = await openLibrary()
    const { output, input } = await comfyFolders()
    await putClip('square.mp4', input)
    const made = await importOne(client, output)
    expect(made.embedded?.inputs).toMatchObject([{ video_id: null, input_hash: expect.any(String) }])
    const source = await importOne(client, input)
    expect(source.uses).toMatchObject([{ node_id: '52', role: 'input' }])
    expect((await madeOf(client, made.id)).embedded?.inputs).toMatchObject([{ video_id: source.id }])
  })

  it('does not lead out of the folders that it is looked for in', async () => {
    const { client } = await openLibrary()
    const { root, output } = await comfyFolders()
    const prompt = wanPrompt().replace('"image":"ferry.png"', '"image":"../../secret.mp4"')
    await putClip('square.mp4', join(root, '..', 'secret.mp4'))
    await putTagged('landscape.mp4', output, { prompt }, ...ownKeys)
    expect((await importOne(client, output)).embedded?.inputs).toMatchObject([{ input_hash: null }])
  })
})

describe('content credentials', () => {
  it('are told of, with what they state: program, source, ingredients', async () => {
    const { client } = await openLibrary()
    const path = await putCredentials('landscape.mp4', join(temporaryFolder(), 'a.mp4'), manifestOf('urn:c2pa:ferry'))
    const made = await importOne(client, path)
    expect(made).toMatchObject({
      source_type: 'generated',
      generation: { provider: 'Example Video 2.1', model: 'video-model 3', prompt: null },
      embedded: { parser: 'c2pa', credentials: { manifest: 'urn:c2pa:ferry', title: 'Ferry' } },
    })
    expect(made.embedded?.inputs).toMatchObject([{ kind: 'ingredient', name: 'start.mp4', video_id: null }])
  })

  it('lead to the videos that are their ingredients, whichever came first', async () => {
    const { client } = await openLibrary()
    const folder = temporaryFolder()
    const manifests = { 'a.mp4': ['urn:c2pa:b', 'urn:c2pa:a'], 'b.mp4': ['urn:c2pa:c', 'urn:c2pa:b'] } as const
    const ids = new Map<string, string>()
    for (const [file, [ingredient, label]] of Object.entries(manifests)) {
      const made = await importOne(
        client,
        await putCredentials('landscape.mp4', join(folder, file), manifestOf(label, ingredient)),
      )
      ids.set(file, made.id)
    }
    const later = await putCredentials('square.mp4', join(folder, 'd.mp4'), manifestOf('urn:c2pa:d', 'urn:c2pa:b'))
    for (const id of [ids.get('a.mp4') ?? '', (await importOne(client, later)).id]) {
      expect((await client.embedded.get({ video_id: id }))?.inputs).toMatchObject([{ video_id: ids.get('b.mp4') }])
    }
  })
})

test('a file that was changed since it was signed is no proven ingredient', async () => {
  const { client, core } = await openLibrary()
  const folder = temporaryFolder()
  await importOne(client, await putCredentials('landscape.mp4', join(folder, 'b.mp4'), manifestOf('urn:c2pa:b')))
  databaseOf(core).exec(`UPDATE embedded_readings SET credentials = json_set(credentials, '$.signature', 'invalid')`)
  const later = await putCredentials('square.mp4', join(folder, 'd.mp4'), manifestOf('urn:c2pa:d', 'urn:c2pa:b'))
  const { id } = await importOne(client, later)
  expect((await client.embedded.get({ video_id: id }))?.inputs).toMatchObject([{ kind: 'ingredient', video_id: null }])
})

test('what was written before, by a person or a program, stays', async () => {
  const { client, core } = await openLibrary()
  const folder = temporaryFolder()
  const path = await putTagged('landscape.mp4', join(folder, 'a.mp4'), tags, ...ownKeys)
  const { id } = await importOne(client, path)
  await client.generations.put({ video_id: id, prompt: 'My own words' })
  // As when a newer Rushes opens the library.
  databaseOf(core).exec('UPDATE embedded_readings SET parser_version = 0')
  renameSync(path, join(folder, 'gone.mp4'))
  const job = await client.embedded.reread()
  expect(job).toMatchObject({ kind: 'reread', total: 1 })
  await expect.poll(async () => (await client.jobs.get({ id: job?.id ?? '' })).state).toBe('done')
  expect((await madeOf(client, id)).generation).toMatchObject({
    prompt: 'My own words',
    model: 'wan2.2_high.safetensors',
  })
})
