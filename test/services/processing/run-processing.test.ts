import { execFile } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { clip } from '../../support/clips.ts'
import { ended, importAll, openLibrary, temporaryFolder } from '../../support/library.ts'
import {
  expectSeconds,
  make,
  type ProcessingInput,
  process,
  sha256,
  shotsOf,
  takeIn,
} from '../../support/processing.ts'

const execute = promisify(execFile)

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

test.each([
  ['mkv', ['-c', 'copy', '-output_ts_offset', '5']],
  ['mpg', ['-c:v', 'mpeg2video', '-g', '600', '-sc_threshold', '1000000000', '-c:a', 'mp2']],
] as const)('a segment is exact in a %s, whatever its timestamps begin with', async (ending, options) => {
  const library = await openLibrary()
  const { path: ffmpeg } = await library.core.tools.ffmpeg()
  const path = join(temporaryFolder(), `take.${ending}`)
  await execute(ffmpeg, ['-v', 'error', '-i', await clip('marked.mp4'), ...options, path])
  const { items } = await importAll(library.client, { paths: [path] })
  const id = items[0]?.video_id ?? ''
  const request = { action: 'extract_segment', video_id: id, start_seconds: 2.8, end_seconds: 5.6 } as const
  const exact = await make(library, request)
  expectSeconds(await shotsOf(library, exact.id), [0, 0.72, 2.2], 0.08)
  const { job, item } = await process(library, { ...request, cut: 'copy' })
  if (ending === 'mpg') return expect(job).toMatchObject({ state: 'failed', error: { code: 'NOT_SUPPORTED' } })
  // The only keyframe is the first frame: a copy begins there.
  expectSeconds(await shotsOf(library, item?.video_id ?? ''), [0, 2, 3.52, 5], 0.08)
})

test('the same request again is the cached output at once; without its bytes, or with others, it is made again', async () => {
  const library = await openLibrary()
  const { id } = await takeIn(library, 'landscape.mp4')
  const request = { action: 'extract_segment', video_id: id, start_seconds: 0.2, end_seconds: 0.6 } as const
  const first = await make(library, request)
  const again = await process(library, request)
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
  expect(await process(library, request)).toMatchObject({ job: { cached: 1 }, item: { video_id: first.id } })

  copyFileSync(await clip('square.mp4'), moved)
  expect((await process(library, request)).job).toMatchObject({ state: 'failed', error: { code: 'FILE_CHANGED' } })
  const { items } = await importAll(library.client, { paths: [moved] })
  const version = { ...request, video_id: items[0]?.video_id ?? '' }
  expect(await make(library, version)).toMatchObject({ resolution: '200x200' })
})

test('what cannot be made is refused before anything is started', async () => {
  const library = await openLibrary()
  const { client } = library
  const { id } = await takeIn(library, 'landscape.mp4')
  const start = (request: ProcessingInput) => client.processing.start(request)
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
  const { job } = await process(library, { action: 'convert', video_id: id })
  expect(job).toMatchObject({ state: 'failed', error: { code: 'FILE_MISSING' } })
})

test('a cancelled one leaves nothing', async () => {
  const library = await openLibrary()
  const { client, core } = library
  const { id } = await takeIn(library, 'slow.mov')
  const job = await client.processing.start({ action: 'convert', video_id: id, format: 'webm' })
  await expect.poll(() => filesIn(core.layout.incoming).length, { interval: 10 }).toBe(1)
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
  const runs = await Promise.all([1, 2, 3, 4].map(() => process(library, request)))
  expect(new Set(runs.map(({ item }) => item?.video_id)).size).toBe(1)
  expect(runs.map(({ item }) => item?.outcome).toSorted()).toEqual(['cached', 'cached', 'cached', 'made'])
  expect((await library.client.videos.list({})).total).toBe(2)
  expect((await library.client.processing.list({})).total).toBe(1)
})
