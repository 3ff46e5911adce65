import { readdirSync, renameSync, statSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { evictPreviews, sizeOfPreviews } from '../../../main/services/previews/evict.ts'
import { ended, importAll, openLibrary, putClip, temporaryFolder } from '../../support/library.ts'

const clips = ['square.mp4', 'landscape.mp4', 'portrait.mp4'] as const
const day = 86_400

test('previews beyond the limit go, the least recently used first, but none that is in use or cannot be made again', async () => {
  const { client, core, folder } = await openLibrary()
  const outside = temporaryFolder()
  const paths = await Promise.all(clips.map((name) => putClip(name, join(outside, name))))
  const { items } = await importAll(client, { paths })
  const ids = clips.map((name) => items.find(({ path }) => path.endsWith(name))?.video_id ?? '')
  const hashes = await Promise.all(ids.map(async (id) => (await client.videos.get({ id })).file_hash))
  const posters = join(folder, 'cache', 'posters')
  const posterOf = (hash: string) => {
    const part = join(posters, hash.slice(0, 2))
    return readdirSync(part).flatMap((name) => (name.startsWith(hash) ? [join(part, name)] : []))[0]
  }
  const left = () => hashes.map((hash) => posterOf(hash) !== undefined)
  const setUsed = (index: number, days: number) => {
    const time = Date.now() / 1000 - days * day
    utimesSync(posterOf(hashes[index] ?? '') ?? '', time, time)
  }
  expect(left()).toEqual([true, true, true])
  const total = await sizeOfPreviews(core)
  expect((await client.previews.size()).size_bytes).toBe(total)
  expect(await evictPreviews(core, total)).toBe(0)
  // All were used within an hour.
  expect(await evictPreviews(core, 0)).toBe(0)

  setUsed(0, 3)
  setUsed(1, 2)
  setUsed(2, 1)
  // The oldest is of a take whose disk is away: its poster is all that there is to see.
  renameSync(paths[0] ?? '', `${paths[0]}.away`)
  expect(await evictPreviews(core, total - 1)).toBeGreaterThan(0)
  expect(left()).toEqual([true, false, true])
  // A preview that is asked for counts as used, also on a disk without access times.
  const before = statSync(posterOf(hashes[2] ?? '') ?? '').atimeMs
  await core.previews.ensure('poster', await client.videos.get({ id: ids[2] ?? '' }))
  expect(statSync(posterOf(hashes[2] ?? '') ?? '').atimeMs).toBeGreaterThan(before)
  expect(await evictPreviews(core, 0)).toBe(0)

  const job = await ended(client, await client.previews.clear())
  expect(job).toMatchObject({ state: 'done', failed: 0 })
  expect(left()).toEqual([true, false, false])
})
