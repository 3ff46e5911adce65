import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { DefaultHttpStack, Upload, type UploadOptions } from 'tus-js-client'
import { expect, test } from 'vitest'
import { clip } from '../support/clips.ts'
import { temporaryFolder } from '../support/library.ts'
import { type ServedLibrary, serveLibrary } from '../support/listen.ts'

async function serveToClients() {
  const library = await serveLibrary({ settings: temporaryFolder() })
  const { token } = await library.client.tokens.create({ user_id: 'mia' })
  return { ...library, token }
}

/** Uploads with the protocol's published client; `interrupt` is called with the bytes that have arrived. */
function upload(
  { url }: Pick<ServedLibrary, 'url'>,
  token: string,
  [name, bytes]: [string, Buffer],
  options: Partial<UploadOptions> = {},
): Promise<{ upload: Upload; location: string | undefined }> {
  return new Promise((resolve, reject) => {
    const running: Upload = new Upload(bytes, {
      endpoint: `${url}/api/media/uploads`,
      headers: { authorization: `Bearer ${token}` },
      metadata: { filename: name },
      chunkSize: 16_384,
      retryDelays: [],
      onError: reject,
      onSuccess: ({ lastResponse }) =>
        resolve({ upload: running, location: lastResponse.getHeader('Content-Location') }),
      ...options,
    })
    running.start()
  })
}

const leftOf = (library: ServedLibrary) => readdirSync(library.core.layout.uploads)

test('the published client uploads in chunks, and resumes a broken upload where it ended', async () => {
  const library = await serveToClients()
  const bytes = readFileSync(await clip('landscape.mp4'))
  const broken = await new Promise<string>((resolve, reject) => {
    const running = new Upload(bytes, {
      endpoint: `${library.url}/api/media/uploads`,
      headers: { authorization: `Bearer ${library.token}` },
      metadata: { filename: '../../Ferry “ü”.mp4' },
      chunkSize: 16_384,
      onError: reject,
      onChunkComplete: () => void running.abort().then(() => resolve(running.url ?? '')),
    })
    running.start()
  })
  expect(leftOf(library)).not.toEqual([])
  const asked: number[] = []
  const httpStack = new DefaultHttpStack({})
  const { location } = await upload(library, library.token, ['../../Ferry “ü”.mp4', bytes], {
    uploadUrl: broken,
    httpStack,
    onProgress: (sent) => asked.push(sent),
  })
  expect(asked[0]).toBeGreaterThanOrEqual(16_384)
  const media = await library.client.media.get({ id: location?.split('/').at(-1) ?? '' })
  expect(media).toMatchObject({ UserId: 'mia', MediaType: 'Video', size_bytes: bytes.length })
  expect(readFileSync(media.Path ?? '').equals(bytes)).toBe(true)
  expect(media.Path?.startsWith(join(library.folder, 'videos'))).toBe(true)
  // Nothing stays of a known content, nor of one that is refused.
  expect((await upload(library, library.token, ['again.mp4', bytes])).location).toBe(location)
  await expect(upload(library, library.token, ['text.mp4', Buffer.from('no video')])).rejects.toThrow('FILE_UNREADABLE')
  expect([leftOf(library), (await library.client.media.list({})).total]).toEqual([[], 1])
})

test('an upload that was complete when the process ended is recorded when its state is asked', async () => {
  const library = await serveToClients()
  const headers = { authorization: `Bearer ${library.token}`, 'tus-resumable': '1.0.0' }
  const bytes = readFileSync(await clip('landscape.mp4'))
  const begin = async (content: Buffer) => {
    const filename = Buffer.from('late.mp4').toString('base64')
    const created = await library.get('/api/media/uploads', {
      method: 'POST',
      headers: { ...headers, 'upload-length': String(content.length), 'upload-metadata': `filename ${filename}` },
    })
    const location = created.headers.get('location') ?? ''
    writeFileSync(join(library.core.layout.uploads, basename(location)), content)
    return location
  }
  const location = await begin(bytes)
  const asked = await Promise.all([1, 2].map(() => library.get(location, { method: 'HEAD', headers })))
  const record = asked[0]?.headers.get('content-location')
  expect(asked.map((each) => [each.status, each.headers.get('content-location')])).toEqual([
    [200, record],
    [200, record],
  ])
  const media = await library.client.media.get({ id: basename(record ?? '') })
  expect(media).toMatchObject({ UserId: 'mia', Name: 'late.mp4', size_bytes: bytes.length })
  const refused = await library.get(await begin(Buffer.from('no video')), { method: 'HEAD', headers })
  expect([refused.status, leftOf(library)]).toEqual([422, []])
})

test('an upload needs the scope to write, a name and room on the disk', async () => {
  const library = await serveToClients()
  const reader = await library.client.tokens.create({ user_id: 'noah', scope: 'read' })
  const bytes = Buffer.from('bytes')
  await expect(upload(library, reader.token, ['a.mp4', bytes])).rejects.toThrow('MISSING_SCOPE')
  await expect(upload(library, 'a.b.c', ['a.mp4', bytes])).rejects.toThrow('UNAUTHENTICATED')
  await expect(upload(library, library.token, ['a.mp4', bytes], { metadata: {} })).rejects.toThrow('filename')
  const huge = { uploadSize: 2 ** 52, onShouldRetry: () => false }
  await expect(upload(library, library.token, ['a.mp4', bytes], huge)).rejects.toThrow()
  for (const id of ['..%2f..%2fmedia.db', '%252e%252e', 'a%00b'])
    for (const method of ['HEAD', 'PATCH', 'DELETE']) {
      const headers = {
        authorization: `Bearer ${library.token}`,
        'tus-resumable': '1.0.0',
        'upload-offset': '0',
        'content-type': 'application/offset+octet-stream',
      }
      const { status } = await fetch(`${library.url}/api/media/uploads/${id}`, { method, headers })
      expect([id, method, status >= 400 && status < 500]).toEqual([id, method, true])
    }
  rmSync(library.core.layout.uploads, { recursive: true })
})
