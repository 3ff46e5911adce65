import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { importAll, openLibrary, putClip, temporaryFolder } from '../../support/library.ts'

test('a video whose trash somebody emptied comes back as missing, and whole once its file is imported', async () => {
  const { client, core } = await openLibrary()
  const path = await putClip('square.mp4', join(temporaryFolder(), 'take.mp4'))
  const id = (await importAll(client, { paths: [path], mode: 'copy' })).items[0]?.video_id ?? ''
  await client.videos.remove({ ids: [id] })
  rmSync(core.layout.trash, { recursive: true })
  expect(await client.videos.restore({ ids: [id] })).toEqual({ restored: [id] })
  expect((await client.videos.get({ id })).missing_since).not.toBeNull()
  const { items } = await importAll(client, { paths: [path], mode: 'copy' })
  expect(items).toMatchObject([{ video_id: id, outcome: 'duplicate' }])
  const video = await client.videos.get({ id })
  expect(video.missing_since).toBeNull()
  expect(video.file_path.startsWith(core.layout.videos)).toBe(true)
})

test('a library that owns a file which somebody deleted takes it in again', async () => {
  const { client } = await openLibrary()
  const path = await putClip('square.mp4', join(temporaryFolder(), 'take.mp4'))
  const id = (await importAll(client, { paths: [path], mode: 'copy' })).items[0]?.video_id ?? ''
  const { file_path: owned } = await client.videos.get({ id })
  rmSync(owned)
  const again = await putClip('square.mp4', join(temporaryFolder(), 'again.mp4'))
  rmSync(path)
  await importAll(client, { paths: [again], mode: 'copy' })
  const video = await client.videos.get({ id })
  expect(video.missing_since).toBeNull()
  expect(video.file_path).toBe(owned)
})

test('a file of the library that somebody wrote over is made whole by the next import of its content', async () => {
  const { client } = await openLibrary()
  const path = await putClip('square.mp4', join(temporaryFolder(), 'take.mp4'))
  const id = (await importAll(client, { paths: [path], mode: 'copy' })).items[0]?.video_id ?? ''
  const { file_path: owned, size_bytes } = await client.videos.get({ id })
  writeFileSync(owned, 'no video any more')
  const again = await putClip('square.mp4', join(temporaryFolder(), 'again.mp4'))
  await importAll(client, { paths: [again], mode: 'copy' })
  const video = await client.videos.get({ id })
  expect(video.missing_since).toBeNull()
  expect(video.locations.find((it) => it.path === video.file_path)?.size_bytes).toBe(size_bytes)
})
