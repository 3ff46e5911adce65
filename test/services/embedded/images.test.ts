import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { expect, it, onTestFinished, test } from 'vitest'
import { openBackground } from '../../../main/background.ts'
import type { Client } from '../../../shared/contract/index.ts'
import { databaseOf } from '../../support/database-of.ts'
import { infotext, wanPrompt, wanWorkflow } from '../../support/generated.ts'
import { stealthPng } from '../../support/image-containers.ts'
import { ended, importAll, openLibrary, temporaryFolder } from '../../support/library.ts'
import { putPicture } from '../../support/pictures.ts'
import { exif, jpeg, ownKeys, png, putTagged, textChunk } from '../../support/tagged-files.ts'

const ffmpeg: string = createRequire(import.meta.url)('@ffmpeg-installer/ffmpeg').path

/** A graph that saves a picture at node 60, made from `ferry.png`. */
const picturePrompt = wanPrompt({ prefix: 'Still' })
  .replace('SaveVideo', 'SaveImage')
  .replace('"video":["59",0]', '"images":["8",0]')
const picture = png([textChunk('prompt', picturePrompt), textChunk('workflow', wanWorkflow())])

function put(bytes: Buffer, name = 'Still_00001_.png', folder = temporaryFolder()): string {
  const path = join(folder, name)
  writeFileSync(path, bytes)
  return path
}

/** Imports a picture, and says what the library then knows of its making. */
async function importPicture(client: Client, path: string) {
  const { items } = await importAll(client, { paths: [path] })
  expect(items).toMatchObject([{ outcome: 'added', error: null }])
  const [image] = (await client.images.list({})).items
  const file_hash = image?.file_hash ?? ''
  const [generation, embedded, uses] = await Promise.all([
    client.generations.ofContent({ file_hash }),
    client.embedded.ofContent({ file_hash }),
    client.workflows.ofContent({ file_hash }),
  ])
  return { ...image, file_hash, generation, embedded, uses }
}

test('an image says how it was made, as a video does: details, texts, evidence, and the node of its workflow', async () => {
  const { client } = await openLibrary()
  const path = put(picture)
  const made = await importPicture(client, path)
  expect(made).toMatchObject({
    name: 'Still_00001_',
    generation: {
      provider: 'comfyui',
      model: 'wan2.2_high.safetensors',
      prompt: 'A ferry leaves at dusk',
      generation_params: { seed: 206275406212235, steps: 20 },
    },
    embedded: {
      parser: 'comfyui',
      tags: [{ key: 'prompt', source: 'file', path }, { key: 'workflow' }],
      inputs: [{ name: 'ferry.png', input_hash: null, evidence: 'told', likely: null }],
      ai_evidence: [{ kind: 'graph' }],
    },
    uses: [{ workflow_name: 'Still', node_id: '60', role: 'output' }],
  })
  expect(made.ai_evidence).toBe('The file contains the graph that made it.')
  const { file_hash } = made
  expect((await client.embedded.tagOfContent({ file_hash, position: 0 })).value).toBe(picturePrompt)
  const workflow = await client.workflows.get({ id: made.uses[0]?.workflow_id ?? '' })
  // The node that ran is of another type in `workflow`, so `prompt` is the definition.
  expect(workflow).toMatchObject({ definition: picturePrompt, videos: [] })
  expect(workflow.images).toMatchObject([{ node_id: '60', role: 'output', image_id: made.id }])
  expect((await client.videos.list({})).total).toBe(0)
})

/** A JPEG with EXIF data. */
function photo(exifData: Buffer): Buffer {
  const plain = readFileSync(putPicture(join(temporaryFolder(), 'photo.jpg')))
  return Buffer.concat([plain.subarray(0, 2), jpeg(exifData).subarray(2, -2), plain.subarray(2)])
}

const comment = Buffer.concat([Buffer.from('ASCII\0\0\0'), Buffer.from(infotext)])

it.each<[string, string, () => Buffer, string, string]>([
  ['AUTOMATIC1111 in a PNG', 'a.png', () => png([textChunk('parameters', infotext)]), 'a1111', 'parameters'],
  ['Forge in a JPEG', 'a.jpg', () => photo(exif({}, comment)), 'a1111', 'parameters'],
  ['ComfyUI in a JPEG', 'a.jpg', () => photo(exif({ 272: `prompt:${picturePrompt}` })), 'comfyui', 'graph'],
])('is read: %s', async (_what, name, bytes, parser, kind) => {
  const { client } = await openLibrary()
  const made = await importPicture(client, put(bytes(), name))
  expect(made).toMatchObject({
    embedded: { parser, ai_evidence: [{ kind }] },
    generation: { prompt: expect.stringContaining('ferry') },
  })
})

it.each(['extended', 'plain'])('is read in the alpha channel of a WebP, as NovelAI writes it (%s)', async (kind) => {
  const { client } = await openLibrary()
  const folder = temporaryFolder()
  const hidden = {
    Software: 'NovelAI',
    Description: 'A ferry at dusk',
    Comment: JSON.stringify({ prompt: 'A ferry at dusk', seed: 7 }),
  }
  const source = put(stealthPng(JSON.stringify(hidden)), 'a.png', folder)
  const lossless = kind === 'extended' ? ['-lossless', '0', '-quality', '50'] : ['-lossless', '1']
  execFileSync(ffmpeg, ['-v', 'error', '-i', source, '-c:v', 'libwebp', ...lossless, join(folder, 'a.webp')])
  expect(await importPicture(client, join(folder, 'a.webp'))).toMatchObject({
    embedded: { parser: 'novelai', tags: [{ key: 'stealth_pngcomp', source: 'file' }] },
    generation: { provider: 'novelai' },
  })
})

it('keeps no image out, however bad its texts are, and takes nothing from a file of the same name', async () => {
  const { client } = await openLibrary()
  const folder = temporaryFolder()
  put(picture, 'a.png', folder)
  const made = await importPicture(client, put(photo(exif({})), 'a.jpg', folder))
  expect(made).toMatchObject({
    generation: null,
    embedded: { parser: null, tags: [{ key: 'Comment' }], ai_evidence: [] },
    uses: [],
  })
  const cut = await importPicture(client, put(png([textChunk('prompt', picturePrompt.slice(0, 700))]), 'b.png'))
  expect(cut.embedded?.notes).toEqual([expect.stringContaining('“prompt” could not be parsed and is kept as text')])
})

it('is read in a library of an earlier version: when it is opened, or when asked', async () => {
  const library = await openLibrary()
  const { client, core } = library
  const { file_hash } = await importPicture(client, put(picture))
  for (const start of [() => client.embedded.reread(), () => openBackground(core)]) {
    databaseOf(core).exec('DELETE FROM embedded_readings; DELETE FROM image_generation; DELETE FROM workflows')
    expect(await client.generations.ofContent({ file_hash })).toBeNull()
    const started = await start()
    if (started && 'close' in started) onTestFinished(() => started.close())
    await expect
      .poll(() => client.generations.ofContent({ file_hash }))
      .toMatchObject({ prompt: 'A ferry leaves at dusk' })
    for (const job of await client.jobs.list({})) await ended(client, job)
  }
  expect(await client.embedded.reread()).toBeNull()
})

it('is found by the words of its prompt, and by its model', async () => {
  const { client } = await openLibrary()
  const folder = temporaryFolder()
  put(picture, 'Still.png', folder)
  put(png([textChunk('parameters', infotext)]), 'other.png', folder)
  put(photo(exif({})), '100%.jpg', folder)
  await importAll(client, { paths: [folder] })
  const counts = await Promise.all(
    (['yes', 'no', 'graph', 'parameters', 'credentials', 'statement'] as const).map(
      async (ai) => (await client.images.list({ ai })).total,
    ),
  )
  expect(counts).toEqual([2, 1, 1, 1, 0, 0])
  const [plain] = (await client.images.list({ ai: 'no' })).items
  await client.generations.putOfContent({ file_hash: plain?.file_hash ?? '', provider: 'midjourney' })
  expect((await client.images.list({ ai: 'statement' })).items).toMatchObject([{ name: '100%' }])
  await client.generations.removeOfContent({ file_hash: plain?.file_hash ?? '' })
  expect(await client.images.models({})).toEqual([
    { model: 'dream', count: 1 },
    { model: 'wan2.2_high.safetensors', count: 1 },
  ])
  const found = async (filter: { search?: string; model?: string }) => {
    const { items, total } = await client.images.list(filter)
    expect(await client.images.ids(filter)).toEqual(items.map(({ id }) => id))
    expect(total).toBe(items.length)
    return items.map(({ name }) => name).sort()
  }
  expect(await found({ search: 'LEAVES ferry' })).toEqual(['Still'])
  expect(await found({ search: 'ferry' })).toEqual(['Still', 'other'])
  expect(await found({ search: 'ferry', model: 'dream' })).toEqual(['other'])
  expect(await found({ search: '0%' })).toEqual(['100%'])
  expect(await found({ search: 'ferry crowd' })).toEqual([])
})

test('the prompt of a first frame is part of the history of its video, and the frame has a history of its own', async () => {
  const { client } = await openLibrary()
  const folder = temporaryFolder()
  const framePrompt = wanPrompt({ text: 'A quiet harbour', prefix: 'ferry' }).replace('ferry.png', 'sketch.png')
  const frame = png([textChunk('prompt', framePrompt)])
  const output = join(folder, 'output', 'Ferry_00001_.mp4')
  await putTagged('landscape.mp4', output, { prompt: wanPrompt() }, ...ownKeys)
  const input = join(folder, 'input', 'ferry.png')
  await putTagged('landscape.mp4', join(folder, 'input', 'unrelated.mp4'), {})
  writeFileSync(input, frame)
  // The frame was saved here too, and read from here later.
  mkdirSync(join(folder, 'output', 'stills'))
  writeFileSync(join(folder, 'output', 'stills', 'ferry.png'), frame)
  writeFileSync(join(folder, 'input', 'sketch.png'), png([]))
  await importAll(client, { paths: [folder] })
  const video = (await client.videos.list({ search: 'Ferry' })).items[0]
  const { nodes, edges } = await client.lineage.get({ video_id: video?.id ?? '', direction: 'from' })
  const first = nodes.find(({ image_id }) => image_id !== null)
  expect(edges).toContainEqual(expect.objectContaining({ from: first?.id, to: video?.file_hash, evidence: 'proven' }))
  expect(await client.generations.ofContent({ file_hash: first?.id ?? '' })).toMatchObject({
    prompt: 'A quiet harbour',
  })
  const ofFrame = await client.lineage.get({ file_hash: first?.id ?? '' })
  expect(ofFrame.nodes.map(({ name, distance }) => [name, distance])).toEqual([
    ['ferry', 0],
    ['sketch', 1],
    ['Ferry_00001_', 1],
  ])
  expect(ofFrame.edges.map(({ to, evidence }) => [to, evidence])).toEqual([
    [first?.id, 'proven'],
    [video?.file_hash, 'proven'],
  ])
})

test('a person states how an image was made, removes it, and undoes both; reading it again changes neither', async () => {
  const { client, core } = await openLibrary()
  const { file_hash, id, generation: stated } = await importPicture(client, put(picture))
  const rereadAll = async () => {
    databaseOf(core).exec('UPDATE embedded_readings SET parser_version = 0')
    const job = await client.embedded.reread()
    if (job) await ended(client, job)
    return await client.generations.ofContent({ file_hash })
  }
  const edited = { ...stated, model: 'flux1-dev', prompt: 'A quiet pier', generation_params: { seed: 7 } }
  const change = { file_hash, model: 'flux1-dev', prompt: 'A quiet pier', generation_params: { seed: 7 } }
  expect(await client.generations.putOfContent(change)).toEqual(edited)
  expect(await rereadAll()).toEqual(edited)
  expect((await client.images.list({ search: 'quiet', model: 'flux1-dev' })).items).toMatchObject([{ id }])
  expect((await client.images.list({ search: 'dusk' })).total).toBe(0)
  expect(await client.generations.removeOfContent({ file_hash })).toEqual(edited)
  expect(await rereadAll()).toBeNull()
  const { provider, ...rest } = stated ?? {}
  await client.generations.putOfContent({ ...rest, file_hash, provider: provider ?? undefined })
  expect(await rereadAll()).toEqual(stated)
  // Details as the file states them follow a better parser.
  databaseOf(core).exec(`UPDATE embedded_readings SET reading = json_set(reading, '$.details.model', 'old');
    UPDATE image_generation SET model = 'old'`)
  expect(await rereadAll()).toEqual(stated)
})

test('an image without texts gets details by hand, which are evidence; a content of neither kind is refused', async () => {
  const { client } = await openLibrary()
  const { file_hash, id = '' } = await importPicture(client, put(photo(exif({})), 'a.jpg'))
  await expect(client.generations.putOfContent({ file_hash, model: 'x' })).rejects.toMatchObject({ code: 'BAD_INPUT' })
  expect((await client.images.get({ id })).ai_evidence).toBeNull()
  await client.generations.putOfContent({ file_hash, provider: 'midjourney' })
  expect((await client.images.get({ id })).ai_evidence).toContain('A person or a program stated')
  expect(await client.embedded.ofContent({ file_hash })).toMatchObject({ ai_evidence: [{ kind: 'statement' }] })
  const unknown = { file_hash: 'f'.repeat(64), provider: 'x' }
  await expect(client.generations.putOfContent(unknown)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await client.images.remove({ ids: [id] })
  await client.images.restore({ ids: [id] })
  expect(await client.generations.ofContent({ file_hash })).toMatchObject({ provider: 'midjourney' })
})

test('an image is associated with a node by its content, as its file or a person says, and taken off it', async () => {
  const { client } = await openLibrary()
  const folder = temporaryFolder()
  const frame = put(photo(exif({})), 'frame.jpg', folder)
  const made = await importPicture(client, put(picture, 'Still.png', folder))
  await importAll(client, { paths: [frame] })
  const [still, image] = (await client.images.list({ order: 'asc' })).items
  const workflow_id = made.uses[0]?.workflow_id ?? ''
  const [stillHash, hash] = [still?.file_hash ?? '', image?.file_hash ?? '']
  const loader = { workflow_id, file_hash: hash, node_id: '52' }
  await client.workflows.create({ id: 'other', name: 'Other', definition: picturePrompt })

  expect(await client.workflows.associate({ ...loader, role: 'input' })).toMatchObject({
    ...loader,
    video_id: null,
    node_type: 'LoadImage',
    role: 'input',
  })
  const images = async () => (await client.workflows.get({ id: workflow_id })).images
  expect(await images()).toMatchObject([
    { node_id: '52', role: 'input', image_id: image?.id, execution_id: null },
    { node_id: '60', role: 'output', image_id: still?.id },
  ])
  expect(await client.workflows.ofContent({ file_hash: hash })).toMatchObject([{ node_id: '52', role: 'input' }])
  // The file of `Still.png` names its own inputs, so only an image that a person placed in a run follows from a run.
  await client.workflows.associate({ workflow_id: 'other', file_hash: hash, node_id: '52', role: 'input' })
  const second = await importPicture(client, put(png([textChunk('Title', 'A still')]), 'second.png', folder))
  await client.workflows.associate({ workflow_id: 'other', file_hash: second.file_hash, node_id: '60' })
  expect((await client.lineage.get({ file_hash: second.file_hash })).edges).toMatchObject([
    { from: hash, to: second.file_hash, kind: 'workflow', evidence: 'told', node_id: '60' },
  ])

  const off = await client.workflows.dissociate({ workflow_id, file_hash: stillHash, node_id: '60' })
  await client.workflows.remove({ ids: [workflow_id] })
  await client.workflows.restore({ ids: [workflow_id] })
  expect(await images()).toMatchObject([{ image_id: image?.id }])
  await client.embedded.reread()
  expect(await client.workflows.ofContent({ file_hash: stillHash })).toEqual([])
  await client.workflows.associate({
    workflow_id,
    file_hash: stillHash,
    node_id: off.node_id,
    node_type: off.node_type,
  })
  expect(await images()).toHaveLength(2)
  for (const wrong of [{}, { video_id: 'v', file_hash: hash }, { file_hash: 'f'.repeat(64) }])
    await expect(client.workflows.associate({ workflow_id, node_id: '60', ...wrong })).rejects.toMatchObject({
      code: 'BAD_INPUT',
    })
})
