import { existsSync, readdirSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { ImportMode } from '../../../shared/contract/imports.ts'
import { databaseOf } from '../../support/database-of.ts'
import { wanPrompt } from '../../support/generated.ts'
import { importAll, openLibrary, temporaryFolder } from '../../support/library.ts'
import { putPicture } from '../../support/pictures.ts'
import { putTagged } from '../../support/tagged-files.ts'

async function threeImages(mode: ImportMode) {
  const library = await openLibrary()
  const folder = temporaryFolder()
  for (const [index, name] of ['first', 'last', 'reference'].entries()) {
    await importAll(library.client, { paths: [putPicture(join(folder, `${name}.png`), 1 + index * 60)], mode })
  }
  const { items } = await library.client.images.list({})
  return { ...library, pictures: folder, ids: items.map(({ id }) => id) }
}

test('a removed image goes to the trash, and undo puts file, facts, locations and order back', async () => {
  const { client, core, ids } = await threeImages('copy')
  const [, middle = ''] = ids
  const before = await client.images.get({ id: middle })
  expect(await client.images.remove({ ids: [middle, 'unknown', middle] })).toEqual({ removed: [middle] })
  expect((await client.images.list({})).total).toBe(2)
  await expect(client.images.get({ id: middle })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  expect(existsSync(before.path)).toBe(false)
  expect(readdirSync(join(core.layout.trash, middle))).toHaveLength(1)
  expect(await client.images.restore({ ids: [middle] })).toEqual({ restored: [middle] })
  expect(await client.images.get({ id: middle })).toEqual(before)
  expect((await client.images.list({})).items.map(({ id }) => id)).toEqual(ids)
  expect(existsSync(before.path)).toBe(true)
  expect(await client.images.restore({ ids: [middle] })).toEqual({ restored: [] })
})

test('referenced files are not touched, and many go and come back as one', async () => {
  const { client, ids, pictures } = await threeImages('reference')
  expect((await client.images.remove({ ids })).removed).toEqual(ids)
  expect((await client.images.list({})).total).toBe(0)
  expect(readdirSync(pictures)).toHaveLength(3)
  expect((await client.images.restore({ ids })).restored).toEqual(ids)
  expect((await client.images.list({})).items.map(({ id }) => id)).toEqual(ids)
})

test('what is imported again after a removal is new, and the undo of then is refused', async () => {
  const { client, ids, pictures } = await threeImages('reference')
  await client.images.remove({ ids })
  const { job } = await importAll(client, { paths: [join(pictures, 'last.png')] })
  expect(job).toMatchObject({ added: 1, failed: 0 })
  await expect(client.images.restore({ ids })).rejects.toMatchObject({
    code: 'CONFLICT',
    message: '“last” is in the library again already, as “last”.',
  })
  expect((await client.images.list({})).total).toBe(1)
})

test('an image whose path holds another picture by now comes back as missing, not as that one', async () => {
  const { client, ids, pictures } = await threeImages('reference')
  const [reference = ''] = ids
  const { path } = await client.images.get({ id: reference })
  await client.images.remove({ ids: [reference] })
  renameSync(join(pictures, 'first.png'), path)
  await importAll(client, { paths: [path] })
  await client.images.restore({ ids: [reference] })
  const back = await client.images.get({ id: reference })
  expect(back.path).toContain('(overwritten, was ')
  expect(back.missing_since).not.toBeNull()
})

test('a take names the content that it was made from through a removal, and leads to the image again afterwards', async () => {
  const { client } = await openLibrary()
  const folder = temporaryFolder()
  const reference = putPicture(join(folder, 'input', 'ferry.png'))
  const take = join(folder, 'output', 'Ferry.mp4')
  await putTagged('landscape.mp4', take, { prompt: wanPrompt() }, '-movflags', 'use_metadata_tags')
  await importAll(client, { paths: [take] })
  await importAll(client, { paths: [reference] })
  const [video] = (await client.videos.list({})).items
  const [image] = (await client.images.list({})).items
  const inputs = async () => (await client.embedded.get({ video_id: video?.id ?? '' }))?.inputs
  const before = await inputs()
  const [workflow] = (await client.workflows.list({})).items
  const atNodes = async () => (await client.workflows.get({ id: workflow?.id ?? '' })).images
  expect(await atNodes()).toMatchObject([
    {
      node_id: '52',
      role: 'input',
      image_id: image?.id,
      name: 'ferry',
      file_hash: image?.file_hash,
      missing_since: null,
      execution_id: null,
    },
  ])
  const inLineage = async () => {
    const { nodes } = await client.lineage.get({ video_id: video?.id ?? '' })
    return nodes.flatMap(({ id, image_id }) => (id === image?.file_hash ? [image_id] : []))
  }
  expect(await inLineage()).toEqual([image?.id])
  expect(before).toContainEqual(expect.objectContaining({ media_id: image?.id, input_hash: image?.file_hash }))
  await client.images.remove({ ids: [image?.id ?? ''] })
  expect(await inputs()).toContainEqual(expect.objectContaining({ media_id: null, input_hash: image?.file_hash }))
  expect([await atNodes(), await inLineage()]).toEqual([[], [null]])
  await client.images.restore({ ids: [image?.id ?? ''] })
  expect(await inputs()).toEqual(before)
  expect([(await atNodes()).length, await inLineage()]).toEqual([1, [image?.id]])
  expect((await client.images.get({ id: image?.id ?? '' })).made_into).toHaveLength(1)
})

test('rows of other programs that name an image go and come back with it', async () => {
  const { client, core, ids } = await threeImages('reference')
  const [first = ''] = ids
  databaseOf(core).exec(`
    CREATE TABLE annotations (id TEXT PRIMARY KEY, media_id TEXT NOT NULL REFERENCES media (Id) ON DELETE CASCADE, label TEXT)`)
  databaseOf(core).prepare("INSERT INTO annotations VALUES ('1', ?, 'boat')").run(first)
  const rows = () => databaseOf(core).prepare('SELECT * FROM annotations').all()
  const before = rows()
  await client.images.remove({ ids: [first] })
  expect(rows()).toEqual([])
  await client.images.restore({ ids: [first] })
  expect(rows()).toEqual(before)
})

test('what was removed is found again when the folder of the library was moved', async () => {
  const { client, core, folder, ids } = await threeImages('move')
  await client.images.remove({ ids })
  await core.close()
  const elsewhere = join(temporaryFolder(), 'elsewhere')
  renameSync(folder, elsewhere)
  const moved = await openLibrary({ folder: elsewhere })
  expect((await moved.client.images.restore({ ids })).restored).toEqual(ids)
  for (const { path, missing_since } of (await moved.client.images.list({})).items) {
    expect([path.startsWith(elsewhere), existsSync(path), missing_since]).toEqual([true, true, null])
  }
})
