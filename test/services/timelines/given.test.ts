import { renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openLibrary, temporaryFolder } from '../../support/library.ts'
import { putJpeg, putTimeline } from '../../support/timelines.ts'

test('frames of another program become a timeline, in their order, each content stored once', async () => {
  const { client } = await openLibrary()
  const [first, second] = [putJpeg('one.jpg', 'one'), putJpeg('two.jpg', 'two')]
  const frames = [
    { sequence: 7, timestamp: 3.5, path: first, chunk_id: 2 },
    { sequence: 2, timestamp: 1, path: second, perceptual_hash: 'ffee' },
    { sequence: 5, timestamp: 2.5, path: first },
  ]
  const { timeline_id } = await client.timelines.createFromFiles({
    ...{ source_video: 's3://bucket/clip.mp4', profile_name: 'faces', fps: 2, source_asset_id: 'asset-1', frames },
  })
  expect(await client.timelines.get({ id: timeline_id })).toMatchObject({
    ...{
      source_video: 's3://bucket/clip.mp4',
      source_asset_id: 'asset-1',
      video_id: null,
      at: 'given',
      state: 'ready',
    },
  })
  expect(await client.timelines.storage()).toMatchObject({ pictures: 2, outputs: 0 })
  const manifest = await client.timelines.manifest({ id: timeline_id })
  expect(manifest.frames_prefix).toBe('frames/')
  expect(manifest.frames_manifest['5']).toBe(manifest.frames_manifest['7'])
  expect(manifest.frames_meta).toEqual([
    { sequence: 2, chunk_id: 0, timestamp: 1, perceptual_hash: 'ffee' },
    { sequence: 5, chunk_id: 0, timestamp: 2.5, perceptual_hash: '' },
    { sequence: 7, chunk_id: 2, timestamp: 3.5, perceptual_hash: '' },
  ])
  const part = await client.timelines.frames({ id: timeline_id, from: 3, limit: 1 })
  expect([part.items.map(({ sequence }) => sequence), part.total, part.next]).toEqual([[5], 2, 7])
})

test('a library that was moved has its frames and checkpoints where it is now', async () => {
  const folder = join(temporaryFolder(), 'library')
  const first = await openLibrary({ folder })
  const { timeline_id, root } = await putTimeline(first)
  const { items } = await first.client.timelines.frames({ id: timeline_id, as: 'base64' })
  await first.core.close()
  renameSync(folder, `${folder} moved`)
  const { client } = await openLibrary({ folder: `${folder} moved` })
  expect((await client.timelines.frames({ id: timeline_id, as: 'base64' })).items).toEqual(items)
  expect((await client.checkpoints.get({ id: root })).stats).toEqual({ frames_extracted: 3 })
})

test('frames that make no timeline are refused, and nothing of them stays', async () => {
  const { client, core } = await openLibrary()
  const path = putJpeg('one.jpg', 'one')
  const text = join(temporaryFolder(), 'text.jpg')
  writeFileSync(text, 'no picture')
  const at = (sequence: number, timestamp: number, file = path) => ({ sequence, timestamp, path: file })
  const refused: [ReturnType<typeof at>[], object][] = [
    [[at(1, 0), at(1, 1)], { message: 'frames: The sequence 1 occurs twice.' }],
    [[at(1, 2), at(2, 1)], { message: expect.stringMatching(/Frame 2 is at 1 s, before frame 1 at 2 s/) }],
    [[at(0, 0), at(1, 1, text)], { message: expect.stringMatching(/Frame 1 \(text.jpg\) is no JPEG/) }],
    [[at(0, 0, `${path}.gone`)], { code: 'FILE_MISSING' }],
    [[at(-1, 0)], { code: 'BAD_INPUT' }],
  ]
  for (const [frames, error] of refused)
    await expect(client.timelines.createFromFiles({ frames })).rejects.toMatchObject(error)
  expect((await client.timelines.list({})).total).toBe(0)
  expect(core.jobs.ids()).toEqual([])
})
