import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { Readable } from 'node:stream'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { runImport } from '../../main/ingest/import.ts'
import {
  claimUploads,
  findUpload,
  receiveUpload,
  removeExpiredUploads,
  safeName,
  uploadLimits,
} from '../../main/ingest/uploads.ts'
import type { RunningJob } from '../../main/jobs/running-job.ts'
import { incomingFolder } from '../../main/storage/incoming.ts'
import type { ImportRequest } from '../../shared/contract/imports.ts'
import { type ClipName, clip } from '../support/clips.ts'
import { ended, importAll, openLibrary, type TestLibrary, temporaryFolder } from '../support/library.ts'

async function upload({ core }: TestLibrary, name: string, of: ClipName): Promise<string> {
  return (await receiveUpload(core.layout, name, Readable.from([readFileSync(await clip(of))]))).upload
}

test('an upload comes in under the name that it had, and nothing of it is left beside', async () => {
  const library = await openLibrary()
  const name = await upload(library, '../../etc/Ferry, take 4.mp4', 'square.mp4')
  const { items, job } = await importAll(library.client, { uploads: [name] })
  expect(items).toMatchObject([{ path: 'Ferry, take 4.mp4', outcome: 'added' }])
  expect(job).toMatchObject({ added: 1, total: 1 })
  const video = await library.client.videos.get({ id: items[0]?.video_id ?? '' })
  expect(video.name).toBe('Ferry, take 4')
  expect(video.file_path.startsWith(library.core.layout.videos)).toBe(true)
  expect(video.locations.map(({ path }) => path)).toEqual([video.file_path])
  expect(readdirSync(incomingFolder(library.core.layout))).toEqual([])
})

test('an upload that is not there is listed, and the others go on', async () => {
  const library = await openLibrary()
  const there = await upload(library, 'take.mp4', 'square.mp4')
  const gone = `upload-${'0'.repeat(36)}`
  const { items, job } = await importAll(library.client, { uploads: [gone, there, there, '../../..'] })
  expect(job).toMatchObject({ state: 'done', added: 1, failed: 2, total: 3, done: 3 })
  expect(items.filter(({ error }) => error).map(({ error }) => error?.code)).toEqual(['NOT_FOUND', 'NOT_FOUND'])
})

test('an upload of a known content stores nothing and has no path of its own', async () => {
  const library = await openLibrary()
  await importAll(library.client, { paths: [await clip('square.mp4')] })
  const { items } = await importAll(library.client, { uploads: [await upload(library, 'again.mp4', 'square.mp4')] })
  expect(items).toMatchObject([{ outcome: 'duplicate' }])
  const { locations } = await library.client.videos.get({ id: items[0]?.video_id ?? '' })
  expect(locations).toHaveLength(1)
  expect(readdirSync(incomingFolder(library.core.layout))).toEqual([])
})

test('nothing is left of an upload whose import was cancelled before its turn came', async () => {
  const library = await openLibrary()
  const { core, client } = library
  const other = { kind: 'import', title: 'takes', unit: 'files' } as const
  for (const _ of [1, 2]) await core.jobs.start(other, async ({ signal }) => void (await once(signal, 'abort')))
  const name = await upload(library, 'take.mp4', 'square.mp4')
  const job = await client.imports.start({ uploads: [name] })
  await client.jobs.cancel({ id: job.id })
  expect(await ended(client, job)).toMatchObject({ state: 'cancelled', started_at: null })
  expect(readdirSync(incomingFolder(core.layout))).toEqual([])
})

test('nothing is left of an upload whose import was cancelled while it searched a folder', async () => {
  const library = await openLibrary()
  const uploads = [await upload(library, 'take.mp4', 'square.mp4')]
  const job: RunningJob = {
    id: 'job',
    signal: AbortSignal.abort(),
    file: (_path, work) => work(() => undefined),
    progress() {},
    advance() {},
    item() {},
    unchanged() {},
    unpaused: async () => {},
  }
  const request: ImportRequest = { paths: [temporaryFolder()], uploads, mode: 'reference', recursive: false }
  await expect(runImport(library.core, request, job)).rejects.toMatchObject({ code: 'CANCELLED' })
  expect(readdirSync(incomingFolder(library.core.layout))).toEqual([])
})

const streamOf = (body: ReadableStream<Uint8Array>) => Readable.fromWeb(body as never)

test('an upload that breaks off leaves nothing', async () => {
  const { core } = await openLibrary()
  let sent = 0
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (sent++ < 5) controller.enqueue(new Uint8Array(100_000))
      else controller.error(new Error('the browser went away'))
    },
  })
  await expect(receiveUpload(core.layout, 'take.mp4', streamOf(body))).rejects.toThrow('went away')
  expect(readdirSync(incomingFolder(core.layout))).toEqual([])
})

test('three hundred megabytes are received without being held in memory', async () => {
  const { core } = await openLibrary()
  const chunk = new Uint8Array(1024 * 1024)
  let sent = 0
  let most = 0
  const before = process.memoryUsage().rss
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      most = Math.max(most, process.memoryUsage().rss - before)
      if (sent++ < 300) controller.enqueue(chunk.slice())
      else controller.close()
    },
  })
  await receiveUpload(core.layout, 'large.mp4', streamOf(body))
  expect(most).toBeLessThan(150e6)
})

test('a name from anywhere becomes one that every file system takes', () => {
  const hard = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 400 }),
    fc.string({ unit: fc.constantFrom('..', '/', '\\', '\0', '\n', '🎬', '\ud83c', '.mp4', 'a', ' ', ':', 'CON') }),
    fc.constantFrom('', '.', '..', '.mp4', 'take.', 'take ', 'CON', 'nul.mp4', 'a'.repeat(16_000), '🎬'.repeat(9000)),
  )
  fc.assert(
    fc.property(hard, (name) => {
      const safe = safeName(name)
      expect(safe).toBe(basename(safe))
      expect(['', '.', '..']).not.toContain(safe)
      expect(Buffer.byteLength(safe)).toBeLessThanOrEqual(200)
      expect(safe).not.toMatch(/\p{Surrogate}/u)
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there.
      expect(safe).not.toMatch(/[\u0000-\u001f<>:"/\\|?*]|[. ]$|^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i)
      expect(safeName(safe)).toBe(safe)
    }),
    { numRuns: 300 },
  )
  expect(safeName('Ferry, take 4.mp4')).toBe('Ferry, take 4.mp4')
  expect(safeName(`${'long '.repeat(100)}.mp4`)).toMatch(/\.mp4$/)
  expect(existsSync(join(temporaryFolder(), safeName('../x')))).toBe(false)
})

test('an upload from which nothing arrives any more ends and leaves nothing', async () => {
  const { core } = await openLibrary()
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(new Uint8Array(1000)),
    pull: () => new Promise(() => undefined),
  })
  const silent = receiveUpload(core.layout, 'take.mp4', streamOf(body), { ...uploadLimits, silentMs: 50 })
  await expect(silent).rejects.toMatchObject({ code: 'CANCELLED', message: expect.stringContaining('take.mp4') })
  expect(readdirSync(incomingFolder(core.layout))).toEqual([])
})

test('uploads stop before the disk is full, and before there are too many of them', async () => {
  const library = await openLibrary()
  const { layout } = library.core
  const send = (limits: Partial<typeof uploadLimits>) =>
    receiveUpload(layout, 'take.mp4', Readable.from([Buffer.from('bytes')]), { ...uploadLimits, ...limits })
  await expect(send({ reservedBytes: Number.MAX_SAFE_INTEGER })).rejects.toMatchObject({ code: 'DISK_FULL' })
  expect(readdirSync(incomingFolder(layout))).toEqual([])
  await send({ most: 1 })
  await expect(send({ most: 1 })).rejects.toMatchObject({ code: 'CONFLICT' })
})

test('an upload that nobody imports is removed after an hour, one whose import waits is not', async () => {
  const library = await openLibrary()
  const { layout } = library.core
  const [forgotten, waiting] = [
    await upload(library, 'a.mp4', 'square.mp4'),
    await upload(library, 'b.mp4', 'square.mp4'),
  ]
  await claimUploads(layout, [waiting])
  const later = (minutes: number) => removeExpiredUploads(layout, new Date(Date.now() + minutes * 60_000))
  await later(59)
  expect(basename(await findUpload(layout, forgotten))).toBe('a.mp4')
  await later(61)
  await expect(findUpload(layout, forgotten)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  expect((await importAll(library.client, { uploads: [waiting] })).job).toMatchObject({ added: 1 })
  expect(readdirSync(incomingFolder(layout))).toEqual([])
})
