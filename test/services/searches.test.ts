import { expect, test } from 'vitest'
import { databaseOf } from '../support/database-of.ts'
import { openLibrary } from '../support/library.ts'

test('a search is saved under a name, counted as it matches now, renamed, removed and restored', async () => {
  const { client, core } = await openLibrary()
  const saved = await client.searches.save({ name: ' Best of Wan ', query: 'rating:>=4' })
  const later = await client.searches.save({ name: 'Drafts', query: 'tag:draft' })
  expect(saved.name).toBe('Best of Wan')
  expect((await client.videos.count({ query: saved.query })).total).toBe(0)
  databaseOf(core).exec(`INSERT INTO videos (id, name, file_path, file_hash, size_bytes, source_type, rating)
    VALUES ('a', 'a', '/a', 'h', 1, 'uploaded', 5)`)
  expect((await client.videos.count({ query: saved.query })).total).toBe(1)

  await client.searches.change({ id: saved.id, name: 'Best' })
  await client.searches.change({ id: later.id, query: 'tag:"draft"' })
  const removed = await client.searches.remove({ id: saved.id })
  expect(await client.searches.list()).toEqual([{ ...later, query: 'tag:"draft"' }])
  await client.searches.save(removed)
  expect((await client.searches.list()).map(({ name }) => name)).toEqual(['Best', 'Drafts'])

  await expect(client.searches.save({ name: ' ', query: '' })).rejects.toMatchObject({ code: 'BAD_INPUT' })
  await expect(client.searches.save({ name: 'x', query: 'rating:9' })).rejects.toMatchObject({
    data: { fields: ['query'] },
  })
  await expect(client.searches.remove({ id: 'nothing' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
})
