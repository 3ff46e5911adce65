import { join } from 'node:path'
import { expect, test } from 'vitest'
import { databaseOf } from '../../support/database-of.ts'
import { foreign, whole } from '../../support/foreign-database.ts'
import { importAll, openLibrary, temporaryFolder } from '../../support/library.ts'
import { putPicture } from '../../support/pictures.ts'

const mediaTable = `
  CREATE TABLE media (
    Id TEXT PRIMARY KEY, Name TEXT NOT NULL, Path TEXT NOT NULL, MediaType TEXT NOT NULL, MediaStatus INTEGER NOT NULL, UserId TEXT
  );`

test('images of another library are taken by content; one that is here stands for theirs', async () => {
  const theirs = await openLibrary()
  const folder = temporaryFolder()
  const [same, other] = [putPicture(join(folder, 'same.png'), 1), putPicture(join(folder, 'other.png'), 90)]
  await importAll(theirs.client, { paths: [same, other], mode: 'copy' })
  const ours = await openLibrary()
  await importAll(ours.client, { paths: [same] })
  const [before] = (await ours.client.images.list({})).items
  const adopt = async () => {
    const { tables } = await ours.client.library.adopt({ path: join(theirs.folder, 'media.db') })
    return tables.find(({ table }) => table === 'media')
  }
  expect(await adopt()).toEqual({ table: 'media', ...whole, taken: 1, known: 1 })
  const { items } = await ours.client.images.list({})
  expect(items.map(({ name }) => name)).toEqual(['other', 'same'])
  expect(items[1]).toEqual(before)
  const theirOther = (await theirs.client.images.list({})).items.find(({ name }) => name === 'other')
  expect(items[0]).toEqual(theirOther)
  expect(await adopt()).toEqual({ table: 'media', ...whole, taken: 0, known: 2 })
})

test('an image whose id and path belong to another content here gets its own, and is missing', async () => {
  const { client } = await openLibrary()
  const path = putPicture(join(temporaryFolder(), 'start.png'))
  await importAll(client, { paths: [path] })
  const [here] = (await client.images.list({})).items
  const { path: database } = foreign(`${mediaTable} ALTER TABLE media ADD COLUMN file_hash TEXT;
    INSERT INTO media VALUES ('${here?.id}', 'theirs', '${path.replaceAll("'", "''")}', 'Image', 3, 'ann', '${'b'.repeat(64)}');
    INSERT INTO media VALUES (NULL, 'nothing', '/n.png', 'Image', 1, NULL, NULL);`)
  const [report] = (await client.library.adopt({ path: database })).tables
  expect(report).toMatchObject({ taken: 1, left_out: [{ reason: 'lacks a value that is needed', count: 1 }] })
  const { items } = await client.images.list({})
  expect(items.find(({ id }) => id === here?.id)).toEqual(here)
  expect(items.find(({ name }) => name === 'theirs')).toMatchObject({
    id: `${here?.id}-bbbbbbbb`,
    path: `${path} (overwritten, was bbbbbbbbbbbb)`,
    missing_since: expect.any(String),
  })
})

test('rows of a program that only samples contents are kept as they are, by their ids', async () => {
  const { client, core } = await openLibrary()
  const { path, folder } = foreign(`${mediaTable}
    INSERT INTO media VALUES ('0123456789abcdef', 'gate', 'images/gate.jpg', 'Image', 3, 'ann'), ('V01', 'walk', '/walk.mp4', 'Video', 2, NULL);`)
  for (const taken of [2, 0]) {
    const { tables } = await client.library.adopt({ path })
    expect(tables).toEqual([{ table: 'media', ...whole, taken, known: 2 - taken }])
  }
  const rows = databaseOf(core).prepare('SELECT Id, Path, MediaType, MediaStatus, UserId FROM media').all()
  expect(rows).toEqual([
    {
      Id: '0123456789abcdef',
      Path: join(folder, 'images/gate.jpg'),
      MediaType: 'Image',
      MediaStatus: 3,
      UserId: 'ann',
    },
    { Id: 'V01', Path: '/walk.mp4', MediaType: 'Video', MediaStatus: 2, UserId: null },
  ])
  expect((await client.images.list({})).total).toBe(0)
})
