import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createApp } from '../../../main/http/app.ts'
import { createDryClient } from '../../../main/router.ts'
import { connectBucket, startBucket, type TestBucket, testKeychain } from '../../support/bucket.ts'
import { clip } from '../../support/clips.ts'
import { ended, importAll, openLibrary, putClip, type TestLibrary, temporaryFolder } from '../../support/library.ts'

/** A library with one take of its own, and its bucket. */
async function openWithTake(mode: 'copy' | 'reference' = 'copy') {
  const bucket = await startBucket('rushes/')
  const options = {
    folder: join(temporaryFolder(), 'library'),
    settings: temporaryFolder(),
    platform: { secrets: testKeychain() },
  }
  const library = await openLibrary(options)
  await connectBucket(library, bucket)
  const path = await putClip('landscape.mp4', join(temporaryFolder(), 'take.mp4'))
  const { items } = await importAll(library.client, { paths: [path], mode })
  const id = items[0]?.video_id ?? ''
  if (mode === 'copy') {
    rmSync(path)
    await library.client.videos.get({ id })
  }
  return { ...library, bucket, options, id, source: path }
}

async function upload({ client }: Pick<TestLibrary, 'client'>, id: string, evict: boolean) {
  const job = await ended(client, await client.storage.upload({ video_ids: [id], evict }))
  return { job, items: (await client.jobs.items({ id: job.id })).items }
}

const send = (library: TestLibrary, path: string, range?: string) =>
  createApp(library.core).request(`http://localhost${path}`, range === undefined ? {} : { headers: { range } })

test('a take that is only in the bucket plays by range, keeps its previews, and is fetched back', async () => {
  const { bucket, options, id, ...first } = await openWithTake()
  const before = await first.client.videos.get({ id })
  const own = before.file_path
  const dry = createDryClient(first.core)
  for (const [evict, words] of [
    [true, 'Moved the files of 1 take to the bucket'],
    [false, 'Copied the files of 1 take to the bucket'],
  ] as const)
    await expect(dry.storage.upload({ video_ids: [id], evict })).rejects.toMatchObject({ report: { words } })
  await expect(dry.storage.fetch({ video_ids: [id] })).rejects.toMatchObject({
    report: { words: 'Fetched 1 take back', samples: [{ id }] },
  })
  const { job, items } = await upload(first, id, true)
  expect([job.state, items.map(({ outcome }) => outcome)]).toEqual(['done', ['made']])
  expect(existsSync(own)).toBe(false)
  await first.core.close()

  // As on another computer: all that was made from the file is gone.
  rmSync(join(options.folder, 'cache'), { recursive: true })
  const library = await openLibrary(options)
  const { client } = library
  const bytes = readFileSync(await clip('landscape.mp4'))
  const remote = await client.videos.get({ id })
  expect(remote).toMatchObject({
    file_path: expect.stringMatching(/^s3:\/\/media\/rushes\/videos\//),
    missing_since: null,
    duration_seconds: before.duration_seconds,
  })
  expect((await client.videos.list({})).items[0]).toMatchObject({ id, missing_since: null, is_offline: false })
  expect((await client.lineage.get({ video_id: id })).nodes).toHaveLength(1)

  bucket.requests.length = 0
  const part = await send(library, `/media/videos/${id}`, 'bytes=100-199')
  expect([part.status, part.headers.get('content-range')]).toEqual([206, `bytes 100-199/${bytes.length}`])
  expect(Buffer.from(await part.arrayBuffer()).equals(bytes.subarray(100, 200))).toBe(true)
  expect(bucket.requests.filter((request) => request.startsWith('GET'))).toHaveLength(1)
  const whole = await send(library, `/media/videos/${id}`)
  expect(Buffer.from(await whole.arrayBuffer()).equals(bytes)).toBe(true)
  for (const kind of ['posters', 'storyboards']) {
    const picture = await send(library, `/media/${kind}/${id}`)
    expect([picture.status, (await picture.arrayBuffer()).byteLength > 1000]).toEqual([200, true])
  }
  const { url } = await client.storage.address({ id, seconds: 60 })
  expect(Buffer.from(await (await fetch(url)).arrayBuffer()).equals(bytes)).toBe(true)
  // A call that needs the file fails with an error that says so.
  const analysis = await ended(client, await client.analyses.run({ analyser: 'black', video_ids: [id] }))
  expect((await client.jobs.items({ id: analysis.id })).items[0]?.error?.code ?? analysis.error?.code).toBe(
    'FILE_REMOTE',
  )

  const fetched = await ended(client, await client.storage.fetch({ video_ids: [id] }))
  expect(fetched.state).toBe('done')
  const again = await client.videos.get({ id })
  expect(again.file_path).toBe(own)
  expect(readFileSync(own).equals(bytes)).toBe(true)
  expect(again.locations.map(({ path }) => path.slice(0, 5))).toContain('s3://')
  // Its copy in the bucket is used again.
  expect((await upload(library, id, true)).items[0]?.outcome).toBe('cached')
  expect(existsSync(own)).toBe(false)
})

test('the file stays unless the copy was read back and has the same bytes', async () => {
  const { id, bucket, ...library } = await openWithTake()
  const { file_path } = await library.client.videos.get({ id })
  const isVideo = (url: string | undefined) => url?.includes('/videos/') ?? false
  const faults: [TestBucket['fault'], RegExp][] = [
    [({ method, url }) => (method === 'GET' && isVideo(url) ? 'corrupt' : undefined), /damaged/],
    [({ method, url }) => (method === 'GET' && isVideo(url) ? 'truncate' : undefined), /broke off/],
    [
      ({ method, url }) => (method === 'PUT' && isVideo(url) ? { status: 403, code: 'AccessDenied' } : undefined),
      /do not allow/,
    ],
  ]
  for (const [fault, message] of faults) {
    bucket.fault = fault
    const { items } = await upload(library, id, true)
    expect(items[0]).toMatchObject({
      outcome: 'failed',
      error: { code: 'STORAGE_FAILED', message: expect.stringMatching(message) },
    })
    expect(existsSync(file_path)).toBe(true)
    const { locations } = await library.client.videos.get({ id })
    expect(locations.filter(({ missing_since }) => missing_since === null)).toHaveLength(1)
  }
  bucket.fault = undefined
  expect((await upload(library, id, true)).items[0]?.outcome).toBe('made')
  // The bucket was emptied: the take says so, and an eviction of a new file starts with a new copy.
  bucket.empty()
  const played = await send(library, `/media/videos/${id}`)
  expect([played.status, await played.text()]).toEqual([410, expect.stringContaining('is missing in “media”')])
  expect((await library.client.videos.get({ id })).missing_since).not.toBeNull()
  await importAll(library.client, { paths: [await clip('landscape.mp4')], mode: 'copy' })
  expect((await library.client.videos.get({ id })).missing_since).toBeNull()
  expect((await upload(library, id, false)).items[0]?.outcome).toBe('made')
})

test('a copy that was damaged since is replaced before the file is deleted', async () => {
  const { id, bucket, ...library } = await openWithTake()
  const { file_path } = await library.client.videos.get({ id })
  expect((await upload(library, id, false)).items[0]?.outcome).toBe('made')
  let reads = 0
  bucket.fault = ({ method, url }) =>
    method === 'GET' && url?.includes('/videos/') && reads++ === 0 ? 'corrupt' : undefined
  const { items } = await upload(library, id, true)
  expect(items[0]?.outcome).toBe('made')
  expect(existsSync(file_path)).toBe(false)
  const bytes = Buffer.from(await (await send(library, `/media/videos/${id}`)).arrayBuffer())
  expect(bytes.equals(readFileSync(await clip('landscape.mp4')))).toBe(true)
})

test('files outside of the library are never deleted, and once a person deletes one, the bucket takes over', async () => {
  const { id, source, client, core, ...library } = await openWithTake('reference')
  const { items } = await upload({ client }, id, true)
  expect(items[0]).toMatchObject({ outcome: 'failed', error: { code: 'NOT_SUPPORTED' } })
  expect(existsSync(source)).toBe(true)
  expect((await client.duplicates.exact({})).total).toBe(0)
  rmSync(source)
  expect(await client.videos.get({ id })).toMatchObject({
    missing_since: null,
    file_path: expect.stringMatching(/^s3:/),
  })
  expect((await send({ client, core, ...library }, `/media/videos/${id}`, 'bytes=0-9')).status).toBe(206)
})

test('a removed take comes back with its copy; emptying the trash deletes that in the bucket', async () => {
  const { id, bucket, client, core } = await openWithTake()
  await upload({ client }, id, true)
  const objects = () =>
    core.bucket.open('quick').then(async ({ store }) => {
      const keys = []
      for await (const { key } of store.list('')) keys.push(key)
      return keys
    })
  expect(await objects()).toHaveLength(3)
  await client.videos.remove({ ids: [id] })
  await client.videos.restore({ ids: [id] })
  expect((await client.videos.get({ id })).file_path).toMatch(/^s3:/)
  await client.videos.remove({ ids: [id] })
  // The bucket cannot be reached while the trash is emptied: it is deleted the next time.
  bucket.fault = () => ({ status: 503, code: 'SlowDown' })
  await ended(client, await client.trash.empty({}))
  bucket.fault = undefined
  expect(await objects()).toHaveLength(3)
  await ended(client, await client.trash.empty({}))
  expect(await objects()).toEqual([])
})

test('an upload can be cancelled, and leaves the file', async () => {
  const { id, bucket, client } = await openWithTake()
  const { file_path } = await client.videos.get({ id })
  bucket.fault = ({ method }) => (method === 'PUT' ? 'silent' : undefined)
  const job = await client.storage.upload({ video_ids: [id], evict: true })
  await expect.poll(() => bucket.requests.some((request) => request.startsWith('PUT'))).toBe(true)
  await client.jobs.cancel({ id: job.id })
  expect((await ended(client, job)).state).toBe('cancelled')
  expect(existsSync(file_path)).toBe(true)
})
