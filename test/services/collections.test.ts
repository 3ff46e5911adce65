import { expect, test } from 'vitest'
import { databaseOf } from '../support/database-of.ts'
import { openLibrary } from '../support/library.ts'

/** A library with the videos a to e. */
async function filled() {
  const library = await openLibrary()
  databaseOf(library.core).exec(`INSERT INTO videos (id, name, file_path, file_hash, size_bytes, source_type)
    SELECT value, 'take ' || value, '/' || value, 'hash' || value, 1, 'uploaded'
    FROM json_each('["a", "b", "c", "d", "e"]')`)
  return library
}

test('a collection has its videos in an order of its own, which lists can have', async () => {
  const { client } = await filled()
  const { id } = await client.collections.save({ name: 'Episode 4: Élan', video_ids: ['c', 'a', 'gone'] })
  expect(await client.collections.list()).toMatchObject([{ id, count: 2, cover: { file_hash: 'hashc' }, note: '' }])
  expect(await client.collections.add({ id, video_ids: ['e', 'd'] })).toEqual({
    changed: 2,
    undo: { id, video_ids: ['c', 'a'] },
  })
  const { undo } = await client.collections.add({ id, video_ids: ['d', 'e'], before: 'a' })
  expect(await client.collections.videos({ id })).toEqual(['c', 'd', 'e', 'a'])
  await expect(client.collections.add({ id, video_ids: ['d'], before: 'b' })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  })

  const query = 'collection:"episode 4: elan"'
  const ordered = { query, sort: 'collection', order: 'asc' } as const
  expect(await client.videos.ids(ordered)).toEqual(['c', 'd', 'e', 'a'])
  expect(await client.videos.ids({ ...ordered, order: 'desc', limit: 2 })).toEqual(['a', 'e'])
  expect(await client.videos.ids({ ...ordered, after: 'd' })).toEqual(['e', 'a'])
  expect(await client.videos.neighbours({ ...ordered, id: 'd' })).toEqual({
    position: 2,
    total: 4,
    previous: 'c',
    next: 'e',
  })
  expect(await client.videos.ids({ query: `-${query} has:collection` })).toEqual([])
  expect(await client.videos.ids({ query: '-collection:elan' })).toEqual(['b'])

  await client.collections.arrange(undo)
  await client.collections.take_out({ id, video_ids: ['c', 'b'] })
  expect(await client.collections.videos({ id })).toEqual(['a', 'e', 'd'])
  // Moved before one that moves too: they stay together.
  await client.collections.add({ id, video_ids: ['d', 'e'], before: 'e' })
  expect(await client.collections.videos({ id })).toEqual(['a', 'd', 'e'])
})

test('a collection is named, noted, covered, removed and restored; its videos come back with it', async () => {
  const { client } = await filled()
  const { id } = await client.collections.save({ name: 'Client picks', video_ids: ['b', 'a'] })
  await client.collections.change({ id, note: 'For Monday', cover_id: 'a' })
  await expect(client.collections.save({ name: 'CLIENT PICKS' })).rejects.toMatchObject({ code: 'CONFLICT' })
  await expect(client.collections.save({ name: ' ' })).rejects.toMatchObject({ code: 'BAD_INPUT' })
  expect(await client.collections.list()).toMatchObject([
    { note: 'For Monday', cover: { id: 'a', file_hash: 'hasha' }, count: 2 },
  ])

  await client.videos.remove({ ids: ['a'] })
  expect(await client.collections.list()).toMatchObject([{ count: 1, cover: { file_hash: 'hashb' } }])
  await client.videos.restore({ ids: ['a'] })
  expect(await client.collections.videos({ id })).toEqual(['b', 'a'])

  const removed = await client.collections.remove({ id })
  const [step] = (await client.history.list({})).items
  expect(step?.words).toBe('Removed the collection “Client picks”')
  await client.history.undo({})
  expect(await client.collections.videos({ id })).toEqual(['b', 'a'])
  await client.history.redo({})
  expect(await client.collections.list()).toEqual([])
  await client.collections.save(removed)
  expect(await client.collections.videos({ id })).toEqual(['b', 'a'])
  expect(await client.collections.list()).toMatchObject([
    { note: 'For Monday', cover: { id: 'a', file_hash: 'hasha' } },
  ])
  await expect(client.collections.add({ id: 'x', video_ids: ['a'] })).rejects.toMatchObject({ code: 'NOT_FOUND' })
})

test('colours and notes are set, found, undone, and come back with a removed video', async () => {
  const { client } = await filled()
  await client.videos.colour({ colours: [{ ids: ['a', 'b'], colour: 'red' }] })
  const blue = await client.videos.colour({ colours: [{ ids: ['b', 'c', 'gone'], colour: 'blue' }] })
  expect(blue).toMatchObject({ found: 2, changed: 2 })
  expect(await client.videos.note({ id: 'b', note: ' Lanterns\nflicker ' })).toMatchObject({
    colour: 'blue',
    note: 'Lanterns\nflicker',
  })
  expect(await client.videos.ids({ query: 'colour:blue' })).toEqual(['c', 'b'])
  expect(await client.videos.ids({ query: '-colour:blue has:colour' })).toEqual(['a'])
  expect(await client.videos.ids({ query: 'note:LANTERN' })).toEqual(['b'])
  expect(await client.videos.ids({ query: '-has:note -has:colour' })).toEqual(['e', 'd'])

  await client.videos.remove({ ids: ['b'] })
  await client.videos.restore({ ids: ['b'] })
  expect(await client.videos.get({ id: 'b' })).toMatchObject({ colour: 'blue', note: 'Lanterns\nflicker' })
  await client.videos.colour(blue.undo)
  expect(await client.videos.ids({ query: 'colour:red' })).toEqual(['b', 'a'])
  expect(await client.videos.get({ id: 'c' })).toMatchObject({ colour: null, note: null })
  expect(await client.videos.note({ id: 'b', note: '' })).toMatchObject({ colour: 'red', note: null })
  await expect(client.videos.note({ id: 'gone', note: 'x' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
})

test('a tag is renamed on all videos, merged with another, respelled, and each is undone', async () => {
  const { client } = await filled()
  await client.tags.change({
    changes: [
      { ids: ['a', 'b'], add: ['nite'] },
      { ids: ['b', 'c'], add: ['night'] },
    ],
  })
  const tags = async () => (await client.tags.list({})).items
  const before = await tags()
  const merged = await client.tags.rename({ tag: 'nite', to: 'Night' })
  expect(merged.changed).toBe(2)
  expect(await tags()).toEqual([{ tag: 'night', count: 3 }])
  await client.tags.change(merged.undo)
  expect(await tags()).toEqual(before)

  const respelled = await client.tags.rename({ tag: 'night', to: 'NIGHT' })
  expect((await client.videos.get({ id: 'c' })).tags).toEqual(['NIGHT'])
  await client.tags.change(respelled.undo)
  expect(await tags()).toEqual(before)
  await expect(client.tags.rename({ tag: 'none', to: 'x' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
})
