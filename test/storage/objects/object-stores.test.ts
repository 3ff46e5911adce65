import { createHash, randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { expect, onTestFinished, test } from 'vitest'
import { createFolders, layoutOf } from '../../../main/storage/layout.ts'
import { fetchObject } from '../../../main/storage/objects/fetch-object.ts'
import { folderObjects } from '../../../main/storage/objects/folder-objects.ts'
import type { NewObject, ObjectStore } from '../../../main/storage/objects/object-store.ts'
import { s3Objects } from '../../../main/storage/objects/s3-objects.ts'
import { type Retries, retries } from '../../../main/storage/objects/s3-retries.ts'
import { startBucket, type TestBucket } from '../../support/bucket.ts'
import { temporaryFolder } from '../../support/library.ts'

/** Writes a file of random bytes. */
function putFile(size: number): NewObject & { bytes: Buffer } {
  const path = join(temporaryFolder(), 'file')
  const bytes = randomBytes(size)
  writeFileSync(path, bytes)
  return { path, bytes, size_bytes: size, file_hash: createHash('sha256').update(bytes).digest('hex') }
}

function open(bucket: TestBucket, tries?: Retries): ObjectStore {
  const store = s3Objects(bucket.settings, bucket.keys, tries)
  onTestFinished(() => store.close())
  return store
}

/** The two stores. */
const stores: Record<string, () => Promise<ObjectStore>> = {
  folder: async () => {
    const layout = layoutOf(join(temporaryFolder(), 'library'))
    await mkdir(layout.folder, { recursive: true })
    createFolders(layout)
    return folderObjects(layout)
  },
  bucket: async () => open(await startBucket('team/rushes/')),
}

test.each(Object.entries(stores))(
  '%s: objects are stored whole, read in ranges, listed and deleted',
  async (name, openStore) => {
    const store = await openStore()
    // Below and above the size of a part.
    const [small, large, empty] = [putFile(100_000), putFile(20 * 2 ** 20 + 7), putFile(0)]
    const arrived: number[] = []
    await store.put('videos/aa/large.mp4', large, { onBytes: (bytes) => arrived.push(bytes) })
    expect(arrived.at(-1)).toBe(large.size_bytes)
    await store.put('frames/aa/small ü+%.jpg', small)
    await store.put('frames/bb/empty.jpg', empty)
    // The same content again changes nothing.
    await store.put('frames/bb/empty.jpg', putFile(0))

    expect(await store.head('videos/aa/large.mp4')).toEqual({ size_bytes: large.size_bytes })
    expect(await store.head('videos/aa/none.mp4')).toBeUndefined()
    expect((await buffer(await store.get('videos/aa/large.mp4'))).equals(large.bytes)).toBe(true)
    const range = { start: 8 * 2 ** 20 - 3, end: 8 * 2 ** 20 + 5 }
    expect(await buffer(await store.get('videos/aa/large.mp4', { range }))).toEqual(
      large.bytes.subarray(range.start, range.end + 1),
    )
    await expect(store.get('videos/aa/none.mp4')).rejects.toMatchObject({ code: 'FILE_MISSING' })

    const listed = async (prefix: string) => {
      const found = []
      for await (const { key, size_bytes } of store.list(prefix)) found.push([key, size_bytes])
      return found
    }
    expect(await listed('frames/')).toEqual([
      ['frames/aa/small ü+%.jpg', 100_000],
      ['frames/bb/empty.jpg', 0],
    ])
    expect(await listed('frames/b')).toEqual([['frames/bb/empty.jpg', 0]])

    const to = join(temporaryFolder(), 'fetched')
    await fetchObject(store, { key: 'frames/aa/small ü+%.jpg', ...small }, to)
    expect(readFileSync(to).equals(small.bytes)).toBe(true)
    await expect(
      fetchObject(store, { key: 'frames/aa/small ü+%.jpg', size_bytes: 100_000, file_hash: 'ff' }, undefined),
    ).rejects.toMatchObject({ code: 'STORAGE_FAILED', message: expect.stringContaining('is damaged in') })

    const address = await store.addressOf('frames/aa/small ü+%.jpg', 60)
    const read =
      name === 'folder' ? readFileSync(new URL(address)) : Buffer.from(await (await fetch(address)).arrayBuffer())
    expect(read.equals(small.bytes)).toBe(true)

    await store.delete('frames/bb/empty.jpg')
    await store.delete('frames/bb/empty.jpg')
    expect(await listed('frames/')).toHaveLength(1)
    const stopped = AbortSignal.abort()
    await expect(store.put('frames/cc/late.jpg', putFile(10), { signal: stopped })).rejects.toThrow()
    expect(await store.head('frames/cc/late.jpg')).toBeUndefined()
  },
)

test('an address that leads out of the library’s folder is refused', async () => {
  const store = await stores.folder?.()
  await expect(store?.put('../../out.jpg', putFile(3))).rejects.toMatchObject({ code: 'LIBRARY_UNUSABLE' })
  await expect(store?.get('../../../etc/passwd')).rejects.toMatchObject({ code: 'LIBRARY_UNUSABLE' })
})

test('each refusal of a server says what is wrong and what to do', async () => {
  const bucket = await startBucket()
  const store = open(bucket, retries.quick)
  const file = putFile(10)
  const refusals: [number, string, RegExp][] = [
    [403, 'InvalidAccessKeyId', /does not know the access key/],
    [403, 'SignatureDoesNotMatch', /secret key is wrong/],
    [403, 'AccessDenied', /keys do not allow objects to be written/],
    [403, 'RequestTimeTooSkewed', /clocks of this computer and the server differ/],
    [404, 'NoSuchBucket', /there is no bucket “media”/],
    [301, 'PermanentRedirect', /not in the region us-east-1/],
    [400, 'AuthorizationHeaderMalformed', /not in the region us-east-1/],
    [503, 'SlowDown', /overloaded \(503\)/],
    [500, 'InternalError', /failed \(500\)/],
  ]
  for (const [status, code, message] of refusals) {
    bucket.fault = () => ({ status, code })
    await expect(store.put('a', file)).rejects.toMatchObject({
      code: 'STORAGE_FAILED',
      message: expect.stringMatching(message),
    })
  }
  bucket.fault = undefined
  await bucket.stop()
  await expect(store.put('a', file)).rejects.toMatchObject({
    message: expect.stringMatching(/cannot be reached \(ECONN/),
  })
  expect(existsSync(file.path)).toBe(true)
})

test('a server that is overloaded for a while, cuts connections or answers late delays an upload only', async () => {
  const bucket = await startBucket()
  const store = open(bucket)
  let failures = 0
  const faults = [{ status: 503, code: 'SlowDown' }, 'cut', { status: 500, code: 'InternalError' }] as const
  bucket.fault = () => (failures < faults.length ? faults[failures++] : undefined)
  const file = putFile(1000)
  await store.put('a', file)
  expect(failures).toBe(3)
  await fetchObject(store, { key: 'a', ...file }, undefined)
})

test('a server that answers 503 for a minute is outlasted by all uploads of a job; then it is named, and nothing is lost', async () => {
  const { attempts } = retries.patient
  const pauses = Array.from({ length: attempts - 1 }, (_, index) => retries.patient.pauseMs(index + 1))
  expect(pauses.reduce((sum, pause) => sum + pause, 0)).toBeGreaterThan(60_000)

  // The same number of attempts, without the pauses.
  const bucket = await startBucket()
  const store = open(bucket, { attempts, pauseMs: () => 0 })
  const refusals = new Map<string, number>()
  const refuseEach = (times: number): TestBucket['fault'] => {
    return ({ method, url = '' }) => {
      const refused = refusals.get(`${method} ${url}`) ?? 0
      refusals.set(`${method} ${url}`, refused + 1)
      return refused < times ? { status: 503, code: 'ServiceUnavailable' } : undefined
    }
  }
  bucket.fault = refuseEach(attempts - 1)
  const files = Array.from({ length: 12 }, () => putFile(1000))
  await Promise.all(files.map((file, index) => store.put(`frames/${index}`, file)))
  for (const [index, file] of files.entries()) await fetchObject(store, { key: `frames/${index}`, ...file }, undefined)

  refusals.clear()
  bucket.fault = refuseEach(attempts)
  const late = putFile(1000)
  await expect(store.put('late', late)).rejects.toMatchObject({
    code: 'STORAGE_FAILED',
    message: expect.stringMatching(/overloaded \(503\)\. Try again later/),
  })
  bucket.fault = undefined
  expect([existsSync(late.path), await store.head('late')]).toEqual([true, undefined])
})

test('a lost part, a damaged or a truncated answer is noticed, and a cut read goes on where it ended', async () => {
  const bucket = await startBucket()
  const store = open(bucket, retries.quick)
  const file = putFile(17 * 2 ** 20)
  // The server forgets one part, and the upload fails.
  bucket.fault = ({ method, url }) =>
    method === 'POST' && url?.includes('uploadId') ? { status: 400, code: 'InvalidPart' } : undefined
  await expect(store.put('a', file)).rejects.toMatchObject({
    message: expect.stringMatching(/lost a part of the upload/),
  })
  expect(await store.head('a')).toBeUndefined()

  bucket.fault = undefined
  await store.put('a', file)
  bucket.fault = ({ method }) => (method === 'GET' ? 'corrupt' : undefined)
  await expect(fetchObject(store, { key: 'a', ...file }, undefined)).rejects.toMatchObject({
    code: 'STORAGE_FAILED',
    message: expect.stringContaining('damaged'),
  })
  let cuts = 0
  bucket.fault = ({ method }) => (method === 'GET' && cuts++ < 2 ? 'truncate' : undefined)
  const to = join(temporaryFolder(), 'fetched')
  await fetchObject(store, { key: 'a', ...file }, to)
  expect([cuts > 2, readFileSync(to).equals(file.bytes)]).toEqual([true, true])
  bucket.fault = ({ method }) => (method === 'GET' ? 'cut' : undefined)
  await expect(fetchObject(store, { key: 'a', ...file }, undefined)).rejects.toMatchObject({ code: 'STORAGE_FAILED' })
  bucket.fault = undefined
  bucket.empty()
  await expect(fetchObject(store, { key: 'a', ...file }, undefined)).rejects.toMatchObject({ code: 'FILE_MISSING' })
})

test('a read of a silent server ends when its caller gives up', async () => {
  const bucket = await startBucket()
  const store = open(bucket)
  bucket.fault = () => 'silent'
  const stop = new AbortController()
  const read = store.get('a', { signal: stop.signal })
  stop.abort()
  await expect(read).rejects.toMatchObject({ code: 'CANCELLED' })
})
