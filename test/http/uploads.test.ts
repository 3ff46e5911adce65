import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { createApp } from '../../main/http/app.ts'
import { clip } from '../support/clips.ts'
import { wanPrompt, wanWorkflow } from '../support/generated.ts'
import { importAll, openLibrary, temporaryFolder } from '../support/library.ts'
import { type ServedLibrary, serveLibrary } from '../support/listen.ts'
import { png, textChunk } from '../support/tagged-files.ts'

function upload({ get }: ServedLibrary, name: string, body: BodyInit): Promise<Response> {
  return get(`/uploads?name=${encodeURIComponent(name)}`, { method: 'POST', body, duplex: 'half' } as RequestInit)
}

/** All files below the incoming folder of a library. */
function arrived(folder: string): string[] {
  return readdirSync(join(folder, 'cache/incoming'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name)
}

test('an uploaded file is a video of the library under the name that it had', async () => {
  const library = await serveLibrary()
  const bytes = readFileSync(await clip('landscape.mp4'))
  const answer = await upload(library, 'C:\\Users\\Mia\\Ferry at dusk “ü”.mp4', bytes)
  expect(answer.status).toBe(200)
  const { items } = await importAll(library.client, { uploads: [(await answer.json()).upload] })
  expect(items).toMatchObject([{ path: 'Ferry at dusk “ü”.mp4', outcome: 'added' }])
  const { items: videos } = await library.client.videos.list({})
  expect(videos[0]?.name).toBe('Ferry at dusk “ü”')
  expect(readFileSync(videos[0]?.file_path ?? '').equals(bytes)).toBe(true)
  expect(arrived(library.folder)).toEqual([])
})

test('an uploaded image gives its workflow to REST, and does not stay', async () => {
  const library = await serveLibrary()
  const image = png([textChunk('prompt', wanPrompt()), textChunk('workflow', wanWorkflow())])
  const { upload: name } = await (await upload(library, 'Wan_00001_.png', new Uint8Array(image))).json()
  const answer = await library.get('/api/workflows/file', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ upload: name }),
  })
  expect(answer.status).toBe(200)
  expect(await answer.json()).toMatchObject({ name: 'Wan', status: 'draft', definition: wanWorkflow() })
  expect(arrived(library.folder)).toEqual([])
})

test.each(['../../../escape.mp4', '/etc/cron.d/escape.mp4', '..', '.', '\0.mp4', '..\\escape.mp4', 'a/../..'])(
  'the name %j leads nowhere',
  async (name) => {
    const library = await serveLibrary()
    expect((await upload(library, name, 'bytes')).status).toBe(200)
    expect(arrived(library.folder)).toHaveLength(1)
  },
)

test('an upload without a name is refused, naming what is missing', async () => {
  const { get } = await serveLibrary()
  for (const query of ['', '?name=']) {
    const answer = await get(`/uploads${query}`, { method: 'POST', body: 'bytes' })
    expect([answer.status, (await answer.json()).message]).toEqual([
      400,
      'name: is missing. Name the file, as in ?name=take.mp4.',
    ])
  }
})

test('an upload that breaks off leaves nothing, and the server goes on', async () => {
  const library = await serveLibrary()
  const { port, key, folder } = library
  const headers = { authorization: `Bearer ${key}`, 'content-length': '1000000' }
  const broken = request({ port, host: '127.0.0.1', path: '/uploads?name=half.mp4', method: 'POST', headers })
  broken.on('error', () => undefined)
  broken.write(Buffer.alloc(100_000))
  await vi.waitFor(() => expect(arrived(folder)).toEqual(['half.mp4']), { timeout: 120_000 })
  broken.destroy()
  await vi.waitFor(() => expect(arrived(folder)).toEqual([]), { timeout: 120_000 })
  expect((await upload(library, 'whole.mp4', 'bytes')).status).toBe(200)
  expect(library.warnings).toEqual([])
})

test('an upload goes to the disk as it arrives, not into memory', async () => {
  const library = await serveLibrary()
  const chunk = Buffer.alloc(1 << 20, 7)
  let left = 300
  let peak = 0
  const before = process.memoryUsage().rss
  const body = new ReadableStream({
    pull(controller) {
      peak = Math.max(peak, process.memoryUsage().rss)
      if (left-- > 0) controller.enqueue(chunk)
      else controller.close()
    },
  })
  expect((await upload(library, 'long.mp4', body)).status).toBe(200)
  // The client is in this process too.
  expect(peak - before).toBeLessThan(150 << 20)
})

const mayMount = process.platform === 'linux' && process.getuid?.() === 0

test.skipIf(!mayMount)('an upload that the disk cannot take says so and leaves nothing', async () => {
  const folder = join(temporaryFolder(), 'small')
  mkdirSync(folder)
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', folder])
  onTestFinished(() => void execFileSync('umount', ['-l', folder]))
  const { core } = await openLibrary({ folder })
  const app = createApp(core)
  const body = Buffer.alloc(20 << 20)
  const answer = await app.request('/uploads?name=big.mp4', { method: 'POST', body })
  expect([answer.status, (await answer.json()).code]).toEqual([507, 'DISK_FULL'])
  expect(arrived(folder)).toEqual([])
})
