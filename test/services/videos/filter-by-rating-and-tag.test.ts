import { beforeEach, expect, test } from 'vitest'
import type { Client } from '../../../shared/contract/index.ts'
import type { VideoFilter, VideoSort } from '../../../shared/contract/video-query.ts'
import { databaseOf } from '../../support/database-of.ts'
import { openLibrary } from '../../support/library.ts'

let client: Client

beforeEach(async () => {
  const library = await openLibrary()
  client = library.client
  databaseOf(library.core).exec(`
    INSERT INTO videos (id, name, file_path, file_hash, size_bytes, source_type) VALUES
      ('ferry', 'Ferry', '/takes/ferry.mp4', 'aa', 1, 'generated'), ('pier', 'Pier', '/takes/pier.mp4', 'bb', 1, 'uploaded'),
      ('lamp', 'Lamp', '/takes/lamp.mp4', 'cc', 1, 'uploaded'), ('bare', 'Bare', '/takes/bare.mp4', 'dd', 1, 'uploaded');`)
  await client.videos.rate({
    ratings: [
      { ids: ['ferry'], rating: 5 },
      { ids: ['pier', 'lamp'], rating: 3 },
    ],
  })
  await client.tags.change({
    changes: [
      { ids: ['ferry', 'pier'], add: ['Night'], remove: [] },
      { ids: ['ferry', 'lamp'], add: ['Wide'], remove: [] },
      { ids: ['pier'], add: ['Harbour'], remove: [] },
    ],
  })
})

test.for<[Partial<VideoFilter>, string[]]>([
  [{ min_rating: 3 }, ['lamp', 'pier', 'ferry']],
  [{ min_rating: 4 }, ['ferry']],
  [{ has_rating: true }, ['lamp', 'pier', 'ferry']],
  [{ has_rating: false }, ['bare']],
  [{ tags: ['night'] }, ['pier', 'ferry']],
  [{ tags: ['NIGHT', 'wide'] }, ['ferry']],
  [{ tags: ['night', 'wide', 'harbour'] }, []],
  [{ any_tags: ['wide', 'harbour'] }, ['lamp', 'pier', 'ferry']],
  [{ any_tags: ['nowhere'] }, []],
  [{ tags: ['night'], any_tags: ['wide', 'nowhere'] }, ['ferry']],
  [{ has_tags: false }, ['bare']],
  [{ has_tags: true, has_rating: true, min_rating: 4 }, ['ferry']],
  [{ tags: ['night'], search: 'pi' }, ['pier']],
  [{ search: 'night', min_rating: 5 }, ['ferry']],
])('%o narrows the list', async ([filter, found]) => {
  const { items, total } = await client.videos.list(filter)
  expect(items.map(({ id }) => id)).toEqual(found)
  expect(total).toBe(found.length)
  expect(await client.videos.ids(filter)).toEqual(found)
})

test('takes are sorted by their stars, those without last, and equals by time', async () => {
  const sorted = async (order: 'asc' | 'desc') =>
    (await client.videos.list({ sort: 'rating' satisfies VideoSort, order })).items.map(({ id }) => id)
  expect(await sorted('desc')).toEqual(['ferry', 'lamp', 'pier', 'bare'])
  expect(await sorted('asc')).toEqual(['bare', 'pier', 'lamp', 'ferry'])
})

test('the facets count each rating, and the tags that takes with those of the filter have', async () => {
  const all = await client.videos.facets({})
  expect(all.rating).toEqual([
    { value: 5, count: 1 },
    { value: 3, count: 2 },
    { value: null, count: 1 },
  ])
  expect(all.tags).toEqual([
    { value: 'Night', count: 2 },
    { value: 'Wide', count: 2 },
    { value: 'Harbour', count: 1 },
  ])
  const night = await client.videos.facets({ tags: ['night'], min_rating: 4 })
  expect(night.rating).toEqual([
    { value: 5, count: 1 },
    { value: 3, count: 1 },
  ])
  expect(night.tags).toEqual([
    { value: 'Night', count: 1 },
    { value: 'Wide', count: 1 },
  ])
  expect((await client.videos.facets({ any_tags: ['harbour'] })).tags).toEqual(all.tags)
})
