import { copyFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { copiedQuery } from '../../../main/database/duplicates/exact-copies.ts'
import type { Client } from '../../../shared/contract/index.ts'
import { databaseOf } from '../../support/database-of.ts'
import { importAll, openLibrary, putClip, temporaryFolder } from '../../support/library.ts'
import { planOf } from '../../support/plan.ts'
import { addHashed, openAlike } from '../../support/similar-clips.ts'

async function namesOf(client: Client, query: Parameters<Client['duplicates']['near']>[0]): Promise<string[][]> {
  const { items } = await client.duplicates.near(query)
  return items.map(({ takes }) => takes.map(({ name }) => name))
}

test('takes that were encoded again are one group, the largest picture first, and nothing else is in it', async () => {
  const { client } = await openAlike()
  const list = await client.duplicates.near({ distance: 10 })
  expect(list).toMatchObject({ total: 1, removable: 2 })
  const [group] = list.items
  expect(group?.takes.map(({ name }) => name)).toEqual(['original', 'smaller', 'tiny'])
  expect(group?.takes[0]).toMatchObject({ distance: 0, width: 640, was_trashed: false })
  const [, smaller, tiny] = group?.takes ?? []
  expect(group).toMatchObject({ count: 3, removable_bytes: (smaller?.size_bytes ?? 0) + (tiny?.size_bytes ?? 0) })
  expect(list.removable_bytes).toBe(group?.removable_bytes)
})

test('what is kept follows the rules, and later ones decide where earlier ones do not', async () => {
  const library = await openLibrary()
  addHashed(library, [
    ['a', '0000000000000000'],
    ['b', '0000000000000001'],
    ['c', '0000000000000003'],
  ])
  const { client, core } = library
  databaseOf(core).exec("UPDATE videos SET width = 640 WHERE name IN ('b', 'c')")
  expect(await namesOf(client, { keep: ['resolution', 'oldest'] })).toEqual([['b', 'c', 'a']])
  expect(await namesOf(client, { keep: ['resolution', 'newest'] })).toEqual([['c', 'b', 'a']])
  expect(await namesOf(client, { keep: ['oldest'] })).toEqual([['a', 'b', 'c']])
  databaseOf(core).exec("INSERT INTO video_generation (video_id, model) VALUES ('c', 'wan')")
  expect(await namesOf(client, { keep: ['generation'] })).toEqual([['c', 'a', 'b']])
})

test('the distance decides what is a group, and the list has windows', async () => {
  const library = await openLibrary()
  addHashed(library, [
    ['a', '0000000000000000'],
    ['b', '000000000000000f'],
    ['c', 'ffffffffffffffff'],
    ['d', 'fffffffffffffff0'],
    ['e', 'ffffffffffffffff'],
  ])
  const { client } = library
  expect(await namesOf(client, { distance: 0 })).toEqual([['c', 'e']])
  expect(await namesOf(client, { distance: 3 })).toEqual([['c', 'e']])
  expect(await namesOf(client, { distance: 4 })).toEqual([
    ['c', 'd', 'e'],
    ['a', 'b'],
  ])
  expect(await namesOf(client, { distance: 4, offset: 1, limit: 1 })).toEqual([['a', 'b']])
  expect(await namesOf(client, { distance: 4, offset: 2 })).toEqual([])
  await expect(client.duplicates.near({ distance: 11 })).rejects.toMatchObject({ code: 'BAD_INPUT' })
})

test('what is written meanwhile is in the next answer, by this process or another', async () => {
  const library = await openLibrary()
  addHashed(library, [['a', '0000000000000000']])
  expect(await namesOf(library.client, {})).toEqual([])
  addHashed(library, [['b', '0000000000000000']])
  expect(await namesOf(library.client, {})).toEqual([['a', 'b']])
  databaseOf(library.core).exec("UPDATE videos SET width = 1000 WHERE id = 'b'")
  expect(await namesOf(library.client, {})).toEqual([['b', 'a']])
})

test('thousands of black takes are one group, of which a hundred are shown', async () => {
  const library = await openLibrary()
  addHashed(
    library,
    Array.from({ length: 5000 }, (_, index) => [`black ${index}`, '0000000000000000'] as const),
  )
  const { items, total, removable } = await library.client.duplicates.near({ distance: 10 })
  expect([total, removable, items[0]?.count, items[0]?.takes.length]).toEqual([1, 4999, 5000, 100])
})

test('a take whose file is not there is never the one to keep', async () => {
  const { client, takes, ids } = await openAlike()
  rmSync(join(takes, 'original.mp4'))
  await client.videos.get({ id: ids.original })
  expect(await namesOf(client, { distance: 10 })).toEqual([['smaller', 'tiny', 'original']])
})

test('a search that nobody waits for is stopped', async () => {
  const { client, core } = await openLibrary()
  const cancelled = AbortSignal.abort()
  await expect(
    core.similarity.find({ distance: 4, keep: [], offset: 0, limit: 1, takes: 1 }, cancelled),
  ).rejects.toMatchObject({ code: 'CANCELLED' })
  expect(await namesOf(client, {})).toEqual([])
})

test('contents at several places are listed with those that are there now', async () => {
  const { client } = await openLibrary()
  const folder = temporaryFolder()
  await putClip('square.mp4', join(folder, 'a.mp4'))
  await putClip('portrait.mp4', join(folder, 'alone.mp4'))
  for (const copy of ['b.mp4', 'c.mp4']) copyFileSync(join(folder, 'a.mp4'), join(folder, copy))
  await importAll(client, { paths: [folder] })
  const list = await client.duplicates.exact({})
  expect(list.total).toBe(1)
  const [copied] = list.items
  expect(copied?.locations.map(({ path }) => path).toSorted()).toEqual(
    ['a', 'b', 'c'].map((name) => join(folder, `${name}.mp4`)),
  )
  expect(list.removable_bytes).toBe(2 * (copied?.size_bytes ?? 0))
  rmSync(join(folder, 'b.mp4'))
  rmSync(join(folder, 'c.mp4'))
  await client.videos.get({ id: copied?.video?.id ?? '' })
  expect(await client.duplicates.exact({})).toMatchObject({ items: [], total: 0, copies: 0, removable_bytes: 0 })
})

test('copies are counted along an index of what is there', async () => {
  const { core } = await openLibrary()
  const plan = planOf(core, copiedQuery(core.db))
  expect(plan).toContain('SCAN locations USING COVERING INDEX locations_present')
})
