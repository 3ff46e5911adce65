import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { createDecoder } from '../../main/media/decoder/decoder.ts'
import { probe } from '../../main/media/ffprobe.ts'
import { findFfprobe } from '../../main/media/tools.ts'
import { videoFacts } from '../../main/media/video-facts.ts'
import { posterPath } from '../../main/storage/layout.ts'
import { type ClipName, clip, clipNames } from '../support/clips.ts'
import { importAll, openLibrary, putClip, temporaryFolder } from '../support/library.ts'
import { brightnessOf } from '../support/pixels.ts'

const decoder = createDecoder()
afterAll(() => decoder.close())

/** Writes an ffprobe that crashes. */
function crashingProgram(): string {
  const path = join(temporaryFolder(), 'ffprobe')
  writeFileSync(path, '#!/bin/sh\nkill -SEGV $$\n', { mode: 0o755 })
  return path
}

const notVideos: readonly ClipName[] = ['only-sound.m4a', 'still.png']

// Rushes takes facts from ffprobe. Where that crashes, the decoder's are used.
test.skipIf(process.platform === 'win32').for(clipNames.filter((name) => !notVideos.includes(name)))(
  'the decoder finds the same facts as ffprobe in %s',
  async (name) => {
    const path = await clip(name)
    const found = videoFacts(await probe(crashingProgram(), path, { decoder }), path)
    // The ffprobe that comes with Rushes crashes on MPEG-TS.
    if (name === 'broadcast.ts')
      expect(found).toMatchObject({ codec: 'h264', audio_codec: 'aac', resolution: '320x180', frame_rate: '25/1' })
    else expect(found).toEqual(videoFacts(await probe((await findFfprobe()).path, path), path))
  },
)

test('MPEG-TS is imported, with its facts and a poster', async () => {
  const { client, core } = await openLibrary()
  const path = await putClip('broadcast.ts', join(temporaryFolder(), 'broadcast.ts'))
  const { job, items } = await importAll(client, { paths: [path] })
  expect(job).toMatchObject({ state: 'done', added: 1, failed: 0 })
  const video = await client.videos.get({ id: items[0]?.video_id ?? '' })
  expect(video).toMatchObject({
    container: 'mpegts',
    codec: 'h264',
    audio_codec: 'aac',
    resolution: '320x180',
    fps: 25,
  })
  expect(video.duration_seconds).toBeCloseTo(1, 1)
  const [brightness] = await brightnessOf({ core }, posterPath(core.layout, video.file_hash), 1, 1)
  expect(brightness).toBeGreaterThan(50)
})
