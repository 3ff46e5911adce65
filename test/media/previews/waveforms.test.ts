import { createHash } from 'node:crypto'
import { rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { waveformPath } from '../../../main/storage/layout.ts'
import type { ClipName } from '../../support/clips.ts'
import { databaseOf } from '../../support/database-of.ts'
import { importAll, openLibrary, putClip, temporaryFolder } from '../../support/library.ts'

async function oneVideo(name: ClipName) {
  const library = await openLibrary()
  const path = await putClip(name, join(temporaryFolder(), name))
  const { items } = await importAll(library.client, { paths: [path] })
  return { ...library, path, video: await library.client.videos.get({ id: items[0]?.video_id ?? '' }) }
}

/** The loudest of the stretch from `start` to `end`, parts of the whole. */
function loudest(peaks: number[], start: number, end: number): number {
  return Math.max(...peaks.slice(Math.ceil(start * peaks.length), Math.floor(end * peaks.length)))
}

test('a waveform is loud where the sound is', async () => {
  const { client, video } = await oneVideo('loud.mp4')
  const { peaks } = await client.previews.waveform({ id: video.id })
  expect(peaks).toHaveLength(1500)
  for (const [start, end] of [
    [0, 0.32],
    [0.69, 1],
  ] as const) {
    expect(loudest(peaks, start, end)).toBeGreaterThan(5)
    expect(loudest(peaks, start, end)).toBeLessThan(20)
  }
  expect(loudest(peaks, 0.34, 0.66)).toBeGreaterThan(190)
})

test('a sound that ends before the picture is silent from there', async () => {
  const { client, video } = await oneVideo('marked.mp4')
  const { peaks } = await client.previews.waveform({ id: video.id })
  expect(loudest(peaks, 0, 0.37)).toBeGreaterThan(100)
  expect(loudest(peaks, 0.39, 1)).toBeLessThan(3)
})

test('a video without sound has an empty waveform, and ffmpeg is not asked', async () => {
  const { client, core, video } = await oneVideo('landscape.mp4')
  expect(await client.previews.waveform({ id: video.id })).toEqual({ peaks: [] })
  await expect(core.previews.ensure('waveform', video)).rejects.toMatchObject({ code: 'TOOL_FAILED' })
})

test.each(['lost', 'empty'])('a waveform that is %s is made again', async (damage) => {
  const { client, core, video } = await oneVideo('sound.mp4')
  const whole = await client.previews.waveform({ id: video.id })
  const path = waveformPath(core.layout, video.file_hash)
  if (damage === 'lost') rmSync(path)
  else truncateSync(path)
  expect(await client.previews.waveform({ id: video.id })).toEqual(whole)
  expect(statSync(path).size).toBe(whole.peaks.length)
})

test('sound that cannot be decoded says so', async () => {
  const { client, core } = await openLibrary()
  const path = join(temporaryFolder(), 'broken.mp4')
  writeFileSync(path, 'no video at all')
  const hash = createHash('sha256').update('no video at all').digest('hex')
  databaseOf(core)
    .prepare(
      'INSERT INTO videos (id, name, file_path, file_hash, size_bytes, source_type, duration_seconds, audio_codec) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    )
    .run('theirs', 'Theirs', path, hash, 15, 'generated', 5, 'aac')
  await expect(client.previews.waveform({ id: 'theirs' })).rejects.toMatchObject({ code: 'TOOL_FAILED' })
  await expect(client.previews.waveform({ id: 'nobody' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
})
