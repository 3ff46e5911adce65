import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { fileOf, withFile } from '../../../main/media/embedded/bounded-file.ts'
import { readExif } from '../../../main/media/embedded/exif.ts'
import { probeTags } from '../../../main/media/embedded/probe-tags.ts'
import { readMetadata } from '../../../main/media/embedded/read-metadata.ts'
import { factsOfImage, isOfOneRun } from '../../../main/media/embedded/sibling-match.ts'
import { siblingsOf, sidecarPaths } from '../../../main/media/embedded/siblings.ts'
import { collectTexts } from '../../../main/media/embedded/texts.ts'
import { probe } from '../../../main/media/ffprobe.ts'
import { findFfprobe } from '../../../main/media/tools.ts'
import { clip } from '../../support/clips.ts'
import { infotext, wanPrompt, wanWorkflow } from '../../support/generated.ts'
import { webpOf } from '../../support/image-containers.ts'
import { temporaryFolder } from '../../support/library.ts'
import {
  exif,
  jpeg,
  ownKeys,
  packedChunk,
  png,
  putLongTags,
  putTagged,
  sized,
  textChunk,
  unicodeChunk,
  webp,
} from '../../support/tagged-files.ts'

async function textsOf(bytes: Buffer) {
  const path = join(temporaryFolder(), 'picture')
  writeFileSync(path, bytes)
  const { tags, notes } = await withFile(path, readMetadata)
  return { tags, notes }
}

async function tagsOf(path: string) {
  const { tags } = probeTags(await probe((await findFfprobe()).path, path))
  return Object.fromEntries(tags.map(({ key, value }) => [key, value]))
}

describe('containers', () => {
  const tags = { prompt: wanPrompt(), workflow: wanWorkflow({ padding: 110_000 }) }

  it.each([
    ['landscape.mp4', 'a.mp4', ownKeys, 'prompt'],
    ['landscape.mp4', 'a.mov', ownKeys, 'prompt'],
    ['vp9.webm', 'a.webm', [], 'PROMPT'],
    ['vp9.webm', 'a.mkv', [], 'PROMPT'],
  ] as const)('%s as %s carries keys of its own, whole', async (name, file, options, key) => {
    const known = await tagsOf(await putTagged(name, join(temporaryFolder(), file), tags, ...options))
    expect(known[key] === tags.prompt).toBe(true)
    expect((known.workflow ?? known.WORKFLOW) === tags.workflow).toBe(true)
  })

  it('carry megabytes', async () => {
    const workflow = wanWorkflow({ padding: 3_000_000 })
    const known = await tagsOf(await putLongTags('landscape.mp4', join(temporaryFolder(), 'a.mp4'), { workflow }))
    expect(known.workflow === workflow).toBe(true)
  })

  it('have nothing to tell of most videos', async () => {
    const { path } = await findFfprobe()
    for (const name of ['landscape.mp4', 'vp9.webm', 'prores.mov', 'mpeg4.avi', 'sound.mp4'] as const) {
      expect(probeTags(await probe(path, await clip(name)))).toEqual({ tags: [], notes: [] })
    }
  })

  it('say so where a tag is longer than any workflow', () => {
    const tags = { prompt: 'x'.repeat(16 * 1024 * 1024 + 1), comment: 'short' }
    expect(probeTags({ format: { tags }, streams: [] })).toEqual({
      tags: [{ key: 'comment', value: 'short' }],
      notes: ['Its tag “prompt” is longer than 16 MiB and was left out.'],
    })
  })
})

describe('PNG', () => {
  it('has texts as they are, packed, and in Unicode; and those of animations after the picture', async () => {
    const picture = png(
      [
        textChunk('prompt', wanPrompt()),
        packedChunk('parameters', infotext),
        unicodeChunk('workflow', '{"título": "渡し船"}'),
        unicodeChunk('Description', 'packed ü', true),
      ],
      [textChunk('comf', 'after', 'comf'), textChunk('workflow', '{}', 'comf')],
    )
    expect(await textsOf(picture)).toEqual({
      tags: [
        { key: 'prompt', value: wanPrompt() },
        { key: 'parameters', value: infotext },
        { key: 'workflow', value: '{"título": "渡し船"}' },
        { key: 'Description', value: 'packed ü' },
        { key: 'comf', value: 'after' },
        { key: 'workflow', value: '{}' },
      ],
      notes: [],
    })
  })

  it('may have UTF-8 where Latin-1 is asked for, or Latin-1', async () => {
    const utf8: [string, Buffer] = ['tEXt', Buffer.from('prompt\0渡し船')]
    expect((await textsOf(png([utf8, textChunk('a', 'caf\xe9')])))?.tags).toEqual([
      { key: 'prompt', value: '渡し船' },
      { key: 'a', value: 'café' },
    ])
  })

  it('says what it could not unpack, and is not blown up by it', async () => {
    const bomb = packedChunk('bomb', ' '.repeat(17 * 1024 * 1024))
    const picture = png([['zTXt', Buffer.from('broken\0\0no zlib')], bomb, textChunk('prompt', 'kept')])
    expect(await textsOf(picture)).toEqual({
      tags: [{ key: 'prompt', value: 'kept' }],
      notes: [expect.stringContaining('“broken”'), expect.stringContaining('“bomb”')],
    })
  })

  it('ends where it is cut off', async () => {
    const picture = png([textChunk('prompt', 'kept'), textChunk('workflow', 'x'.repeat(1000))])
    expect((await textsOf(picture.subarray(0, 200)))?.tags).toEqual([{ key: 'prompt', value: 'kept' }])
  })
})

describe('EXIF', () => {
  it('has ComfyUI’s texts under the names of cameras, in a WebP after its frames', async () => {
    const texts = { 271: `workflow:${wanWorkflow()}`, 272: `prompt:${wanPrompt()}`, 270: 'extra:{}' }
    for (const order of ['II', 'MM'] as const) {
      expect((await textsOf(webp(exif(texts, undefined, order))))?.tags).toEqual(
        expect.arrayContaining([
          { key: 'Make', value: texts[0x010f] },
          { key: 'Model', value: texts[0x0110] },
          { key: 'ImageDescription', value: 'extra:{}' },
        ]),
      )
    }
  })

  it('has a user’s comment, in any of the ways to write one', async () => {
    const utf16 = (text: string) => Buffer.from(text, 'utf16le')
    const ways = [
      Buffer.concat([Buffer.from('ASCII\0\0\0'), Buffer.from(infotext)]),
      Buffer.concat([Buffer.from('UNICODE\0'), utf16(infotext)]),
      Buffer.concat([Buffer.from('UNICODE\0'), utf16(infotext).swap16()]),
      Buffer.concat([Buffer.alloc(8), Buffer.from(infotext)]),
    ]
    for (const way of ways) {
      expect((await textsOf(jpeg(exif({ 305: 'a' }, way))))?.tags).toContainEqual({
        key: 'UserComment',
        value: infotext,
      })
    }
  })

  test('whatever it holds, reading it ends', async () => {
    const whole = exif({ 271: 'make', 272: 'model' }, Buffer.from('ASCII\0\0\0text'))
    const change = fc.record({ at: fc.nat(whole.length - 1), to: fc.nat(255) })
    await fc.assert(
      fc.asyncProperty(fc.array(change), fc.nat(whole.length), async (changes, length) => {
        const bytes = Buffer.from(whole)
        for (const { at, to } of changes) bytes[at] = to
        await readExif(fileOf(bytes.subarray(0, length)), collectTexts())
      }),
    )
  })
})

test('the size and number of frames of an image tell whether it is of the run of a video', async () => {
  const factsOf = (bytes: Buffer) => factsOfImage(fileOf(bytes))
  expect(await factsOf(png([], [], sized(320, 180)))).toMatchObject({ width: 320, height: 180, frames: 1 })
  const frames = Array.from({ length: 25 }, (): [string, Buffer] => ['fcTL', Buffer.alloc(26)])
  const animation = png([['acTL', Buffer.from([0, 0, 0, 25, 0, 0, 0, 0])], ...frames], [], sized(320, 180))
  expect(await factsOf(animation)).toMatchObject({ frames: 25 })
  expect(await factsOf(webpOf(['ANMF', Buffer.alloc(33)]))).toMatchObject({ width: 640, height: 360, frames: 2 })
  const simple = (kind: string, rest: string) =>
    Buffer.concat([Buffer.from(`RIFF    WEBPVP8${kind}    `), Buffer.from(rest, 'hex'), Buffer.alloc(9)])
  expect(await factsOf(simple(' ', '0000009d012a4001b400'))).toMatchObject({ width: 320, height: 180, frames: 1 })
  expect(await factsOf(simple('L', '2f3fc12c00'))).toMatchObject({ width: 320, height: 180, frames: 1 })
  const video = { width: 320, height: 180, frames: 25 }
  expect(isOfOneRun(video, { ...video, frames: 26, isEstimate: true })).toBe(true)
  expect(isOfOneRun(video, { ...video, frames: 26 })).toBe(false)
  expect(isOfOneRun(video, { ...video, frames: null })).toBe(false)
})

describe('files beside a video', () => {
  it('have its name, without what VideoHelperSuite adds to the copy with sound', () => {
    expect(siblingsOf('/out/Ferry_00001-audio.mp4').slice(0, 2)).toEqual([
      { path: '/out/Ferry_00001.png', isCertain: true },
      { path: '/out/Ferry_00001.mp4', isCertain: true },
    ])
    expect(siblingsOf('/out/Ferry_00001.gif')).toContainEqual({ path: '/out/Ferry_00001.png', isCertain: false })
    expect(siblingsOf('/out/Ferry.mp4').map(({ path }) => path)).not.toContain('/out/Ferry.mp4')
    expect(sidecarPaths('/out/Ferry.mp4')).toEqual(['/out/Ferry.swarm.json', '/out/Ferry.mp4.swarm.json'])
  })
})
