import { join } from 'node:path'
import { expect, test } from 'vitest'
import { databaseOf } from '../../support/database-of.ts'
import { foreign, video, videosTable } from '../../support/foreign-database.ts'
import { openLibrary, temporaryFolder } from '../../support/library.ts'

test('ratings and tags of another library of Rushes are taken over, and never in place of those that are here', async () => {
  const { client, core } = await openLibrary()
  databaseOf(core).exec(`${video('mine', '/mine.mp4', 'a')} ${video('rated', '/rated.mp4', 'b')}`)
  await client.videos.rate({ ratings: [{ ids: ['rated'], rating: 2 }] })
  await client.tags.change({ changes: [{ ids: ['rated'], add: ['Night'] }] })
  const theirs = await openLibrary({ folder: join(temporaryFolder(), 'theirs') })
  databaseOf(theirs.core).exec(
    `${video('one', '/1.mp4', 'a')} ${video('two', '/2.mp4', 'b')} ${video('three', '/3.mp4', 'c')}`,
  )
  const ids = ['one', 'two', 'three']
  await theirs.client.videos.rate({ ratings: [{ ids, rating: 5 }] })
  await theirs.client.tags.change({ changes: [{ ids, add: ['NIGHT', 'Wide'] }] })
  await theirs.core.close()
  const path = join(theirs.folder, 'media.db')
  const { tables } = await client.library.adopt({ path })
  expect(tables.find(({ table }) => table === 'tagged_videos')).toEqual({
    table: 'tagged_videos',
    taken: 5,
    known: 1,
    merged: 0,
    replaced: 0,
    left_out: [],
  })
  const { items } = await client.videos.list({ order: 'asc' })
  expect(items.map(({ id, rating, tags }) => [id, rating, tags])).toEqual([
    ['mine', 5, ['Night', 'Wide']],
    ['rated', 2, ['Night', 'Wide']],
    ['three', 5, ['Night', 'Wide']],
  ])
})

test('a column of that name with other things in it keeps no video out', async () => {
  const { client } = await openLibrary()
  const { path } = foreign(`${videosTable} ALTER TABLE videos ADD COLUMN rating; ${video('odd', '/odd.mp4', 'a')}
    ${video('good', '/good.mp4', 'b')} UPDATE videos SET rating = iif(id = 'odd', 'R', '4');`)
  await client.library.adopt({ path })
  expect((await client.videos.list({ order: 'asc' })).items.map(({ rating }) => rating)).toEqual([null, 4])
})
