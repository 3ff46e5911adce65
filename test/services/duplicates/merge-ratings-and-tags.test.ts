import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Client } from '../../../shared/contract/index.ts'
import { clip } from '../../support/clips.ts'
import { importAll, openLibrary, putClip, temporaryFolder } from '../../support/library.ts'
import { openAlike } from '../../support/similar-clips.ts'

const rate = (client: Client, id: string, rating: number | null) =>
  client.videos.rate({ ratings: [{ ids: [id], rating }] })
const tag = (client: Client, id: string, ...tags: string[]) =>
  client.tags.change({ changes: [{ ids: [id], add: tags }] })

async function marksOf(client: Client, id: string) {
  const { rating, tags } = await client.videos.get({ id })
  return { rating, tags }
}

test('of takes that are merged the kept one has all tags and the best rating, and one undo gives each its own back', async () => {
  const { client, ids } = await openAlike()
  await rate(client, ids.original, 2)
  await rate(client, ids.smaller, 5)
  await rate(client, ids.tiny, 4)
  await tag(client, ids.original, 'Night', 'keep')
  await tag(client, ids.smaller, 'night', 'wide')
  await tag(client, ids.tiny, 'Harbour')
  const before = await Promise.all(Object.values(ids).map((id) => marksOf(client, id)))
  const takes = [ids.smaller, ids.tiny].map((id) => ({ id, decision: 'trash' as const }))
  const { id } = await client.duplicates.resolve({ groups: [{ kept_id: ids.original, takes }] })
  expect(await marksOf(client, ids.original)).toEqual({ rating: 5, tags: ['Harbour', 'keep', 'Night', 'wide'] })
  await client.duplicates.undo({ id })
  expect(await Promise.all(Object.values(ids).map((id) => marksOf(client, id)))).toEqual(before)
})

test('a worse rating does not replace a better one, and a take that stays gives nothing', async () => {
  const { client, ids } = await openAlike()
  await rate(client, ids.original, 3)
  await rate(client, ids.smaller, 1)
  await rate(client, ids.tiny, 5)
  await tag(client, ids.tiny, 'Harbour')
  await client.duplicates.resolve({
    groups: [
      {
        kept_id: ids.original,
        takes: [
          { id: ids.smaller, decision: 'trash' },
          { id: ids.tiny, decision: 'alternate' },
        ],
      },
    ],
  })
  expect(await marksOf(client, ids.original)).toEqual({ rating: 3, tags: [] })
})

test('what somebody rated or tagged after the merge survives the undo', async () => {
  const { client, ids } = await openAlike()
  await rate(client, ids.smaller, 5)
  await tag(client, ids.smaller, 'wide')
  const takes = [{ id: ids.smaller, decision: 'trash' as const }]
  const { id } = await client.duplicates.resolve({ groups: [{ kept_id: ids.original, takes }] })
  await rate(client, ids.original, 4)
  await tag(client, ids.original, 'mine')
  await client.duplicates.undo({ id })
  expect(await marksOf(client, ids.original)).toEqual({ rating: 4, tags: ['mine'] })
  expect(await marksOf(client, ids.smaller)).toEqual({ rating: 5, tags: ['wide'] })
})

test('the best rated take of a group is the one to keep where the rule says so', async () => {
  const { client, ids } = await openAlike()
  const first = async () => {
    const { items } = await client.duplicates.near({ distance: 10, keep: ['rating', 'oldest'] })
    return items[0]?.takes.map(({ name, rating }) => [name, rating])
  }
  await rate(client, ids.tiny, 3)
  await rate(client, ids.smaller, 4)
  expect(await first()).toEqual([
    ['smaller', 4],
    ['tiny', 3],
    ['original', null],
  ])
})

/** A rated and tagged take, and what somebody rendered over it; nothing else is known of either. */
async function overwrite() {
  const { client } = await openLibrary()
  const folder = temporaryFolder()
  const path = await putClip('square.mp4', join(folder, 'take.mp4'))
  const old = (await importAll(client, { paths: [folder] })).items[0]?.video_id ?? ''
  await rate(client, old, 4)
  await tag(client, old, 'Night', 'wide')
  copyFileSync(await clip('portrait.mp4'), path)
  const next = (await importAll(client, { paths: [folder] })).items[0]?.video_id ?? ''
  return { client, old, next }
}

test('of a new version it is asked whether rating and tags go for it too, and the old one keeps them', async () => {
  const { client, old, next } = await overwrite()
  expect((await client.versions.list({ answered: false })).items).toMatchObject([{ row_count: 3, answer: null }])
  expect(await marksOf(client, next)).toEqual({ rating: null, tags: [] })
  await client.versions.answer({ video_ids: [next], answer: 'carried' })
  for (const id of [old, next]) expect(await marksOf(client, id)).toEqual({ rating: 4, tags: ['Night', 'wide'] })
  expect((await client.versions.list({})).items).toMatchObject([{ row_count: 3, answer: 'carried' }])
  await client.versions.reopen({ video_ids: [next] })
  expect(await marksOf(client, next)).toEqual({ rating: null, tags: [] })
  expect(await marksOf(client, old)).toEqual({ rating: 4, tags: ['Night', 'wide'] })
})

test('the rating of a new version is not replaced by that of the old one, and what it was given since survives the undo', async () => {
  const { client, next } = await overwrite()
  await rate(client, next, 1)
  await client.versions.answer({ video_ids: [next], answer: 'carried' })
  expect(await marksOf(client, next)).toEqual({ rating: 1, tags: ['Night', 'wide'] })
  await client.versions.reopen({ video_ids: [next] })
  expect(await marksOf(client, next)).toEqual({ rating: 1, tags: [] })

  await rate(client, next, null)
  await client.versions.answer({ video_ids: [next], answer: 'carried' })
  await rate(client, next, 2)
  await client.versions.reopen({ video_ids: [next] })
  expect((await marksOf(client, next)).rating).toBe(2)
})

test('a rating alone is asked about too', async () => {
  const { client } = await openLibrary()
  const folder = temporaryFolder()
  const path = await putClip('square.mp4', join(folder, 'take.mp4'))
  const old = (await importAll(client, { paths: [folder] })).items[0]?.video_id ?? ''
  await rate(client, old, 4)
  copyFileSync(await clip('portrait.mp4'), path)
  await importAll(client, { paths: [folder] })
  expect((await client.versions.list({ answered: false })).items).toMatchObject([{ row_count: 1 }])
})
