import { execFileSync } from 'node:child_process'
import {
  closeSync,
  copyFileSync,
  openSync,
  readFileSync,
  renameSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type ClipName, clip } from '../../support/clips.ts'
import { databaseOf } from '../../support/database-of.ts'
import {
  infotext,
  swarmSettings,
  wan2gpSettings,
  wanPrompt,
  wanSettings,
  wanWorkflow,
} from '../../support/generated.ts'
import { importAll, openLibrary, putClip, temporaryFolder } from '../../support/library.ts'
import { importOne } from '../../support/provenance.ts'
import {
  exif,
  jpeg,
  manifestOf,
  ownKeys,
  packedChunk,
  png,
  putCredentials,
  putLongTags,
  putTagged,
  sized,
  textChunk,
  unicodeChunk,
  webp,
} from '../../support/tagged-files.ts'

const wanGeneration = {
  provider: 'comfyui',
  model: 'wan2.2_high.safetensors',
  prompt: 'A ferry leaves at dusk',
  generation_params: expect.objectContaining(wanSettings),
}
const madeByComfyui = { source_type: 'generated', generation: wanGeneration, embedded: { parser: 'comfyui' } }
const tags = { prompt: wanPrompt(), workflow: wanWorkflow() }
const old = { comment: `{"prompt": ${JSON.stringify(wanPrompt())}, "workflow": ${wanWorkflow()}}` }

describe('what an imported video carries', () => {
  it.each([
    ['SaveVideo in an mp4', 'landscape.mp4', 'Ferry_00001_.mp4', tags, ownKeys],
    ['SaveVideo in a mov', 'landscape.mp4', 'Ferry_00001_.mov', tags, ownKeys],
    ['SaveWEBM, whose keys become capitals', 'vp9.webm', 'Ferry_00001_.webm', tags, []],
    ['VideoHelperSuite in an mkv', 'vp9.webm', 'Ferry_00001.mkv', tags, []],
    [
      'VideoHelperSuite of 2026, encoded twice',
      'landscape.mp4',
      'Ferry.mp4',
      { ...tags, prompt: JSON.stringify(wanPrompt()) },
      ownKeys,
    ],
    ['VideoHelperSuite before, in a comment', 'landscape.mp4', 'Ferry_00001.mp4', old, []],
    ['the same in a webm', 'vp9.webm', 'Ferry_00001.webm', old, []],
  ] as const)('is read: %s', async (_what, name, file, carried, options) => {
    const { client } = await openLibrary()
    const made = await importOne(client, await putTagged(name, join(temporaryFolder(), file), carried, ...options))
    expect(made).toMatchObject(madeByComfyui)
    expect(made.embedded?.notes).toEqual([])
    expect(made.uses).toMatchObject([{ workflow_name: 'Ferry', node_id: '60', node_type: 'SaveVideo', role: 'output' }])
    const workflow = await client.workflows.get({ id: made.uses[0]?.workflow_id ?? '' })
    expect(workflow).toMatchObject({ status: 'saved', definition: wanWorkflow(), videos: [{ video_id: made.id }] })
  })

  it.each([
    ['Wan2GP', 'Ferry.mp4', { comment: JSON.stringify(wan2gpSettings) }, 'wan2gp', 'wan2.2_i2v_high.safetensors'],
    [
      'Wan2GP in an mkv',
      'Ferry.mkv',
      { comment: JSON.stringify(wan2gpSettings) },
      'wan2gp',
      'wan2.2_i2v_high.safetensors',
    ],
    ['Forge', 'Ferry.mp4', { description: infotext }, 'a1111', 'dream'],
  ] as const)('is read: %s', async (_what, file, carried, parser, model) => {
    const { client } = await openLibrary()
    const made = await importOne(client, await putTagged('landscape.mp4', join(temporaryFolder(), file), carried))
    expect(made).toMatchObject({ source_type: 'generated', generation: { model }, embedded: { parser }, uses: [] })
    expect(made.generation?.generation_params).toMatchObject({ seed: 118, steps: 20 })
  })

  it('is told apart by the facts of the file, when it is read and when its texts are read again', async () => {
    const { client, core } = await openLibrary()
    const saver = (frame_rate: number) => ({
      class_type: 'VHS_VideoCombine',
      inputs: { images: ['8', 0], filename_prefix: 'video/Ferry', frame_rate },
    })
    const prompt = JSON.stringify({ ...JSON.parse(wanPrompt()), 60: saver(30), 61: saver(24) })
    const path = join(temporaryFolder(), 'Ferry_00001.mp4')
    const made = await importOne(client, await putTagged('portrait.mp4', path, { prompt }, ...ownKeys))
    expect(made).toMatchObject({ uses: [{ node_id: '61' }], embedded: { notes: [] } })
    expect(made.generation?.generation_params?.passes).toMatchObject([{ node_id: '57' }, { node_id: '58' }])
    databaseOf(core).exec('UPDATE embedded_readings SET parser_version = 0')
    const job = await client.embedded.reread()
    await expect.poll(async () => (await client.jobs.get({ id: job?.id ?? '' })).state).toBe('done')
    expect((await client.embedded.get({ video_id: made.id }))?.notes).toEqual([])
  })

  it('names its workflow after the file, with all dots but that of the ending', async () => {
    const { client } = await openLibrary()
    const path = join(temporaryFolder(), 'wan2.2_14B_fun_inp_00001_.mp4')
    const made = await importOne(client, await putTagged('landscape.mp4', path, tags, ...ownKeys))
    expect(made.uses).toMatchObject([{ workflow_name: 'wan2.2_14B_fun_inp' }])
  })

  it('is kept whole, byte for byte, and given when asked for', async () => {
    const { client } = await openLibrary()
    const workflow = wanWorkflow({ padding: 3_000_000 })
    const path = join(temporaryFolder(), 'Ferry.mp4')
    const { id, embedded } = await importOne(client, await putLongTags('landscape.mp4', path, { ...tags, workflow }))
    expect(embedded?.tags).toEqual([
      { position: 0, source: 'file', path, key: 'prompt', length: wanPrompt().length },
      { position: 1, source: 'file', path, key: 'workflow', length: workflow.length },
    ])
    expect((await client.embedded.tag({ video_id: id, position: 1 })).value === workflow).toBe(true)
    await expect(client.embedded.tag({ video_id: id, position: 2 })).rejects.toThrow('no text with the number 2')
  })

  it('is kept raw where nobody knows what it says', async () => {
    const { client } = await openLibrary()
    const carried = { studio: '{"Take":"1"}', comment: 'made with love' }
    const made = await importOne(
      client,
      await putTagged('landscape.mp4', join(temporaryFolder(), 'a.mp4'), carried, ...ownKeys),
    )
    expect(made).toMatchObject({ source_type: 'uploaded', generation: null, embedded: { parser: null, notes: [] } })
    expect(made.embedded?.tags.map(({ key }) => key).sort()).toEqual(['comment', 'studio'])
  })

  it('is nothing in most videos', async () => {
    const { client } = await openLibrary()
    const made = await importOne(client, await putClip('sound.mp4', join(temporaryFolder(), 'a.mp4')))
    expect(made).toMatchObject({ source_type: 'uploaded', generation: null, uses: [] })
    expect(made.embedded).toMatchObject({ parser: null, tags: [], inputs: [], credentials: null, notes: [] })
  })

  it('does not keep a video out, however bad it is; it is noted', async () => {
    const { client } = await openLibrary()
    const cut = { prompt: wanPrompt().slice(0, 700) }
    const made = await importOne(
      client,
      await putTagged('landscape.mp4', join(temporaryFolder(), 'a.mp4'), cut, ...ownKeys),
    )
    expect(made).toMatchObject({ source_type: 'generated', generation: { provider: 'comfyui', model: null }, uses: [] })
    expect(made.embedded?.notes).toEqual([
      expect.stringMatching(/“prompt” could not be parsed and is kept as text: .*ends too early/),
    ])
  })

  it('may have NUL, half a character and a seed of 64 bits', async () => {
    const { client } = await openLibrary()
    const carried = { prompt: wanPrompt({ text: 'a ferry\0at \ud800 dusk', seed: '18446744073709551615' }) }
    const made = await importOne(
      client,
      await putTagged('landscape.mp4', join(temporaryFolder(), 'a.mp4'), carried, ...ownKeys),
    )
    expect(made.generation?.prompt).toMatch(/^a ferry.*dusk$/)
    expect(made.generation?.generation_params).toMatchObject({ seed: '18446744073709551615' })
  })

  it('is read of a file that is copied or moved into the library too, its siblings where it came from', async () => {
    const { client } = await openLibrary()
    const folder = temporaryFolder()
    const first = await putTagged('landscape.mp4', join(folder, 'a.mp4'), tags, ...ownKeys)
    expect(await importOne(client, first, 'copy')).toMatchObject(madeByComfyui)
    writeFileSync(join(folder, 'b.png'), png([textChunk('prompt', wanPrompt())], [], sized(200, 200)))
    expect(await importOne(client, await putClip('square.mp4', join(folder, 'b.mp4')), 'move')).toMatchObject(
      madeByComfyui,
    )
  })
})

describe('what lies beside an imported video', () => {
  const texts = [textChunk('prompt', wanPrompt()), textChunk('workflow', wanWorkflow())]
  const frame = sized(320, 180)
  const picture = png(texts, [], frame)

  it.each([
    ['a PNG', 'Ferry_00001.mp4', 'Ferry_00001.png', picture],
    ['a PNG of the copy with sound', 'Ferry_00001-audio.mp4', 'Ferry_00001.png', png(texts)],
    ['a PNG with packed texts', 'Ferry.mp4', 'Ferry.png', png([packedChunk('prompt', wanPrompt())], [], frame)],
    [
      'a PNG with texts in Unicode',
      'Ferry.mp4',
      'Ferry.png',
      png([unicodeChunk('prompt', wanPrompt(), true)], [], frame),
    ],
    ['an animated PNG', 'Ferry.mp4', 'Ferry.png', png([], [textChunk('prompt', wanPrompt(), 'comf')], frame)],
    ['a WebP', 'Ferry.mp4', 'Ferry.webp', webp(exif({ 272: `prompt:${wanPrompt()}` }), [320, 180])],
  ])('tells how it was made: %s', async (_what, file, sibling, bytes) => {
    const { client } = await openLibrary()
    const folder = temporaryFolder()
    writeFileSync(join(folder, sibling), bytes)
    const made = await importOne(client, await putClip('landscape.mp4', join(folder, file)))
    expect(made).toMatchObject(madeByComfyui)
    expect(made.embedded?.tags[0]).toMatchObject({
      source: 'sibling',
      path: join(folder, sibling),
      key: expect.any(String),
    })
  })

  it('tells of a GIF, which carries nothing', async () => {
    const { client } = await openLibrary()
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'Ferry_00001.png'), png(texts, [], sized(64, 36)))
    copyFileSync(await clip('animation.gif'), join(folder, 'Ferry_00001.gif'))
    expect(await importOne(client, join(folder, 'Ferry_00001.gif'))).toMatchObject(madeByComfyui)
  })

  it('tells of the copy with sound, where it is the video without', async () => {
    const { client } = await openLibrary()
    const folder = temporaryFolder()
    await putTagged('landscape.mp4', join(folder, 'Ferry_00001.mp4'), tags, ...ownKeys)
    const made = await importOne(client, await putClip('sound.mp4', join(folder, 'Ferry_00001-audio.mp4')))
    expect(made).toMatchObject({ ...madeByComfyui, name: 'Ferry_00001-audio', uses: [{ workflow_name: 'Ferry' }] })
  })

  it.each<[what: string, name: ClipName, sibling: string, own: Record<string, string>, ...options: string[]]>([
    ['a picture of another size', 'square.mp4', 'Ferry.png', {}],
    ['a clip of another size', 'square.mp4', 'Ferry.webm', {}],
    ['a clip with another number of frames', 'landscape.mp4', 'Ferry.webm', {}, '-frames:v', '12'],
    ['a clip beside a screen recording', 'landscape.mp4', 'Ferry.webm', { 'com.apple.quicktime.model': 'MacBookPro' }],
    ['a picture beside a video by a camera', 'landscape.mp4', 'Ferry.png', { make: 'Canon' }],
  ])('tells nothing of another file of the name: %s', async (_what, name, sibling, own, ...options) => {
    const { client } = await openLibrary()
    const folder = temporaryFolder()
    if (sibling.endsWith('png')) writeFileSync(join(folder, sibling), picture)
    else await putTagged('landscape.mp4', join(folder, 'made.mp4'), tags, ...ownKeys)
    if (sibling.endsWith('webm')) renameSync(join(folder, 'made.mp4'), join(folder, sibling))
    const made = await importOne(client, await putTagged(name, join(folder, 'Ferry.mov'), own, ...ownKeys, ...options))
    expect(made).toMatchObject({ source_type: 'uploaded', generation: null })
  })

  it('tells of a clip of the name with the same size and number of frames', async () => {
    const { client } = await openLibrary()
    const folder = temporaryFolder()
    await putTagged('landscape.mp4', join(folder, 'Ferry.mp4'), tags, ...ownKeys)
    expect(await importOne(client, await putTagged('landscape.mp4', join(folder, 'Ferry.mov'), {}))).toMatchObject(
      madeByComfyui,
    )
  })

  it('tells what SwarmUI wrote down', async () => {
    const { client } = await openLibrary()
    const folder = temporaryFolder()
    // As Windows writes texts.
    writeFileSync(join(folder, 'Ferry.swarm.json'), `\uFEFF${JSON.stringify(swarmSettings, null, 4)}`, 'utf16le')
    const made = await importOne(client, await putClip('landscape.mp4', join(folder, 'Ferry.mp4')))
    expect(made).toMatchObject({
      generation: { provider: 'swarmui', model: 'wan-i2v' },
      embedded: { parser: 'swarmui' },
    })
  })

  it('tells nothing where it is a picture that only has the name', async () => {
    const { client } = await openLibrary()
    const folder = temporaryFolder()
    const comment = Buffer.concat([Buffer.from('ASCII\0\0\0'), Buffer.from(infotext)])
    writeFileSync(join(folder, 'Ferry.png'), png([textChunk('parameters', infotext)]))
    writeFileSync(join(folder, 'Ferry.webp'), jpeg(exif({}, comment)))
    const made = await importOne(client, await putClip('landscape.mp4', join(folder, 'Ferry.mp4')))
    expect(made).toMatchObject({ source_type: 'uploaded', generation: null, embedded: { parser: null, tags: [] } })
  })

  it('is left out where it is too long, which is said', async () => {
    const { client } = await openLibrary()
    const path = await putClip('landscape.mp4', join(temporaryFolder(), 'Ferry.mp4'))
    const sidecar = path.replace('.mp4', '.swarm.json')
    writeFileSync(sidecar, '{')
    truncateSync(sidecar, 20 * 2 ** 20)
    const made = await importOne(client, path)
    expect(made.embedded).toMatchObject({ tags: [], notes: [`${sidecar} is longer than 16 MiB and was left out.`] })
  })

  it.skipIf(process.platform === 'win32')(
    'is not opened where it is a pipe or a device, which would never end',
    async () => {
      const { client } = await openLibrary()
      const path = await putClip('landscape.mp4', join(temporaryFolder(), 'Ferry-audio.mp4'))
      for (const ending of ['-audio.swarm.json', '-audio.png', '.png', '.mp4']) {
        execFileSync('mkfifo', [path.replace('-audio.mp4', ending)])
      }
      symlinkSync('/dev/zero', path.replace('-audio.mp4', '-audio.webm'))
      symlinkSync('/dev/zero', path.replace('.mp4', '.mp4.swarm.json'))
      expect((await importOne(client, path)).embedded).toMatchObject({ parser: null, tags: [], notes: [] })
    },
  )
})

describe('content credentials whose signature cannot be verified are shown, with the reason', () => {
  it.each([
    ['an MKV', 'Ferry.mkv', 'matroska'],
    ['a WebM', 'Ferry.webm', 'webm'],
  ])('%s, as an attachment', async (_what, name, type) => {
    const [path, store] = [join(temporaryFolder(), name), join(temporaryFolder(), 'store.c2pa')]
    writeFileSync(store, manifestOf('urn:c2pa:ferry'))
    const attached = ['-attach', store, '-metadata:s:t', 'mimetype=application/c2pa', '-f', 'matroska', path]
    execFileSync('ffmpeg', ['-v', 'error', '-i', await clip('vp9.webm'), '-c', 'copy', ...attached])
    // ffmpeg attaches nothing to a WebM, which is the same format under another name.
    const bytes = readFileSync(path)
    bytes.write(type.padEnd(8, '\0'), bytes.indexOf('matroska'), 'latin1')
    writeFileSync(path, bytes)
    await expectUnverified(
      path,
      'format',
      /is not verified: the library that verifies signatures doesn’t read this format/,
    )
  })

  it('a file of more than 128 MB', async () => {
    const path = join(temporaryFolder(), 'Ferry.mp4')
    await putCredentials('landscape.mp4', path, manifestOf('urn:c2pa:ferry'))
    const [size, free] = [statSync(path).size, 140_000_000]
    const head = Buffer.alloc(8)
    head.writeUInt32BE(free)
    head.write('free', 4, 'latin1')
    const file = openSync(path, 'r+')
    writeSync(file, head, 0, 8, size)
    closeSync(file)
    truncateSync(path, size + free)
    await expectUnverified(path, 'size', /is not verified: the file is too large/)
  })

  async function expectUnverified(path: string, unverified: string, sentence: RegExp) {
    const { client } = await openLibrary()
    const { items } = await importAll(client, { paths: [path], mode: 'reference' })
    const id = items[0]?.video_id ?? ''
    const reading = await client.embedded.get({ video_id: id })
    expect(reading?.credentials).toMatchObject({ manifest: 'urn:c2pa:ferry', unverified })
    expect(reading?.ai_evidence).toEqual([expect.objectContaining({ kind: 'credentials' })])
    expect((await client.videos.get({ id })).ai_evidence).toMatch(sentence)
  }
})
