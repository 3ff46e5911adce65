import { readdirSync, readFileSync, readlinkSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { get as httpGet } from 'node:http'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { sendFile } from '../../main/http/send-file.ts'
import { clip } from '../support/clips.ts'
import { databaseOf } from '../support/database-of.ts'
import { importAll, putClip, temporaryFolder } from '../support/library.ts'
import { type ServedLibrary, serveLibrary } from '../support/listen.ts'
import { countAsRead } from '../support/locations.ts'

/** A library with one video that plays from `path`; `address` gives its bytes. */
async function serveOne(): Promise<ServedLibrary & { id: string; path: string; bytes: Buffer; address: string }> {
  const library = await serveLibrary()
  const path = await putClip('sound.mp4', join(temporaryFolder(), 'take.mp4'))
  const { items } = await importAll(library.client, { paths: [path] })
  const id = items[0]?.video_id ?? ''
  return { ...library, id, path, bytes: readFileSync(path), address: `/media/videos/${id}` }
}

/** Adds a row as another program does, with an id of its own making, whose file counts as read. */
async function addForeign({ core }: ServedLibrary, id: string, path: string): Promise<void> {
  const hash = 'ab'.repeat(32)
  databaseOf(core)
    .prepare('INSERT INTO videos (id, name, file_path, file_hash, size_bytes, source_type) VALUES (?, ?, ?, ?, ?, ?)')
    .run(id, 'Theirs', path, hash, 1, 'generated')
  await countAsRead(core, path, hash)
}

async function bytesOf(answer: Response): Promise<Buffer> {
  return Buffer.from(await answer.arrayBuffer())
}

test('a video arrives byte for byte, whole or the part that is asked for', async () => {
  const { get, address, bytes } = await serveOne()
  const whole = await get(address)
  expect([whole.status, whole.headers.get('content-type'), whole.headers.get('accept-ranges')]).toEqual([
    ...[200, 'video/mp4', 'bytes'],
  ])
  expect(whole.headers.get('content-length')).toBe(String(bytes.length))
  expect((await bytesOf(whole)).equals(bytes)).toBe(true)
  const size = bytes.length
  for (const [range, start, end] of [
    ['bytes=0-', 0, size - 1],
    ['bytes=100-299', 100, 299],
    ['bytes=-50', size - 50, size - 1],
    [`bytes=${size - 1}-${size + 500}`, size - 1, size - 1],
  ] as const) {
    const part = await get(address, { headers: { range } })
    expect([part.status, part.headers.get('content-range')]).toEqual([206, `bytes ${start}-${end}/${size}`])
    expect((await bytesOf(part)).equals(bytes.subarray(start, end + 1))).toBe(true)
  }
})

test('a part past the end is refused with the size, and what is no range gets the whole file', async () => {
  const { get, address, bytes } = await serveOne()
  const past = await get(address, { headers: { range: `bytes=${bytes.length}-` } })
  expect([past.status, past.headers.get('content-range')]).toEqual([416, `bytes */${bytes.length}`])
  for (const range of ['bytes=0-1,5-6', 'bytes=5-3', 'seconds=1-2', 'bytes=zero-']) {
    const answer = await get(address, { headers: { range } })
    expect([range, answer.status, (await bytesOf(answer)).length]).toEqual([range, 200, bytes.length])
  }
})

test('only the head is sent to who asks for no more, and ranges mean nothing there', async () => {
  const { get, address, bytes } = await serveOne()
  const head = await get(address, { method: 'HEAD', headers: { range: 'bytes=0-9' } })
  expect([head.status, head.headers.get('content-length')]).toEqual([200, String(bytes.length)])
  expect(await head.text()).toBe('')
})

test('what the client has already is not sent again, however it says so', async () => {
  const { get, address } = await serveOne()
  const etag = (await get(address, { method: 'HEAD' })).headers.get('etag') ?? ''
  for (const held of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
    const answer = await get(address, { headers: { 'if-none-match': held } })
    expect([held, answer.status, await answer.text(), answer.headers.get('etag')]).toEqual([held, 304, '', etag])
  }
  expect((await get(address, { headers: { 'if-none-match': '"other"' } })).status).toBe(200)
})

test('a part is sent only as long as it is a part of the same bytes', async () => {
  const { get, address, bytes } = await serveOne()
  const etag = (await get(address, { method: 'HEAD' })).headers.get('etag') ?? ''
  const range = 'bytes=0-9'
  expect((await get(address, { headers: { range, 'if-range': etag } })).status).toBe(206)
  const other = await get(address, { headers: { range, 'if-range': '"other"' } })
  expect([other.status, (await bytesOf(other)).length]).toEqual([200, bytes.length])
})

test('an empty file is an empty answer', async () => {
  const library = await serveLibrary()
  const path = join(temporaryFolder(), 'empty.mp4')
  writeFileSync(path, '')
  await addForeign(library, 'empty', path)
  const answer = await library.get('/media/videos/empty')
  expect([answer.status, await answer.text()]).toEqual([200, ''])
  expect((await library.get('/media/videos/empty', { headers: { range: 'bytes=0-' } })).status).toBe(416)
})

const onLinux = test.skipIf(process.platform !== 'linux')

onLinux('a client that goes away leaves no file open', async () => {
  const library = await serveLibrary()
  const path = join(temporaryFolder(), 'huge.mp4')
  writeFileSync(path, '')
  truncateSync(path, 8e9)
  await addForeign(library, 'huge', path)
  const opened = () =>
    readdirSync('/proc/self/fd').filter((fd) => {
      try {
        return readlinkSync(`/proc/self/fd/${fd}`) === path
      } catch {
        return false
      }
    }).length
  const headers = { authorization: `Bearer ${library.key}` }
  await new Promise<void>((resolve, reject) => {
    const asked = httpGet(`${library.url}/media/videos/huge`, { headers, agent: false }, (answer) => {
      answer.on('error', () => undefined)
      answer.once('data', () => {
        expect(opened()).toBe(1)
        asked.destroy()
        resolve()
      })
    })
    asked.on('error', reject)
  })
  await vi.waitFor(() => expect(opened()).toBe(0), { timeout: 120_000 })
  expect(library.warnings).toEqual([])
})

test('ids are taken as they are, with whatever another program put into them', async () => {
  const library = await serveLibrary()
  const path = await clip('square.mp4')
  for (const [index, id] of ['a/b', 'x.y', '100%', '%2e%2e', '../../etc/passwd', 'ü ?#&+', '__proto__'].entries()) {
    // The path is unique in the table.
    await addForeign(library, id, await putClip('square.mp4', join(temporaryFolder(), `${index}.mp4`)))
    const encoded = encodeURIComponent(id)
    expect([id, (await library.get(`/media/videos/${encoded}`, { method: 'HEAD' })).status]).toEqual([id, 200])
    const shown = await library.get(`/api/videos/${encoded}`)
    expect([id, shown.status, (await shown.json()).id]).toEqual([id, 200, id])
  }
  for (const id of ['nobody', '..%2f..%2fetc%2fshadow', encodeURIComponent(path), '%00', '%ff', '%']) {
    const answer = await library.get(`/media/videos/${id}`)
    expect([id, answer.status, (await answer.json()).code]).toEqual([id, 404, 'NOT_FOUND'])
  }
})

test('what is not there is told apart: an unknown video, a missing file, a proxy that nobody made', async () => {
  const { get, id, path, address } = await serveOne()
  const proxy = await get(`/media/proxies/${id}`)
  expect([proxy.status, (await proxy.json()).code]).toEqual([404, 'NOT_FOUND'])
  const poster = await get(`/media/posters/${id}`)
  expect([poster.status, poster.headers.get('content-type')]).toEqual([200, 'image/jpeg'])
  expect((await bytesOf(poster)).subarray(0, 2).toString('hex')).toBe('ffd8')
  rmSync(path)
  const gone = await get(address)
  expect(gone.status).toBe(410)
  expect(await gone.json()).toMatchObject({ code: 'FILE_MISSING', message: expect.stringContaining(path) })
})

test('a request that ended before its file was sent leaves no file open', async () => {
  const path = await putClip('sound.mp4', join(temporaryFolder(), 'take.mp4'))
  const handle = await open(path)
  const file = { handle, contentType: 'video/mp4', cacheControl: 'no-store' }
  await sendFile(new Request('http://127.0.0.1/', { signal: AbortSignal.abort() }), file)
  await vi.waitFor(() => expect(handle.fd).toBe(-1))
})
