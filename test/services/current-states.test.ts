import { copyFileSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { clip } from '../support/clips.ts'
import { ended, importAll, openLibrary, putClip, temporaryFolder } from '../support/library.ts'

/** A take with an analysis and a file that was made from it. */
async function analysedTake() {
  const library = await openLibrary()
  const { client } = library
  const path = await putClip('landscape.mp4', join(temporaryFolder(), 'take.mp4'))
  const { items } = await importAll(client, { paths: [path] })
  const id = items[0]?.video_id ?? ''
  await ended(client, await client.analyses.run({ analyser: 'black', video_ids: [id] }))
  await ended(client, await client.processing.start({ action: 'convert', video_id: id, format: 'mkv' }))
  const states = async () => {
    const [analysis] = (await client.analyses.list({})).items
    const [made] = (await client.processing.list({})).items
    const take = (await client.videos.list({})).items.find((video) => video.id === id)
    const isMissing = take?.missing_since !== null
    return [analysis?.state, made?.inputs[0]?.state, isMissing, take?.overwritten_path]
  }
  return { ...library, path, states }
}

test('lists say what the files are now: gone, back, only touched, or overwritten', async () => {
  const { client, path, states } = await analysedTake()
  expect(await states()).toEqual(['fresh', 'fresh', false, null])
  const away = `${path} away`
  renameSync(path, away)
  expect(await states()).toEqual(['gone', 'gone', true, null])
  renameSync(away, path)
  expect(await states()).toEqual(['fresh', 'fresh', false, null])
  utimesSync(path, new Date(), new Date(2_000_000))
  expect(await states()).toEqual(['fresh', 'fresh', false, null])
  copyFileSync(await clip('square.mp4'), path)
  expect(await states()).toEqual(['stale', 'stale', true, path])
  expect((await client.analyses.list({ state: 'fresh' })).total).toBe(0)
})

test('a list of one state has no row of another', async () => {
  const { client, path } = await analysedTake()
  rmSync(path)
  expect(await client.analyses.list({ state: 'fresh' })).toEqual({ items: [], total: 0 })
  expect((await client.analyses.list({ state: 'gone' })).total).toBe(1)
})

test('an image that is gone is listed as missing', async () => {
  const { client } = await openLibrary()
  const path = await putClip('still.png', join(temporaryFolder(), 'still.png'))
  await importAll(client, { paths: [path] })
  writeFileSync(path, 'no picture')
  expect((await client.images.list({})).items[0]?.missing_since).not.toBeNull()
})
