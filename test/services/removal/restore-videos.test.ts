import { copyFileSync, existsSync, readdirSync, renameSync } from 'node:fs'
import { basename, join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { deleteLeaving, insertLeaving } from '../../../main/database/contents/leaving-files.ts'
import { thisProcess } from '../../../main/storage/process-life.ts'
import { clip } from '../../support/clips.ts'
import { databaseOf } from '../../support/database-of.ts'
import { importAll, openLibrary, putClip, temporaryFolder } from '../../support/library.ts'

test('a video whose path was given to another one comes back under a path that says so', async () => {
  const { client } = await openLibrary()
  const path = await putClip('square.mp4', join(temporaryFolder(), 'take.mp4'))
  const id = (await importAll(client, { paths: [path] })).items[0]?.video_id ?? ''
  await client.videos.remove({ ids: [id] })
  copyFileSync(await clip('portrait.mp4'), path)
  const other = (await importAll(client, { paths: [path] })).items[0]?.video_id ?? ''
  expect(await client.videos.restore({ ids: [id] })).toEqual({ restored: [id] })
  expect((await client.videos.get({ id: other })).file_path).toBe(path)
  const back = await client.videos.get({ id })
  expect(back.file_path).not.toBe(path)
  expect(back.missing_since).not.toBeNull()
})

test('an undo that is refused for one of its videos changes nothing', async () => {
  const { client, core } = await openLibrary()
  const folder = temporaryFolder()
  const one = await putClip('square.mp4', join(folder, 'one.mp4'))
  const two = await putClip('portrait.mp4', join(folder, 'two.mp4'))
  const ids: string[] = []
  for (const path of [one, two]) {
    ids.push((await importAll(client, { paths: [path], mode: 'copy' })).items[0]?.video_id ?? '')
  }
  await client.videos.remove({ ids })
  await importAll(client, { paths: [two] })
  await expect(client.videos.restore({ ids })).rejects.toMatchObject({ code: 'CONFLICT' })
  expect((await client.videos.list({})).total).toBe(1)
  expect(readdirSync(core.layout.videos, { recursive: true, withFileTypes: true }).filter((it) => it.isFile())).toEqual(
    [],
  )
  expect(await client.videos.restore({ ids: ids.slice(0, 1) })).toEqual({ restored: ids.slice(0, 1) })
})

test('what came in again and went again does not stand in the way of an undo', async () => {
  const { client } = await openLibrary()
  const path = await putClip('square.mp4', join(temporaryFolder(), 'take.mp4'))
  const first = (await importAll(client, { paths: [path], mode: 'copy' })).items[0]?.video_id ?? ''
  await client.videos.remove({ ids: [first] })
  const second = (await importAll(client, { paths: [path], mode: 'copy' })).items[0]?.video_id ?? ''
  await client.videos.remove({ ids: [second] })
  expect(await client.videos.restore({ ids: [first] })).toEqual({ restored: [first] })
  const video = await client.videos.get({ id: first })
  expect(existsSync(video.file_path)).toBe(true)
  expect(video.missing_since).toBeNull()
})

test('a content that another program stored twice can be written over at one path', async () => {
  const { client, core } = await openLibrary()
  const folder = temporaryFolder()
  const paths = [await putClip('square.mp4', join(folder, 'a.mp4')), await putClip('square.mp4', join(folder, 'b.mp4'))]
  await importAll(client, { paths: paths.slice(0, 1) })
  databaseOf(core)
    .prepare(
      `INSERT INTO videos (id, name, file_path, file_hash, size_bytes, source_type)
      SELECT 'twin', 'Twin', ?, file_hash, size_bytes, 'generated' FROM videos`,
    )
    .run(paths[1])
  await importAll(client, { paths })
  copyFileSync(await clip('portrait.mp4'), paths[0] ?? '')
  const { items } = await importAll(client, { paths: paths.slice(0, 1) })
  expect(items).toMatchObject([{ outcome: 'added', error: null }])
  expect((await client.videos.get({ id: 'twin' })).file_path).toBe(paths[1])
})

test('a restore waits for a process that is still moving the file to the trash', async () => {
  const { client, core } = await openLibrary()
  const path = await putClip('square.mp4', join(temporaryFolder(), 'take.mp4'))
  const id = (await importAll(client, { paths: [path], mode: 'copy' })).items[0]?.video_id ?? ''
  const { file_path } = await client.videos.get({ id })
  await client.videos.remove({ ids: [id] })
  const trashed = join(core.layout.trash, id, basename(file_path))
  // As it is while the other process has recorded the removal and not moved the file yet.
  renameSync(trashed, file_path)
  await core.write(({ db }) => insertLeaving(db, file_path, thisProcess))

  const restoring = client.videos.restore({ ids: [id] })
  await setTimeout(100)
  renameSync(file_path, trashed)
  await core.write(({ db }) => deleteLeaving(db, [file_path]))

  expect(await restoring).toEqual({ restored: [id] })
  expect(existsSync(file_path)).toBe(true)
})
