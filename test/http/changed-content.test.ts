import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { openBackground } from '../../main/background.ts'
import { withContent } from '../../main/contents/open-content.ts'
import { posterPath, storyboardPath } from '../../main/storage/layout.ts'
import { RushesError } from '../../shared/errors.ts'
import { previewVersion } from '../../shared/preview-version.ts'
import { clip } from '../support/clips.ts'
import { putDecoder } from '../support/decoders.ts'
import { ended, importAll, openLibrary, putClip, temporaryFolder } from '../support/library.ts'
import { serveLibrary } from '../support/listen.ts'

/** A served library with a take that plays from `path`, outside of it. */
async function serveTake() {
  const library = await serveLibrary()
  const path = await putClip('marked.mp4', join(temporaryFolder(), 'take.mp4'))
  const { items } = await importAll(library.client, { paths: [path] })
  const id = items[0]?.video_id ?? ''
  const statusOf = async (address: string) => {
    const response = await library.get(address)
    return [response.status, response.headers.get('content-type')?.startsWith('video/') || (await response.json()).code]
  }
  return { ...library, path, id, address: `/media/videos/${id}`, statusOf }
}

test('an overwritten take sends no byte, makes no preview and runs nothing; its new content becomes a version', async () => {
  const { client, core, path, id, address, statusOf } = await serveTake()
  const { file_hash } = await client.videos.get({ id })
  const run = async () => ended(client, await client.analyses.run({ analyser: 'scenes', config: {}, video_ids: [id] }))
  await run()
  const [lane] = await client.analyses.ofVideo({ id })
  await client.videos.rate({ ratings: [{ ids: [id], rating: 4 }] })
  copyFileSync(await clip('fractal.mp4'), path)

  expect(await statusOf(address)).toEqual([409, 'FILE_CHANGED'])
  expect(await statusOf(`/media/storyboards/${id}`)).toEqual([409, 'FILE_CHANGED'])
  expect(statSync(storyboardPath(core.layout, file_hash), { throwIfNoEntry: false })).toBeUndefined()
  expect(await run()).toMatchObject({ made: 0, cached: 0, failed: 1 })
  const extract = { action: 'extract_segment', video_id: id, start_seconds: 0, end_seconds: 0.5, cut: 'exact' } as const
  const extracted = await ended(client, await client.processing.start(extract))
  expect(extracted).toMatchObject({ state: 'failed', error: { code: 'FILE_CHANGED' } })
  expect(extracted.error?.message).toContain(path)
  expect(await client.analyses.get({ id: lane?.id ?? 0 })).toEqual({ ...lane, state: expect.any(String) })
  expect(await client.videos.get({ id })).toMatchObject({ overwritten_path: path, file_hash })

  const { items } = await importAll(client, { paths: [path] })
  const version = { video: { id: items[0]?.video_id }, previous: { id, overwritten_path: path }, path }
  expect((await client.versions.list({ answered: false })).items).toMatchObject([version])
  expect(await statusOf(address)).toEqual([409, 'FILE_CHANGED'])
  expect(await statusOf(`/media/videos/${items[0]?.video_id}`)).toEqual([200, true])
  // One path and configuration have one row: that of the old take gives way, and stays.
  const video_ids = [items[0]?.video_id ?? '']
  await ended(client, await client.analyses.run({ analyser: 'scenes', config: {}, video_ids }))
  expect(await client.analyses.ofVideo({ id })).toMatchObject([{ file_hash: lane?.file_hash, ranges: lane?.ranges }])
  expect(await client.analyses.ofVideo({ id: video_ids[0] ?? '' })).toMatchObject([{ state: 'fresh', file_path: path }])
})

test('a take that was overwritten behind its time and size is told by its sample, or since it was last checked', async () => {
  const { path, address, get, statusOf, client, id } = await serveTake()
  const { atime, mtime } = statSync(path)
  const bytes = readFileSync(path)
  const overwrite = (at: number) => {
    const other = Buffer.from(bytes)
    other.fill(0, at, at + 16)
    writeFileSync(path, other)
    utimesSync(path, atime, mtime)
  }
  expect((await get(address, { method: 'HEAD' })).status).toBe(200)
  // Not within the sample.
  overwrite(Math.floor(bytes.length / 4))
  expect(await statusOf(address)).toEqual([409, 'FILE_CHANGED'])
  writeFileSync(path, bytes)
  utimesSync(path, atime, mtime)
  expect(await statusOf(address)).toEqual([200, true])
  expect(await client.videos.get({ id })).toMatchObject({
    file_path: path,
    overwritten_path: null,
    missing_since: null,
  })
  overwrite(0)
  expect(await statusOf(address)).toEqual([409, 'FILE_CHANGED'])
})

test('a file that was only touched plays, and is not read in full again', async () => {
  const { path, address, statusOf, client, id } = await serveTake()
  utimesSync(path, new Date(0), new Date(1_000_000))
  expect(await statusOf(address)).toEqual([200, true])
  expect((await client.videos.get({ id })).locations).toMatchObject([
    { path, mtime_ms: 1_000_000, missing_since: null },
  ])
})

test('another location of the content takes the place of one that was overwritten, or lost', async () => {
  const { path, address, get, client, id } = await serveTake()
  const copy = join(temporaryFolder(), 'copy.mp4')
  copyFileSync(path, copy)
  const whole = readFileSync(path)
  await importAll(client, { paths: [copy] })
  copyFileSync(await clip('fractal.mp4'), path)
  expect(Buffer.from(await (await get(address)).arrayBuffer()).equals(whole)).toBe(true)
  expect(await client.videos.get({ id })).toMatchObject({
    file_path: copy,
    overwritten_path: null,
    missing_since: null,
  })
  rmSync(copy)
  expect((await get(address)).status).toBe(410)
})

test('what is sent while the file is written to breaks off', async () => {
  const { path, address, get, client } = await serveTake()
  // More than the system holds for the client.
  const bytes = Buffer.concat([readFileSync(path), freeBox(32 * 2 ** 20)])
  writeFileSync(path, bytes)
  const { items } = await importAll(client, { paths: [path] })
  const reader = (await get(address.replace(/[^/]+$/, items[0]?.video_id ?? ''))).body?.getReader()
  const received = [(await reader?.read())?.value ?? new Uint8Array()]
  writeFileSync(path, bytes.fill('other'))
  const readRest = async () => {
    for (let read = await reader?.read(); read && !read.done; read = await reader?.read()) received.push(read.value)
  }
  await expect(readRest()).rejects.toThrow('terminated')
  expect(Buffer.concat(received).includes('otherother')).toBe(false)
})

/** A part of an MP4 that players pass over. */
function freeBox(size: number): Buffer {
  const box = Buffer.alloc(size)
  box.writeUInt32BE(size, 0)
  box.write('free', 4, 'latin1')
  return box
}

test('a preview of a file that changes while it is made is thrown away, and so is what older versions made', async () => {
  const { client, core, get, id, path } = await serveTake()
  const { file_hash } = await client.videos.get({ id })
  const whole = readFileSync(path)
  const poster = posterPath(core.layout, file_hash)
  const right = readFileSync(poster)
  // A storyboard that an older version made of another picture.
  const storyboard = storyboardPath(core.layout, file_hash)
  for (const made of [poster, storyboard]) {
    const old = made.replace(`.v${previewVersion}.`, '.')
    mkdirSync(dirname(old), { recursive: true })
    copyFileSync(poster, old)
  }
  expect(await bytesOf(await get(`/media/storyboards/${id}`))).not.toEqual(right)
  rmSync(poster)
  const other = readFileSync(await clip('fractal.mp4'))
  const made = withContent(core, { file_hash, file_path: path }, {}, async () => {
    writeFileSync(path, other)
    throw new RushesError('TOOL_FAILED', 'It cannot be decoded.')
  })
  await expect(made).rejects.toMatchObject({ code: 'FILE_CHANGED', message: expect.stringContaining(path) })
  writeFileSync(path, whole)
  const overwrite = `copyFileSync(${JSON.stringify(await clip('fractal.mp4'))}, ${JSON.stringify(path)})`
  vi.stubEnv('RUSHES_TEST_DECODER', putDecoder(temporaryFolder(), overwrite))
  onTestFinished(() => void vi.unstubAllEnvs())
  const again = await openLibrary({ folder: core.layout.folder })
  const video = await again.client.videos.get({ id })
  await expect(again.core.previews.ensure('poster', video)).rejects.toMatchObject({ code: 'FILE_CHANGED' })
  expect(existsSync(poster)).toBe(false)
  writeFileSync(path, whole)
  const background = openBackground(again.core)
  await background.close()
  expect(readdirSync(dirname(storyboard))).toEqual([basename(storyboard)])
  expect(await bytesOf(await get(`/media/posters/${id}`))).toEqual(right)
})

async function bytesOf(response: Response): Promise<Buffer> {
  return Buffer.from(await response.arrayBuffer())
}
