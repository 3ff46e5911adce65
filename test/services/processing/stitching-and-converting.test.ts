import { execFile } from 'node:child_process'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { clip } from '../../support/clips.ts'
import { ended, importAll, openLibrary, temporaryFolder } from '../../support/library.ts'
import { expectSeconds, make, process, sha256, shotsOf, takeIn } from '../../support/processing.ts'

const execute = promisify(execFile)

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
  const { job, item } = await process(library, { action: 'extract_audio', video_id: id, format })
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
  expect((await process(library, { action: 'extract_audio', video_id: id, format })).item).toMatchObject({
    outcome: 'cached',
    path,
  })
})
