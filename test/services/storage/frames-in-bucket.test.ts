import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { connectBucket, startBucket, testKeychain } from '../../support/bucket.ts'
import { openLibrary, temporaryFolder } from '../../support/library.ts'
import { putJpeg, putTimeline } from '../../support/timelines.ts'

const filesIn = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())

test('frames are stored in the bucket once, and read with an empty cache', async () => {
  const bucket = await startBucket('rushes/')
  const options = {
    folder: join(temporaryFolder(), 'library'),
    settings: temporaryFolder(),
    platform: { secrets: testKeychain() },
  }
  const first = await openLibrary(options)
  await connectBucket(first, bucket, 'bucket')
  const { timeline_id } = await putTimeline(first)
  const pictures = async (library: typeof first) =>
    (await library.client.timelines.frames({ id: timeline_id, as: 'base64' })).items.map(({ jpeg_b64 }) => jpeg_b64)
  const before = await pictures(first)
  expect(await first.client.timelines.manifest({ id: timeline_id })).toMatchObject({
    frames_prefix: 's3://media/rushes/frames/',
    frames_manifest: { 0: expect.stringMatching(/^s3:\/\/media\/rushes\/frames\/.+\.jpg$/) },
  })
  expect(filesIn(join(options.folder, 'frames'))).toEqual([])
  expect(await first.client.storage.get()).toMatchObject({ frames: 3, videos: 0, keys: 'keychain', is_allowed: true })
  // A timeline with the same frames uploads none of them.
  const uploads = () => bucket.requests.filter((request) => request.startsWith('PUT'))
  const uploaded = uploads().length
  await putTimeline(first)
  expect(uploads()).toHaveLength(uploaded)
  // Unless the bucket lost them.
  bucket.empty()
  await putTimeline(first)
  expect(uploads()).toHaveLength(uploaded * 2)
  await first.core.close()

  rmSync(join(options.folder, 'cache'), { recursive: true })
  const second = await openLibrary(options)
  expect(await pictures(second)).toEqual(before)
  // Now they are in the cache: the bucket is not needed.
  await bucket.stop()
  expect(await pictures(second)).toEqual(before)
})

test('a bucket that fails stores no timeline, and what was uploaded of one is deleted later', async () => {
  const bucket = await startBucket()
  const library = await openLibrary({ settings: temporaryFolder(), platform: { secrets: testKeychain() } })
  const { client, core } = library
  await connectBucket(library, bucket, 'bucket')
  let puts = 0
  bucket.fault = ({ method }) =>
    method === 'DELETE' || (method === 'PUT' && puts++ > 0) ? { status: 403, code: 'AccessDenied' } : undefined
  await expect(putTimeline(library)).rejects.toMatchObject({
    code: 'STORAGE_FAILED',
    message: expect.stringContaining('do not allow objects to be written'),
  })
  expect((await client.timelines.list({})).total).toBe(0)
  expect(await core.db.selectFrom('bucket_deletions').selectAll().execute()).toHaveLength(3)
  // The next deletion that can reach the bucket takes them along, and none that is needed by now.
  bucket.fault = undefined
  const frames = [{ sequence: 0, timestamp: 0, path: putJpeg('a.jpg', 'a') }]
  const { timeline_id } = await client.timelines.createFromFiles({ frames })
  const job = await client.trash.empty({})
  await expect.poll(async () => (await client.jobs.get({ id: job.id })).state).toBe('done')
  expect(await core.db.selectFrom('bucket_deletions').selectAll().execute()).toEqual([])
  expect((await client.storage.get()).frames).toBe(1)
  rmSync(core.layout.cachedFrames, { recursive: true })
  expect((await client.timelines.frames({ id: timeline_id, as: 'base64' })).items).toHaveLength(1)
})

test('a frame that is lost, damaged or out of reach is named, and nothing damaged is kept', async () => {
  const bucket = await startBucket()
  const library = await openLibrary({ settings: temporaryFolder(), platform: { secrets: testKeychain() } })
  await connectBucket(library, bucket, 'bucket')
  const { timeline_id } = await putTimeline(library)
  const cache = library.core.layout.cachedFrames
  rmSync(cache, { recursive: true })
  const read = () => library.client.timelines.frames({ id: timeline_id, as: 'base64' })
  bucket.fault = ({ method }) => (method === 'GET' ? 'corrupt' : undefined)
  await expect(read()).rejects.toMatchObject({
    code: 'STORAGE_FAILED',
    message: expect.stringMatching(/frames\/.*damaged/),
  })
  bucket.fault = () => ({ status: 503, code: 'SlowDown' })
  await expect(read()).rejects.toMatchObject({ code: 'STORAGE_FAILED', message: expect.stringContaining('503') })
  bucket.fault = undefined
  expect((await read()).items).toHaveLength(3)
  rmSync(cache, { recursive: true })
  bucket.empty()
  await expect(read()).rejects.toMatchObject({
    code: 'FILE_MISSING',
    message: expect.stringMatching(/frames\/.*is missing in “media”/),
  })
  expect(filesIn(library.core.layout.folder).filter(({ name }) => name.endsWith('.jpg'))).toEqual([])
})
