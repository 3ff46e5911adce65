import { readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { probe } from '../../../main/media/ffprobe.ts'
import { storyboardLayout } from '../../../main/media/previews/storyboard.ts'
import { posterPath, storyboardPath } from '../../../main/storage/layout.ts'
import type { ClipName } from '../../support/clips.ts'
import { importAll, openLibrary, putClip, putUndecodable, temporaryFolder } from '../../support/library.ts'
import { brightnessOf } from '../../support/pixels.ts'

async function oneVideo(name: ClipName, damage: (bytes: Buffer) => void = () => undefined) {
  const library = await openLibrary()
  const path = await putClip(name, join(temporaryFolder(), name))
  const whole = readFileSync(path)
  damage(whole)
  writeFileSync(path, whole)
  const { items } = await importAll(library.client, { paths: [path] })
  return { ...library, path, video: await library.client.videos.get({ id: items[0]?.video_id ?? '' }) }
}

test.each(['black-start.mp4', 'fade-in.mp4'] as const)(
  'the poster of %s is a frame that shows something',
  async (name) => {
    const { core, video } = await oneVideo(name)
    const [brightness = 0] = await brightnessOf({ core }, posterPath(core.layout, video.file_hash), 1, 1)
    expect(brightness).toBeGreaterThan(50)
  },
)

test('a video of one dark colour keeps a poster of it', async () => {
  const { core, video } = await oneVideo('slow-dawn.mp4')
  rmSync(posterPath(core.layout, video.file_hash))
  // Another duration: all that is looked at lies in the dark beginning.
  await core.previews.ensure('poster', { ...video, duration_seconds: 0.5 })
  expect(statSync(posterPath(core.layout, video.file_hash)).size).toBeGreaterThan(0)
})

// The brightness of these clips is their time. The first is decoded up to each time, the other is read at its keyframes
// only.
test.each([
  ['slow-dawn.mp4', 3],
  ['slow-dawn-keyframes.mp4', 10],
] as const)('a storyboard of %s has its frames from evenly spaced times', async (name, tolerance) => {
  const { core, client, video } = await oneVideo(name)
  const layout = await client.previews.storyboard({ id: video.id })
  expect(layout).toEqual({ count: 25, columns: 5, rows: 5, tile_width: 240, tile_height: 136 })
  const path = storyboardPath(core.layout, video.file_hash)
  const { streams } = await probe((await core.tools.ffprobe()).path, path, { image: 'jpeg' })
  expect(streams[0]).toMatchObject({ codec_name: 'mjpeg', width: 1200, height: 680 })
  const tiles = await brightnessOf({ core }, path, 5, 5)
  for (const [tile, brightness] of tiles.entries()) {
    expect(Math.abs(brightness - ((tile + 0.5) / 25) * 255), `tile ${tile}`).toBeLessThan(tolerance)
  }
})

test('a short video is cut into as many frames as it has', async () => {
  const { client, video } = await oneVideo('animation.gif')
  expect(await client.previews.storyboard({ id: video.id })).toMatchObject({ count: 5, columns: 3, rows: 2 })
})

test('where the picture ends before the sound, the last frame stands to the end', async () => {
  const { core, client, video } = await oneVideo('sound-lasts.mp4')
  await client.previews.storyboard({ id: video.id })
  const tiles = await brightnessOf({ core }, storyboardPath(core.layout, video.file_hash), 5, 5)
  expect(Math.min(...tiles)).toBeGreaterThan(60)
})

test('tiles have the shape that is seen: after rotation, with pixels that are not square', () => {
  const row = { duration_seconds: 5, frame_count: 120, width: null, height: null, aspect_ratio: null }
  expect(storyboardLayout({ ...row, aspect_ratio: '9:16' })).toMatchObject({ tile_width: 136, tile_height: 240 })
  expect(storyboardLayout({ ...row, aspect_ratio: '2.4', width: 1000, height: 500 })).toMatchObject({
    tile_height: 120,
  })
  expect(storyboardLayout({ ...row, width: 90_000, height: 1 })).toMatchObject({ tile_width: 240, tile_height: 2 })
  expect(storyboardLayout(row)).toMatchObject({ tile_width: 240, tile_height: 136 })
})

test.each(['lost', 'empty', 'cut off', 'something else'])(
  'a storyboard or poster that is %s is made again',
  async (damage) => {
    const { core, video } = await oneVideo('landscape.mp4')
    for (const kind of ['poster', 'storyboard'] as const) {
      const path = await core.previews.ensure(kind, video)
      const whole = readFileSync(path)
      if (damage === 'lost') rmSync(path)
      if (damage === 'empty') truncateSync(path)
      if (damage === 'cut off') truncateSync(path, whole.length - 20)
      if (damage === 'something else') writeFileSync(path, 'not a picture')
      expect(readFileSync(await core.previews.ensure(kind, video)).equals(whole)).toBe(true)
    }
  },
)

test('a video that cannot be decoded has no storyboard, and is not tried again', async () => {
  const { client, core } = await openLibrary()
  const path = await putUndecodable()
  const { items } = await importAll(client, { paths: [path] })
  const id = items[0]?.video_id ?? ''
  await expect(client.previews.storyboard({ id })).rejects.toMatchObject({ code: 'TOOL_FAILED' })
  const video = await client.videos.get({ id })
  rmSync(path)
  await expect(core.previews.ensure('storyboard', video)).rejects.toMatchObject({ code: 'TOOL_FAILED' })
})

test('a damaged stretch in a long video shows the frame before it', async () => {
  const { core, client, video } = await oneVideo('slow-dawn-keyframes.mp4', (bytes) => {
    bytes.fill(0, Math.floor(bytes.length * 0.5), Math.floor(bytes.length * 0.6))
  })
  await client.previews.storyboard({ id: video.id })
  const tiles = await brightnessOf({ core }, storyboardPath(core.layout, video.file_hash), 5, 5)
  expect(tiles).toHaveLength(25)
  expect(tiles.at(0)).toBeLessThan(20)
})
