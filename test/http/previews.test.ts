import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { storyboardPath } from '../../main/storage/layout.ts'
import { putNotingDecoder } from '../support/decoders.ts'
import { importAll, putClip, temporaryFolder } from '../support/library.ts'
import { serveLibrary } from '../support/listen.ts'

async function serveSlow() {
  const library = await serveLibrary()
  const path = await putClip('slow.mov', join(temporaryFolder(), 'slow.mov'))
  const { items } = await importAll(library.client, { paths: [path] })
  const video = await library.client.videos.get({ id: items[0]?.video_id ?? '' })
  return { ...library, video, sheet: storyboardPath(library.core.layout, video.file_hash) }
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name)
}

const onLinux = test.skipIf(process.platform !== 'linux')

test('a storyboard arrives as a picture that may be kept', async () => {
  const { get, video } = await serveSlow()
  const answer = await get(`/media/storyboards/${video.id}?v=${video.file_hash}`)
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/jpeg'])
  expect(answer.headers.get('cache-control')).toContain('immutable')
  expect((await get('/media/storyboards/nobody')).status).toBe(404)
})

// As the page asks for its picture, and as it has it made ahead.
onLinux.each([
  ['GET', (id: string) => `/media/storyboards/${id}`],
  ['POST', (id: string) => `/api/videos/${id}/storyboard`],
] as const)('a %s that is given up stops the decoder that works for it', async (method, address) => {
  const decoder = putNotingDecoder(temporaryFolder(), { stuck: true })
  vi.stubEnv('RUSHES_TEST_DECODER', decoder.path)
  onTestFinished(() => void vi.unstubAllEnvs())
  const library = await serveSlow()
  const leaving = new AbortController()
  const init = method === 'GET' ? {} : { body: '{}', headers: { 'content-type': 'application/json' } }
  const asked = library.get(address(library.video.id), { method, signal: leaving.signal, ...init })
  asked.catch(() => undefined)
  await expect.poll(decoder.atWork).toBe(1)
  leaving.abort()
  await expect(asked).rejects.toThrow()
  await expect.poll(decoder.atWork).toBe(0)
  await expect.poll(() => filesIn(library.core.layout.incoming)).toEqual([])
  expect(existsSync(library.sheet)).toBe(false)
  expect(library.warnings).toEqual([])
})

onLinux('it works on for somebody else who asks for the same, by another way too', async () => {
  const decoder = putNotingDecoder(temporaryFolder(), { stuck: false })
  vi.stubEnv('RUSHES_TEST_DECODER', decoder.path)
  onTestFinished(() => void vi.unstubAllEnvs())
  const library = await serveSlow()
  const leaving = new AbortController()
  const asked = library.get(`/media/storyboards/${library.video.id}`, { signal: leaving.signal })
  await expect.poll(decoder.begun, { interval: 5 }).toBe(1)
  const other = library.client.previews.storyboard({ id: library.video.id })
  leaving.abort()
  await expect(asked).rejects.toThrow()
  expect(await other).toMatchObject({ count: 25 })
  expect(existsSync(library.sheet)).toBe(true)
})
