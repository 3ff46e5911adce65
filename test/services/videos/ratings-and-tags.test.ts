import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import BetterSqlite3 from 'better-sqlite3'
import { beforeEach, expect, test } from 'vitest'
import type { Client } from '../../../shared/contract/index.ts'
import { databaseOf } from '../../support/database-of.ts'
import { openLibrary, type TestLibrary, temporaryFolder } from '../../support/library.ts'

let client: Client
let core: TestLibrary['core']

beforeEach(async () => {
  const library = await openLibrary()
  client = library.client
  core = library.core
  databaseOf(core).exec(`
    INSERT INTO videos (id, name, file_path, file_hash, size_bytes, source_type) VALUES
      ('ferry', 'Ferry', '/takes/ferry.mp4', 'aa', 1, 'generated'),
      ('pier', 'Pier', '/takes/pier.mp4', 'bb', 1, 'uploaded'),
      ('lamp', 'Lamp', '/takes/lamp.mp4', 'cc', 1, 'uploaded');`)
})

const ratingsNow = async () =>
  Object.fromEntries((await client.videos.list({})).items.map(({ id, rating }) => [id, rating]))
const tagsNow = async () => Object.fromEntries((await client.videos.list({})).items.map(({ id, tags }) => [id, tags]))
const add = (ids: string[], ...tags: string[]) => client.tags.change({ changes: [{ ids, add: tags }] })
const remove = (ids: string[], ...tags: string[]) => client.tags.change({ changes: [{ ids, remove: tags }] })

test('many takes are rated at once, and what takes it back is the answer', async () => {
  await client.videos.rate({ ratings: [{ ids: ['pier'], rating: 2 }] })
  const rated = await client.videos.rate({ ratings: [{ ids: ['ferry', 'pier', 'nobody', 'ferry'], rating: 4 }] })
  expect(rated).toMatchObject({ found: 2, changed: 2 })
  expect(await ratingsNow()).toEqual({ ferry: 4, pier: 4, lamp: null })
  expect(await client.videos.get({ id: 'ferry' })).toMatchObject({ rating: 4 })
  const redo = await client.videos.rate(rated.undo)
  expect(await ratingsNow()).toEqual({ ferry: null, pier: 2, lamp: null })
  await client.videos.rate(redo.undo)
  expect(await ratingsNow()).toEqual({ ferry: 4, pier: 4, lamp: null })
})

test('a rating that a take has already is no change, and a take that is rated twice goes back to its first one', async () => {
  await client.videos.rate({ ratings: [{ ids: ['ferry'], rating: 4 }] })
  expect(await client.videos.rate({ ratings: [{ ids: ['ferry'], rating: 4 }] })).toEqual({
    found: 1,
    changed: 0,
    undo: { ratings: [] },
  })
  const twice = await client.videos.rate({
    ratings: [
      { ids: ['ferry'], rating: 5 },
      { ids: ['ferry', 'lamp'], rating: null },
    ],
  })
  expect(twice.changed).toBe(1)
  expect((await ratingsNow()).ferry).toBeNull()
  await client.videos.rate(twice.undo)
  expect((await ratingsNow()).ferry).toBe(4)
})

test.for([0, 6, -1, 2.5, Number.NaN])('%d is no rating', async (rating) => {
  await expect(client.videos.rate({ ratings: [{ ids: ['ferry'], rating }] })).rejects.toMatchObject({
    code: 'BAD_INPUT',
  })
})

test('tags are one whatever their case and form, and keep their first spelling', async () => {
  await add(['ferry'], '  Golden \t hour ', 'Dächer')
  const again = await add(['ferry', 'pier'], 'golden HOUR', 'DA\u0308CHER')
  expect(await tagsNow()).toEqual({ ferry: ['Dächer', 'Golden hour'], pier: ['Dächer', 'Golden hour'], lamp: [] })
  expect(again).toMatchObject({ found: 2, changed: 1 })
  expect((await client.tags.list({})).items).toEqual([
    { tag: 'Dächer', count: 2 },
    { tag: 'Golden hour', count: 2 },
  ])
  await remove(['ferry', 'pier'], 'GOLDEN hour')
  expect((await client.tags.list({})).items).toEqual([{ tag: 'Dächer', count: 2 }])
})

test.for([
  ['straße', 'STRASSE'],
  ['ΟΔΟΣ', 'οδος'],
  ['ﬁlm', 'FILM'],
  ['👩‍🚀', '👩‍🚀'],
] as const)('%s and %s are one tag', async ([one, other]) => {
  await add(['ferry'], one)
  expect(await add(['ferry'], other)).toMatchObject({ found: 1, changed: 0 })
  expect((await client.videos.list({ tags: [other] })).total).toBe(1)
})

test.for([
  ['nothing', ''],
  ['blanks', ' \t\n '],
  ['what cannot be seen', '\u200b\u200d'],
  ['half a character', 'a\ud83d'],
  ['too long a text', 'a'.repeat(101)],
] as const)('%s is no tag', async ([, tag]) => {
  await add(['ferry'], 'night')
  await expect(add(['ferry'], 'dusk', tag)).rejects.toMatchObject({ code: 'BAD_INPUT' })
  expect((await tagsNow()).ferry).toEqual(['night'])
})

test('quotes, commas and signs of other languages are part of a tag', async () => {
  const odd = [`o'brien "x"`, 'a, b', '100%', '夜景', '\\', '{"a":[1]}', 'x'.repeat(100)]
  await add(['ferry'], ...odd)
  expect(new Set((await tagsNow()).ferry)).toEqual(new Set(odd))
  for (const tag of odd) expect((await client.videos.list({ tags: [tag] })).total).toBe(1)
})

test('tags of many takes change in one step, which is taken back take by take', async () => {
  await add(['ferry'], 'night')
  const changed = await client.tags.change({
    changes: [{ ids: ['ferry', 'pier', 'nobody'], add: ['Harbour', 'wide'], remove: ['night', 'never'] }],
  })
  expect(changed).toMatchObject({ found: 2, changed: 2 })
  expect(changed.undo.changes).toHaveLength(2)
  expect(await tagsNow()).toEqual({ ferry: ['Harbour', 'wide'], pier: ['Harbour', 'wide'], lamp: [] })
  const redo = await client.tags.change(changed.undo)
  expect(await tagsNow()).toEqual({ ferry: ['night'], pier: [], lamp: [] })
  await client.tags.change(redo.undo)
  expect(await tagsNow()).toEqual({ ferry: ['Harbour', 'wide'], pier: ['Harbour', 'wide'], lamp: [] })
})

test('tags are listed by how many takes have them, and found by how they begin', async () => {
  await add(['ferry', 'pier', 'lamp'], 'Night')
  await add(['ferry', 'pier'], 'harbour')
  await add(['ferry'], 'Nightfall', '100%', '1000')
  expect((await client.tags.list({ limit: 2 })).items.map(({ tag }) => tag)).toEqual(['Night', 'harbour'])
  expect(await client.tags.list({ search: ' NIGHT' })).toEqual({
    items: [
      { tag: 'Night', count: 3 },
      { tag: 'Nightfall', count: 1 },
    ],
    total: 2,
  })
  expect((await client.tags.list({ search: '100%' })).items).toEqual([{ tag: '100%', count: 1 }])
  expect((await client.tags.list({ search: 'x' })).total).toBe(0)
})

test('what many takes have in common is counted', async () => {
  await client.videos.rate({ ratings: [{ ids: ['ferry', 'pier'], rating: 4 }] })
  await add(['ferry', 'pier', 'lamp'], 'Night')
  await add(['lamp'], 'wide')
  databaseOf(core).exec(`
    UPDATE videos SET duration_seconds = 2.5, codec = iif(id = 'lamp', 'vp9', 'h264');
    INSERT INTO video_generation (video_id, model, generation_params)
    SELECT id, 'veo', json_object('seed', rowid) FROM videos WHERE id IN ('ferry', 'pier', 'lamp')`)
  const summary = await client.videos.summary({ ids: ['ferry', 'pier', 'lamp', 'nobody'] })
  expect(summary.values).toEqual(
    expect.arrayContaining([
      { field: 'model', distinct: 1, most: [{ value: 'veo', count: 3 }] },
      { field: 'prompt', distinct: 1, most: [{ value: null, count: 3 }] },
      { field: 'seed', distinct: 3, most: expect.arrayContaining([{ value: expect.any(String), count: 1 }]) },
      {
        field: 'codec',
        distinct: 2,
        most: [
          { value: 'h264', count: 2 },
          { value: 'vp9', count: 1 },
        ],
      },
    ]),
  )
  expect(summary).toMatchObject({
    count: 3,
    duration_seconds: 7.5,
    ratings: [
      { rating: 4, count: 2 },
      { rating: null, count: 1 },
    ],
    tags: [
      { tag: 'Night', count: 3 },
      { tag: 'wide', count: 1 },
    ],
  })
})

test('a take that is removed keeps its rating and its tags for the undo', async () => {
  await client.videos.rate({ ratings: [{ ids: ['ferry'], rating: 5 }] })
  await add(['ferry'], 'Night', 'wide')
  await client.videos.remove({ ids: ['ferry'] })
  expect((await client.tags.list({})).total).toBe(0)
  await add(['pier'], 'night')
  await client.videos.restore({ ids: ['ferry'] })
  expect(await client.videos.get({ id: 'ferry' })).toMatchObject({ rating: 5, tags: ['Night', 'wide'] })
  expect((await client.tags.list({})).items[0]).toEqual({ tag: 'Night', count: 2 })
  expect((await client.videos.list({ search: 'wide' })).total).toBe(1)
})

test('the search finds tags by their words, as long as they are there', async () => {
  await add(['ferry'], 'Golden hour', 'Über')
  const found = async (search: string) => (await client.videos.list({ search })).items.map(({ id }) => id)
  expect(await found('gold')).toEqual(['ferry'])
  expect(await found('uber ferry')).toEqual(['ferry'])
  await remove(['ferry'], 'golden hour')
  expect(await found('gold')).toEqual([])
  expect(await found('uber')).toEqual(['ferry'])
})

test('the tags of a take that another program takes out, without foreign keys, go with it', async () => {
  await add(['ferry'], 'Night')
  databaseOf(core).pragma('foreign_keys = OFF')
  databaseOf(core).exec("DELETE FROM videos WHERE id = 'ferry'")
  databaseOf(core).pragma('foreign_keys = ON')
  expect((await client.tags.list({})).total).toBe(0)
})

test('a library of another program with a column of that name opens; what is no rating there is none', async () => {
  const folder = join(temporaryFolder(), 'library')
  mkdirSync(folder)
  const database = new BetterSqlite3(join(folder, 'media.db'))
  database.exec(`
    CREATE TABLE videos (
      id TEXT PRIMARY KEY, name TEXT NOT NULL, file_path TEXT NOT NULL UNIQUE, file_hash TEXT NOT NULL, size_bytes INTEGER NOT NULL,
      duration_seconds REAL, resolution TEXT, aspect_ratio TEXT, codec TEXT, fps REAL, source_type TEXT NOT NULL,
      created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP, metadata JSON, Rating
    );
    CREATE TABLE video_tags (video_id TEXT REFERENCES videos (id), tag TEXT);
    INSERT INTO videos (id, name, file_path, file_hash, size_bytes, source_type, rating) VALUES
      ('adult', 'A', '/a', 'a', 1, 'uploaded', 'R'), ('many', 'B', '/b', 'b', 1, 'uploaded', 97), ('good', 'C', '/c', 'c', 1, 'uploaded', 4);`)
  database.close()
  const { client } = await openLibrary({ folder })
  expect((await client.videos.list({ order: 'asc' })).items.map(({ rating }) => rating)).toEqual([null, null, 4])
  expect((await client.videos.list({ min_rating: 1 })).items.map(({ id }) => id)).toEqual(['good'])
  await client.videos.rate({ ratings: [{ ids: ['adult', 'many'], rating: 5 }] })
  await client.tags.change({ changes: [{ ids: ['many'], add: ['Night'] }] })
  expect((await client.videos.list({ min_rating: 5 })).items.map(({ id, tags }) => [id, tags])).toEqual([
    ['many', ['Night']],
    ['adult', []],
  ])
})
