import { execFile } from 'node:child_process'
import { statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { probe } from '../../../main/media/ffprobe.ts'
import { videoFacts } from '../../../main/media/video-facts.ts'
import { proxyPath } from '../../../main/storage/layout.ts'
import { clip } from '../../support/clips.ts'
import { ended, importAll, openLibrary, type TestLibrary, temporaryFolder } from '../../support/library.ts'

const run = promisify(execFile)

async function factsOfProxy({ client, core }: TestLibrary, path: string) {
  const { items } = await importAll(client, { paths: [path] })
  const video = await client.videos.get({ id: items[0]?.video_id ?? '' })
  const job = await ended(client, await client.proxies.create({ id: video.id }))
  expect(job).toMatchObject({ state: 'done', error: null })
  const proxy = proxyPath(core.layout, video.file_hash)
  return videoFacts(await probe((await core.tools.ffprobe()).path, proxy), proxy)
}

test('a proxy shows what the original shows: turned, and with square pixels', async () => {
  const library = await openLibrary()
  expect(await factsOfProxy(library, await clip('rotated.mp4'))).toMatchObject({
    resolution: '180x320',
    rotation: 0,
    frame_rate: '25/1',
  })
  expect(await factsOfProxy(library, await clip('wide-pixels.mp4'))).toMatchObject({
    resolution: '320x180',
    aspect_ratio: '16:9',
  })
})

test('a proxy of an odd size with transparency and six channels of sound plays everywhere', async () => {
  const library = await openLibrary()
  const { path: ffmpeg } = await library.core.tools.ffmpeg()
  const path = join(temporaryFolder(), 'odd.mov')
  const picture = ['-f', 'lavfi', '-i', 'testsrc2=size=321x181:rate=30000/1001:duration=0.5']
  const sound = ['-f', 'lavfi', '-i', 'sine=frequency=440:duration=0.5', '-ac', '6', '-c:a', 'pcm_s16le']
  await run(ffmpeg, ['-v', 'error', ...picture, ...sound, '-c:v', 'png', '-pix_fmt', 'rgba', path])
  expect(await factsOfProxy(library, path)).toMatchObject({
    resolution: '320x180',
    codec: 'h264',
    audio_codec: 'aac',
    frame_rate: '30000/1001',
  })
})

test('a proxy is cached as a processing, and one whose bytes are damaged is made again', async () => {
  const { client, core } = await openLibrary()
  const { items } = await importAll(client, { paths: [await clip('landscape.mp4')] })
  const video = await client.videos.get({ id: items[0]?.video_id ?? '' })
  const make = async () => await ended(client, await client.proxies.create({ id: video.id }))
  const first = await make()
  const target = proxyPath(core.layout, video.file_hash)
  const row = await client.processing.get({ job_id: first.id })
  expect(row).toMatchObject({
    action: 'proxy',
    input_path: video.file_path,
    input_hash: `sha256:${video.file_hash}`,
    output: { path: target, state: 'fresh' },
  })
  await make()
  expect((await client.processing.list({})).items).toMatchObject([{ job_id: first.id }])
  writeFileSync(target, 'no video at all')
  const third = await make()
  expect((await client.processing.list({})).items).toMatchObject([{ job_id: third.id, output: { state: 'fresh' } }])
  expect(statSync(target).size).toBeGreaterThan(1000)
})
