import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { keyframesPath } from '../../../main/storage/layout.ts'
import { importAll, openLibrary, putClip, temporaryFolder } from '../../support/library.ts'

test('the keyframes of a take are listed in order, and read once by content', async () => {
  const { client, core } = await openLibrary()
  const path = await putClip('slow-dawn-keyframes.mp4', join(temporaryFolder(), 'dawn.mp4'))
  const { items } = await importAll(client, { paths: [path] })
  const video = await client.videos.get({ id: items[0]?.video_id ?? '' })
  const { seconds } = await client.previews.keyframes({ id: video.id })
  expect(seconds[0]).toBe(0)
  expect(seconds.length).toBeGreaterThan(1)
  expect(seconds.length).toBeLessThan(video.frame_count ?? 0)
  expect(seconds).toEqual(seconds.toSorted((a, b) => a - b))
  const kept = keyframesPath(core.layout, video.file_hash)
  writeFileSync(kept, '[0,1]')
  expect(await client.previews.keyframes({ id: video.id })).toEqual({ seconds: [0, 1] })
  rmSync(kept)
  expect(await client.previews.keyframes({ id: video.id })).toEqual({ seconds })
})
