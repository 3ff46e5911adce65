import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import type { z } from 'zod'
import type { processingRequestSchema } from '../../shared/contract/processing.ts'
import { type ClipName, clip } from '../support/clips.ts'
import { ended, importAll, openLibrary, putClip, type TestLibrary, temporaryFolder } from '../support/library.ts'

const execute = promisify(execFile)

/** Imports a clip from a path with a name that means something to shells, patterns and lists. */
async function takeIn(
  { client }: TestLibrary,
  name: ClipName,
  path = join(temporaryFolder(), `-it's "odd" %d\n\\ [0]; ${name}`),
) {
  await putClip(name, path)
  const { items } = await importAll(client, { paths: [path] })
  return { path, id: items[0]?.video_id ?? '' }
}

async function run({ client }: TestLibrary, request: z.input<typeof processingRequestSchema>) {
  const job = await ended(client, await client.processing.start(request))
  const { items } = await client.jobs.items({ id: job.id })
  return { job, item: items[0] }
}

/** Runs it and answers with the new video. */
async function make(library: TestLibrary, request: z.input<typeof processingRequestSchema>) {
  const { job, item } = await run(library, request)
  expect(job).toMatchObject({ state: 'done', error: null, made: 1 })
  return await library.client.videos.get({ id: item?.video_id ?? '' })
}

async function shotsOf({ client }: TestLibrary, id: string): Promise<number[]> {
  await ended(client, await client.analyses.run({ analyser: 'scenes', video_ids: [id] }))
  const lanes = await client.analyses.ofVideo({ id })
  return lanes[0]?.ranges?.map(({ start }) => start) ?? []
}

function expectSeconds(seconds: readonly number[], expected: readonly number[], within = 0.04): void {
  expect(seconds).toHaveLength(expected.length)
  for (const [index, second] of seconds.entries()) {
    expect(Math.abs(second - (expected[index] ?? Number.NaN))).toBeLessThanOrEqual(within + 1e-6)
  }
}

const sha256 = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex')

function filesIn(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
}

test('an exact segment holds the frames between two times, and is a video with its lineage', async () => {
  const library = await openLibrary()
  const { id, path } = await takeIn(library, 'marked.mp4')
  await library.client.videos.rename({ id, name: 'Ferry' })
  const video = await make(library, { action: 'extract_segment', video_id: id, start_seconds: 1.48, end_seconds: 5.52 })
  expect(video).toMatchObject({
    name: 'Ferry, 1.48–5.52 s',
    source_type: 'processed',
    codec: 'h264',
    audio_codec: 'aac',
    frame_count: 101,
    resolution: '320x180',
  })
  expect(video.file_path).toBe(join(library.core.layout.videos, video.file_hash.slice(0, 2), `${video.file_hash}.mp4`))
  expect(sha256(video.file_path)).toBe(video.file_hash)
  expectSeconds(await shotsOf(library, video.id), [0, 0.52, 2.04, 3.52])
  const { items } = await library.client.processing.list({})
  expect(items).toMatchObject([
    {
      action: 'extract_segment',
      input_path: path,
      input_hash: `sha256:${sha256(path)}`,
      output_path: video.file_path,
      output_hash: `sha256:${video.file_hash}`,
      parameters: { start_seconds: 1.48, end_seconds: 5.52, cut: 'exact' },
      inputs: [{ video_id: id }],
      output: { video_id: video.id, state: 'fresh' },
    },
  ])
  const config = { action: 'extract_segment', config: { cut: 'exact', end_seconds: 5.52, start_seconds: 1.48 } }
  expect(items[0]?.config_hash).toBe((await library.client.configurations.hash({ config })).config_hash)
  expect(await library.client.processing.chain({ id: video.id })).toMatchObject({
    made_of: [{ inputs: [{ video_id: id }] }],
  })
  expect(
    readdirSync(library.core.layout.incoming, { recursive: true }).filter((it) => String(it).includes('mp4')),
  ).toEqual([])
})

test('a copied segment begins with the keyframe before, and changes no bit of the picture', async () => {
  const library = await openLibrary()
  const { id } = await takeIn(library, 'ten-seconds.mp4')
  const copied = await make(library, {
    action: 'extract_segment',
    video_id: id,
    start_seconds: 2.5,
    end_seconds: 5,
    cut: 'copy',
  })
  // Keyframes are a second apart, and the clip has 24 frames a second.
  expect(copied).toMatchObject({ codec: 'h264', audio_codec: 'aac', frame_rate: '24/1' })
  expect(Math.abs((copied.duration_seconds ?? 0) - 3)).toBeLessThan(0.15)
  const { path: ffmpeg } = await library.core.tools.ffmpeg()
  const frames = async (path: string, ...seek: string[]) => {
    const args = ['-v', 'error', ...seek, '-i', path, '-map', '0:v', '-frames:v', '20', '-f', 'framemd5', '-']
    const { stdout } = await execute(ffmpeg, args)
    return stdout.split('\n').flatMap((line) => /, ([0-9a-f]{32})$/.exec(line)?.[1] ?? [])
  }
  expect(await frames(copied.file_path)).toEqual(await frames(await clip('ten-seconds.mp4'), '-ss', '2'))
})

test('a segment begins with the frame that is shown at its first moment, at a rate that has no end in decimals', async () => {
  const library = await openLibrary()
  const { id } = await takeIn(library, 'ntsc.mp4')
  const frame = 1001 / 30000
  const request = {
    action: 'extract_segment',
    video_id: id,
    start_seconds: 7 * frame,
    end_seconds: 22 * frame,
  } as const
  expect(await make(library, request)).toMatchObject({ frame_count: 15, frame_rate: '30000/1001' })
})

test('the same request again is the cached output at once; without its bytes, or with others, it is made again', async () => {
  const library = await openLibrary()
  const { id } = await takeIn(library, 'landscape.mp4')
  const request = { action: 'extract_segment', video_id: id, start_seconds: 0.2, end_seconds: 0.6 } as const
  const first = await make(library, request)
  const again = await run(library, request)
  expect(again).toMatchObject({ job: { made: 0, cached: 1 }, item: { outcome: 'cached', video_id: first.id } })
  expect((await library.client.videos.list({})).total).toBe(2)

  writeFileSync(first.file_path, 'somebody wrote over it')
  const overwritten = await make(library, request)
  expect(overwritten.file_hash).toBe(first.file_hash)
  expect(sha256(overwritten.file_path)).toBe(first.file_hash)

  rmSync(overwritten.file_path)
  const gone = await make(library, request)
  expect([gone.id, sha256(gone.file_path)]).toEqual([first.id, first.file_hash])

  await library.client.videos.remove({ ids: [gone.id] })
  const removed = await make(library, request)
  expect(sha256(removed.file_path)).toBe(first.file_hash)
  expect((await library.client.processing.list({})).total).toBe(1)
})

test('an input that moved is the same input, and one that changed is another', async () => {
  const library = await openLibrary()
  const { id, path } = await takeIn(library, 'landscape.mp4')
  const request = { action: 'convert', video_id: id, format: 'mkv' } as const
  const first = await make(library, request)
  const moved = join(temporaryFolder(), 'moved', 'take.mp4')
  mkdirSync(dirname(moved))
  renameSync(path, moved)
  await importAll(library.client, { paths: [moved] })
  expect(await run(library, request)).toMatchObject({ job: { cached: 1 }, item: { video_id: first.id } })

  copyFileSync(await clip('square.mp4'), moved)
  expect(await make(library, request)).toMatchObject({ resolution: '200x200' })
})

test('videos of one format are stitched without encoding, to the frame', async () => {
  const library = await openLibrary()
  const { id } = await takeIn(library, 'marked.mp4')
  const other = await takeIn(library, 'sound.mp4')
  const stitched = await make(library, { action: 'stitch', video_ids: [id, id] })
  expect(stitched).toMatchObject({ source_type: 'stitched', frame_count: 400, codec: 'h264', fps: 25 })
  expect(Math.abs((stitched.duration_seconds ?? 0) - 16)).toBeLessThanOrEqual(0.04)
  expectSeconds(await shotsOf(library, stitched.id), [0, 2, 3.52, 5, 6, 8, 10, 11.52, 13, 14])
  const { items } = await library.client.processing.list({})
  expect(items[0]?.inputs.map(({ video_id }) => video_id)).toEqual([id, id])

  await make(library, { action: 'stitch', video_ids: [id, other.id] })
  const turned = await make(library, { action: 'stitch', video_ids: [other.id, id] })
  expect((await library.client.processing.list({})).total).toBe(3)
  const { made_of } = await library.client.processing.chain({ id: turned.id })
  expect(made_of[0]?.inputs.map(({ video_id }) => video_id)).toEqual([other.id, id])
})

test('videos of different formats are stitched as the first is shown, silent where one has no sound', async () => {
  const library = await openLibrary()
  const names = [
    'marked.mp4',
    'rotated.mp4',
    'vp9.webm',
    'wide-pixels.mp4',
    'ntsc.mp4',
    'prores.mov',
    'uneven.mp4',
  ] as const
  const ids: string[] = []
  for (const name of names) ids.push((await takeIn(library, name)).id)
  const stitched = await make(library, { action: 'stitch', video_ids: ids })
  expect(stitched).toMatchObject({
    name: expect.stringContaining('and 6 more'),
    resolution: '320x180',
    aspect_ratio: '16:9',
    frame_rate: '25/1',
    codec: 'h264',
    audio_codec: 'aac',
  })
  const { ffmpeg } = { ffmpeg: (await library.core.tools.ffmpeg()).path }
  // Every frame can be decoded: all parts have the same header.
  const { stderr } = await execute(ffmpeg, ['-v', 'error', '-i', stitched.file_path, '-f', 'null', '-'])
  expect(stderr).toBe('')
  const shots = await shotsOf(library, stitched.id)
  expectSeconds(shots.slice(0, 6), [0, 2, 3.52, 5, 6, 8], 0.04)
  await ended(library.client, await library.client.analyses.run({ analyser: 'silence', video_ids: [stitched.id] }))
  const silence = (await library.client.analyses.ofVideo({ id: stitched.id })).find(({ name }) => name === 'silence')
  // From the end of the tone of the first through the second, which has no sound, to that of the third.
  expect(silence?.ranges?.[0]).toMatchObject({ start: expect.closeTo(3, 0), end: expect.closeTo(9, 0) })
})

test('stitched without sound where none has any', async () => {
  const library = await openLibrary()
  const ids = [(await takeIn(library, 'landscape.mp4')).id, (await takeIn(library, 'square.mp4')).id]
  const stitched = await make(library, { action: 'stitch', video_ids: ids })
  expect(stitched).toMatchObject({ audio_codec: null, frame_count: 50, resolution: '320x180' })
})

test('a conversion keeps what the format takes as it is, and encodes the rest', async () => {
  const library = await openLibrary()
  const mp4 = (await takeIn(library, 'sound.mp4')).id
  const mov = (await takeIn(library, 'prores.mov')).id
  const convert = (video_id: string, format: 'mp4' | 'mov' | 'webm' | 'mkv', height?: number) =>
    make(library, { action: 'convert', video_id, format, height })
  expect(await convert(mp4, 'mkv')).toMatchObject({ codec: 'h264', audio_codec: 'aac', container: 'matroska,webm' })
  expect(await convert(mp4, 'mov')).toMatchObject({ codec: 'h264', audio_codec: 'aac' })
  expect(await convert(mp4, 'webm', 90)).toMatchObject({ codec: 'vp9', audio_codec: 'opus', resolution: '160x90' })
  expect(await convert(mov, 'mp4')).toMatchObject({ codec: 'h264', audio_codec: null, resolution: '320x180' })
  const turned = (await takeIn(library, 'rotated.mp4')).id
  expect(await convert(turned, 'mkv', 160)).toMatchObject({ resolution: '90x160', rotation: 0 })
})

test('a file keeps what it says of how it was made', async () => {
  const library = await openLibrary()
  const { path: ffmpeg } = await library.core.tools.ffmpeg()
  const path = join(temporaryFolder(), 'generated.mp4')
  const prompt = '{"3":{"class_type":"KSampler"}}'
  const tags = ['-metadata', `prompt=${prompt}`, '-movflags', 'use_metadata_tags']
  await execute(ffmpeg, ['-v', 'error', '-i', await clip('landscape.mp4'), '-c', 'copy', ...tags, path])
  const { items } = await importAll(library.client, { paths: [path] })
  const id = items[0]?.video_id ?? ''
  const { path: ffprobe } = await library.core.tools.ffprobe()
  for (const request of [
    { action: 'convert', video_id: id, format: 'mov' },
    { action: 'extract_segment', video_id: id, start_seconds: 0, end_seconds: 0.5, cut: 'copy' },
    { action: 'extract_segment', video_id: id, start_seconds: 0, end_seconds: 0.5 },
  ] as const) {
    const { file_path } = await make(library, request)
    const { stdout } = await execute(ffprobe, ['-v', 'error', '-show_format', '-of', 'json', file_path])
    expect(JSON.parse(stdout).format.tags.prompt).toBe(prompt)
  }
})

test.each([
  ['wav', 'pcm_s16le'],
  ['flac', 'flac'],
  ['m4a', 'aac'],
] as const)('sound is taken out as %s: a file of the library, and no video', async (format, codec) => {
  const library = await openLibrary()
  const { id } = await takeIn(library, 'sound.mp4')
  const { job, item } = await run(library, { action: 'extract_audio', video_id: id, format })
  expect(job).toMatchObject({ state: 'done', made: 1 })
  expect(item).toMatchObject({ video_id: null, outcome: 'made' })
  const path = item?.path ?? ''
  expect(dirname(dirname(path))).toBe(library.core.layout.audio)
  const { stdout } = await execute((await library.core.tools.ffprobe()).path, ['-v', 'error', '-show_streams', path])
  expect(stdout).toContain(`codec_name=${codec}`)
  expect((await library.client.videos.list({})).total).toBe(1)
  expect((await library.client.processing.list({})).items).toMatchObject([
    { action: 'extract_audio', output_hash: `sha256:${sha256(path)}` },
  ])
  expect((await run(library, { action: 'extract_audio', video_id: id, format })).item).toMatchObject({
    outcome: 'cached',
    path,
  })
})

test('what cannot be made is refused before anything is started', async () => {
  const library = await openLibrary()
  const { client } = library
  const { id } = await takeIn(library, 'landscape.mp4')
  const start = (request: z.input<typeof processingRequestSchema>) => client.processing.start(request)
  const segment = { action: 'extract_segment', video_id: id } as const
  await expect(start({ ...segment, start_seconds: 2, end_seconds: 3 })).rejects.toMatchObject({ code: 'BAD_INPUT' })
  await expect(start({ ...segment, start_seconds: 0.5, end_seconds: 0.5 })).rejects.toMatchObject({ code: 'BAD_INPUT' })
  await expect(start({ action: 'extract_audio', video_id: id })).rejects.toThrow('has no sound')
  await expect(start({ action: 'stitch', video_ids: [id, 'nobody'] })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  expect((await client.jobs.list({})).filter(({ kind }) => kind === 'processing')).toEqual([])
})

test('a file that is gone fails with that reason', async () => {
  const library = await openLibrary()
  const { id, path } = await takeIn(library, 'landscape.mp4')
  rmSync(path)
  const { job } = await run(library, { action: 'convert', video_id: id })
  expect(job).toMatchObject({ state: 'failed', error: { code: 'FILE_MISSING' } })
})

test('a cancelled one leaves nothing', async () => {
  const library = await openLibrary()
  const { client, core } = library
  const { id } = await takeIn(library, 'slow.mov')
  const job = await client.processing.start({ action: 'convert', video_id: id, format: 'webm' })
  await expect.poll(() => filesIn(core.layout.incoming).length, { timeout: 30_000, interval: 10 }).toBe(1)
  await client.jobs.cancel({ id: job.id })
  expect(await ended(client, job)).toMatchObject({ state: 'cancelled', made: 0 })
  expect(filesIn(core.layout.incoming)).toEqual([])
  expect(existsSync(core.layout.videos) && filesIn(core.layout.videos)).toEqual([])
  expect((await client.processing.list({})).total).toBe(0)
})

test('two who ask for the same at once get the same video', async () => {
  const library = await openLibrary()
  const { id } = await takeIn(library, 'landscape.mp4')
  const request = { action: 'extract_segment', video_id: id, start_seconds: 0.2, end_seconds: 0.8 } as const
  const runs = await Promise.all([1, 2, 3, 4].map(() => run(library, request)))
  expect(new Set(runs.map(({ item }) => item?.video_id)).size).toBe(1)
  expect((await library.client.videos.list({})).total).toBe(2)
  expect((await library.client.processing.list({})).total).toBe(1)
})
