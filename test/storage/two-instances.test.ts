import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openBackground } from '../../main/background.ts'
import { isActive } from '../../shared/contract/jobs.ts'
import { openLibrary, putClip, temporaryFolder } from '../support/library.ts'

test('two instances of the app on one library import a new file once, and show and undo what either does', async () => {
  const one = await openLibrary()
  const other = await openLibrary({ folder: one.folder })
  const running = [one, other].map(({ core }) => openBackground(core))
  const folder = temporaryFolder()
  await putClip('square.mp4', join(folder, 'ferry.mp4'))
  await one.client.watched.add({ path: folder })
  const list = async () => (await other.client.videos.list({})).items
  await expect.poll(async () => (await list()).map(({ name }) => name)).toEqual(['ferry'])
  await putClip('portrait.mp4', join(folder, 'dunes.mp4'))
  await expect.poll(async () => (await list()).map(({ name }) => name)).toEqual(['dunes', 'ferry'])
  const isBusy = async () => (await one.client.jobs.list({})).some(({ state }) => isActive(state))
  await expect.poll(isBusy).toBe(false)
  const jobs = await one.client.jobs.list({})
  expect(jobs.filter(({ state }) => state === 'failed' || state === 'interrupted')).toEqual([])
  expect((await list()).length).toBe(2)

  const [{ id = '' } = {}] = await list()
  await one.client.videos.rate({ ratings: [{ ids: [id], rating: 4 }] })
  await other.client.videos.rename({ id, name: 'Dunes at dawn' })
  const { items } = await one.client.history.list({ limit: 2 })
  for (const entry of items.toReversed()) await other.client.history.undo({ entry: entry.id })
  expect(await one.client.videos.get({ id })).toMatchObject({ rating: null, name: 'dunes' })
  rmSync(join(folder, 'dunes.mp4'))
  await expect.poll(async () => (await one.client.videos.get({ id })).missing_since).not.toBe(null)
  await one.core.close()
  await running[0]?.close()
  await other.client.videos.rate({ ratings: [{ ids: [id], rating: 2 }] })
  expect((await other.client.verification.invariants()).violations).toEqual([])
  await running[1]?.close()
})
