import { mkdirSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { databaseOf } from '../support/database-of.ts'
import { importAll, openLibrary, putClip, temporaryFolder } from '../support/library.ts'

/** Two takes of one content, as another program stores them, each with a file of its own. */
async function storeTwice() {
  const library = await openLibrary()
  const { client, core } = library
  const folder = temporaryFolder()
  const first = await putClip('square.mp4', join(folder, 'first.mp4'))
  const second = await putClip('square.mp4', join(folder, 'second.mp4'))
  await importAll(client, { paths: [first] })
  databaseOf(core)
    .prepare(
      `INSERT INTO videos (id, name, file_path, file_hash, size_bytes, source_type)
       SELECT 'second', 'second', ?, file_hash, size_bytes, source_type FROM videos`,
    )
    .run(second)
  await importAll(client, { paths: [second] })
  const id = (await client.videos.list({})).items.find((video) => video.id !== 'second')?.id ?? ''
  return { ...library, folder, first, second, id }
}

test('the one of two takes of one content whose file is gone is the one that moved', async () => {
  const { client, folder, first, second, id } = await storeTwice()
  const moved = join(folder, 'moved.mp4')
  renameSync(second, moved)
  expect((await importAll(client, { paths: [folder] })).job).toMatchObject({ added: 0, failed: 0 })
  expect(await client.videos.get({ id: 'second' })).toMatchObject({ file_path: moved, missing_since: null })
  expect(await client.videos.get({ id })).toMatchObject({ file_path: first, missing_since: null })
})

test('where both are gone nothing is guessed: the person is asked, and says which one it is', async () => {
  const { client, folder, first, second, id } = await storeTwice()
  const after = join(folder, 'after')
  mkdirSync(after)
  const [a, b] = [join(after, 'a.mp4'), join(after, 'b.mp4')]
  renameSync(first, a)
  renameSync(second, b)
  const { job, items } = await importAll(client, { paths: [folder] })
  expect(job).toMatchObject({ added: 0, moved: 0, duplicates: 0, failed: 2 })
  expect(items[0]?.error).toMatchObject({ code: 'CONFLICT', message: expect.stringContaining('“second” (second)') })
  for (const one of ['second', id]) expect((await client.videos.get({ id: one })).missing_since).not.toBeNull()
  expect(await client.videos.relink({ id: 'second', path: b })).toMatchObject({ file_path: b, missing_since: null })
  expect((await client.videos.get({ id })).missing_since).not.toBeNull()
  // Now there is one left, so that it can be no other.
  expect((await importAll(client, { paths: [folder] })).job).toMatchObject({ failed: 0 })
  expect(await client.videos.get({ id })).toMatchObject({ file_path: a, missing_since: null })
})

test('a take is not relinked to another content, to nothing, or to a path that depends on the door', async () => {
  const { client, folder, id, first } = await storeTwice()
  const other = await putClip('portrait.mp4', join(folder, 'other.mp4'))
  await expect(client.videos.relink({ id, path: other })).rejects.toMatchObject({ code: 'BAD_INPUT' })
  await expect(client.videos.relink({ id, path: 'first.mp4' })).rejects.toMatchObject({ code: 'BAD_INPUT' })
  await expect(client.videos.relink({ id, path: join(folder, 'none.mp4') })).rejects.toMatchObject({
    code: 'FILE_MISSING',
  })
  await expect(client.videos.relink({ id: 'nobody', path: first })).rejects.toMatchObject({ code: 'NOT_FOUND' })
})
