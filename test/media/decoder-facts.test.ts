import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, onTestFinished, test, vi } from 'vitest'
import { createDecoder } from '../../main/media/decoder/decoder.ts'
import type { DecoderRequest } from '../../main/media/decoder/request.ts'
import { probeTags } from '../../main/media/embedded/probe-tags.ts'
import { type Probe, probe } from '../../main/media/ffprobe.ts'
import { videoToDecode } from '../../main/media/inputs.ts'
import { probeVideo } from '../../main/media/probe-video.ts'
import { requireMedia } from '../../main/media/require-media.ts'
import { findFfprobe } from '../../main/media/tools.ts'
import { videoFacts } from '../../main/media/video-facts.ts'
import { posterPath } from '../../main/storage/layout.ts'
import { type ClipName, clip, clipNames } from '../support/clips.ts'
import { putDecoder } from '../support/decoders.ts'
import { importAll, openLibrary, putClip, temporaryFolder } from '../support/library.ts'
import { brightnessOf } from '../support/pixels.ts'
import { ownKeys, putTagged } from '../support/tagged-files.ts'

const decoder = createDecoder()
afterAll(() => decoder.close())

/** Returns the programs to probe with: the decoder, and the ffprobe at `path`. */
const withDecoder = (path: string) => ({
  decoder,
  tools: { ffprobe: async () => ({ path, version: '', source: '', date: null }) },
})

/** Writes an ffprobe that crashes. */
function crashingProgram(): string {
  const path = join(temporaryFolder(), 'ffprobe')
  writeFileSync(path, '#!/bin/sh\nkill -SEGV $$\n', { mode: 0o755 })
  return path
}

/** Expects the facts, and the texts that may say how a video was made, to be the same. */
function expectSame(found: Probe, expected: Probe, path: string): void {
  expect(videoFacts(found, path)).toEqual(videoFacts(expected, path))
  expect(probeTags(found)).toEqual(probeTags(expected))
}

const notVideos: readonly ClipName[] = ['only-sound.m4a', 'still.png']

test.skipIf(process.platform === 'win32').for(clipNames.filter((name) => !notVideos.includes(name)))(
  'the decoder finds the same facts and texts as ffprobe in %s',
  async (name) => {
    const path = await clip(name)
    const found = await probeVideo(withDecoder(crashingProgram()), path)
    // The ffprobe that comes with Rushes crashes on MPEG-TS.
    if (name === 'broadcast.ts') {
      const facts = { codec: 'h264', audio_codec: 'aac', resolution: '320x180', frame_rate: '25/1' }
      expect(videoFacts(found, path)).toMatchObject(facts)
    } else expectSame(found, await probe((await findFfprobe()).path, path), path)
  },
)

test.skipIf(process.platform === 'win32')('the decoder finds the same texts as ffprobe, in any language', async () => {
  const texts = { comment: '{"prompt": "Küste\\n=;#", "seed": 7}', title: 'Éclair\n二行', prompt: 'a = b; c' }
  for (const name of ['square.mp4', 'vp9.webm'] as const) {
    const path = join(temporaryFolder(), name)
    await putTagged(name, path, texts, ...(name === 'square.mp4' ? ownKeys : []))
    const found = await probeVideo(withDecoder(crashingProgram()), path)
    expect(probeTags(found).tags.map(({ value }) => value)).toEqual(expect.arrayContaining(Object.values(texts)))
    expectSame(found, await probe((await findFfprobe()).path, path), path)
  }
})

test.for([
  ['cannot read', "return process.send({ error: 'no' })"],
  ['crashes at', "process.kill(process.pid, 'SIGKILL')"],
])('what the decoder %s, ffprobe reads, and it says why a file is bad', async ([, fault]) => {
  const ffprobe = (await findFfprobe()).path
  const path = await clip('square.mp4')
  vi.stubEnv('RUSHES_TEST_DECODER', putDecoder(temporaryFolder(), `if (kind === 'probe') ${fault}`))
  onTestFinished(() => void vi.unstubAllEnvs())
  const failing = createDecoder()
  onTestFinished(() => failing.close())
  expectSame(await probeVideo({ ...withDecoder(ffprobe), decoder: failing }, path), await probe(ffprobe, path), path)
  const bad = join(temporaryFolder(), 'bad.mp4')
  writeFileSync(bad, readFileSync(path).subarray(0, 60))
  const refusal = await probe(ffprobe, bad).catch((error) => error.message)
  expect(refusal).toMatch(/bad.mp4 is not a readable video: /)
  await expect(probeVideo(withDecoder(ffprobe), bad)).rejects.toThrow(refusal)
})

test('an import opens each video once, and its poster is the one that would be made later', async () => {
  const log = join(temporaryFolder(), 'requests')
  vi.stubEnv(
    'RUSHES_TEST_DECODER',
    putDecoder(temporaryFolder(), `appendFileSync(${JSON.stringify(log)}, kind + '\\n')`),
  )
  onTestFinished(() => void vi.unstubAllEnvs())
  const { client, core } = await openLibrary()
  const folder = temporaryFolder()
  const names = ['square.mp4', 'vp9.webm', 'black-start.mp4', 'animation.gif', 'rotated.mp4'] as const
  for (const name of names) await putClip(name, join(folder, name))
  await importAll(client, { paths: [folder], mode: 'reference' })
  expect(readFileSync(log, 'utf8').trim().split('\n')).toEqual(names.map(() => 'describe'))
  const { items } = await client.videos.list({})
  expect(items).toHaveLength(names.length)
  for (const { id, name } of items) {
    const video = await client.videos.get({ id })
    const path = posterPath(core.layout, video.file_hash)
    const poster = readFileSync(path)
    expect(statSync(path).mode & 0o777, name).toBe(process.platform === 'win32' ? 0o666 : 0o600)
    rmSync(path)
    expect(readFileSync(await core.previews.ensure('poster', video)), name).toEqual(poster)
  }
  expect(
    readdirSync(core.layout.incoming, { recursive: true, withFileTypes: true }).filter((it) => it.isFile()),
  ).toEqual([])
})

test('a poster that a person waits for comes before the files of an import that wait', async () => {
  const sent: string[] = []
  const replies: (() => void)[] = []
  const held = createDecoder((_, { onReply, onEnd }) => {
    queueMicrotask(() => onReply({ ready: true }))
    const send = ({ kind }: DecoderRequest) => {
      sent.push(kind)
      replies.push(() => onReply({ result: { probe: {}, hasPoster: false } }))
    }
    return { pid: undefined, send, kill: () => onEnd('killed', '') }
  })
  const path = await clip('square.mp4')
  const input = videoToDecode(path)
  const described = Array.from({ length: 4 }, () => held.decode('describe', { input, longSide: 640, target: '' }))
  await expect.poll(() => sent).toEqual(['describe', 'describe'])
  const poster = held.decode('poster', { input, durationSeconds: 1, longSide: 640 })
  // Its file is checked before it waits for a slot; checks that begin later end later.
  for (let times = 0; times < 5; times++) await requireMedia(path, 'TOOL_FAILED')
  replies[0]?.()
  await expect.poll(() => sent).toEqual(['describe', 'describe', 'poster'])
  for (let next = 1; next < 5; next++) {
    await expect.poll(() => replies.length).toBeGreaterThan(next)
    replies[next]?.()
  }
  await Promise.all([...described, poster])
  await held.close()
})

test('MPEG-TS is imported, with its facts and a poster', async () => {
  const { client, core } = await openLibrary()
  const path = await putClip('broadcast.ts', join(temporaryFolder(), 'broadcast.ts'))
  const { job, items } = await importAll(client, { paths: [path] })
  expect(job).toMatchObject({ state: 'done', added: 1, failed: 0 })
  const video = await client.videos.get({ id: items[0]?.video_id ?? '' })
  expect(video).toMatchObject({
    container: 'mpegts',
    codec: 'h264',
    audio_codec: 'aac',
    resolution: '320x180',
    fps: 25,
  })
  expect(video.duration_seconds).toBeCloseTo(1, 1)
  const [brightness] = await brightnessOf({ core }, posterPath(core.layout, video.file_hash), 1, 1)
  expect(brightness).toBeGreaterThan(50)
})
