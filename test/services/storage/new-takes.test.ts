import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { newVideosQuery } from '../../../main/database/videos/new-videos.ts'
import { createApp } from '../../../main/http/app.ts'
import { startNewUploads } from '../../../main/services/storage/upload-new.ts'
import type { StorageSettings } from '../../../shared/contract/storage.ts'
import { connectBucket, startBucket, testKeychain } from '../../support/bucket.ts'
import { ended, importAll, openLibrary, putClip, type TestLibrary, temporaryFolder } from '../../support/library.ts'
import { planOf } from '../../support/plan.ts'

/** A library with a take of its own, and then a bucket for what comes after it. */
async function openWithBucket(stored: Partial<StorageSettings>) {
  const bucket = await startBucket('rushes/')
  let minutes = 0
  const options = {
    folder: join(temporaryFolder(), 'library'),
    settings: temporaryFolder(),
    platform: { secrets: testKeychain() },
    clock: () => new Date(Date.UTC(2030, 0, 1, 0, minutes++)),
  }
  const library = await openLibrary(options)
  const old = await importClip(library, 'portrait.mp4')
  await connectBucket(library, bucket)
  await library.client.storage.set({ ...bucket.settings, ...stored })
  return { library, bucket, options, old }
}

async function importClip(library: TestLibrary, name: Parameters<typeof putClip>[0]): Promise<string> {
  const path = await putClip(name, join(temporaryFolder(), name))
  const { items } = await importAll(library.client, { paths: [path], mode: 'copy' })
  rmSync(path)
  return items[0]?.video_id ?? ''
}

/** Waits for the newest upload, and returns what became of its files. */
async function uploaded({ client }: TestLibrary) {
  const job = (await client.jobs.list({})).find(({ kind }) => kind === 'upload')
  if (!job) return undefined
  const { title } = await ended(client, job)
  const { items } = await client.jobs.items({ id: job.id })
  return { title, items: items.map(({ video_id, outcome }) => [video_id, outcome]) }
}

const inBucket = (locations: readonly { path: string }[]) => locations.filter(({ path }) => path.startsWith('s3://'))

async function keysIn({ core }: TestLibrary): Promise<string[]> {
  const { store } = await core.bucket.open('quick')
  const keys: string[] = []
  for await (const { key } of store.list('')) keys.push(key.split('/').slice(0, 2).join('/'))
  return keys.sort()
}

test('takes that come after the setting are copied to the bucket, once, and keep their files', async () => {
  const { library, bucket, options, old } = await openWithBucket({ videos: 'bucket' })
  const { client } = library
  const id = await importClip(library, 'landscape.mp4')
  expect(await uploaded(library)).toEqual({ title: '1 new take', items: [[id, 'made']] })
  const { locations, file_path } = await client.videos.get({ id })
  expect(inBucket(locations)).toHaveLength(1)
  expect(existsSync(file_path)).toBe(true)
  expect(inBucket((await client.videos.get({ id: old })).locations)).toEqual([])
  expect(await keysIn(library)).toEqual(['cache/posters', 'cache/storyboards', expect.stringMatching(/^videos\//)])

  // The server fails during one import; the next start copies what is missing, and nothing else.
  bucket.fault = ({ method }) => (method === 'PUT' ? { status: 403, code: 'AccessDenied' } : undefined)
  const second = await importClip(library, 'square.mp4')
  expect((await uploaded(library))?.items).toEqual([[second, 'failed']])
  bucket.fault = undefined
  await library.core.close()
  const again = await openLibrary(options)
  await startNewUploads(again.core)
  expect((await uploaded(again))?.items).toEqual([[second, 'made']])
  const jobs = (await again.client.jobs.list({})).length
  await startNewUploads(again.core)
  expect(await again.client.jobs.list({})).toHaveLength(jobs)

  // The choice can change without another consent. On a computer that has not allowed the bucket, nothing leaves.
  await again.client.storage.set({ ...bucket.settings, videos: 'library' })
  expect((await again.client.storage.get()).is_allowed).toBe(true)
  await again.client.storage.set({ ...bucket.settings, videos: 'bucket' })
  await again.core.close()
  const other = await openLibrary({ ...options, settings: temporaryFolder() })
  await importClip(other, 'ntsc.mp4')
  expect((await other.client.jobs.list({})).filter(({ kind }) => kind === 'upload')).toHaveLength(3)
})

test('previews alone go to the bucket, show a take whose file is gone, and leave with it', async () => {
  const { library, options } = await openWithBucket({ previews: 'bucket' })
  const id = await importClip(library, 'landscape.mp4')
  expect(await uploaded(library)).toEqual({ title: 'previews of 1 new take', items: [[id, 'made']] })
  expect(await keysIn(library)).toEqual(['cache/posters', 'cache/storyboards'])
  const { file_path, locations } = await library.client.videos.get({ id })
  expect(inBucket(locations)).toEqual([])
  await library.core.close()

  rmSync(join(options.folder, 'cache'), { recursive: true })
  rmSync(file_path)
  const again = await openLibrary(options)
  for (const kind of ['posters', 'storyboards']) {
    const picture = await createApp(again.core).request(`http://localhost/media/${kind}/${id}`)
    expect([picture.status, (await picture.arrayBuffer()).byteLength > 1000]).toEqual([200, true])
  }
  await again.client.videos.remove({ ids: [id] })
  await ended(again.client, await again.client.trash.empty({}))
  expect(await keysIn(again)).toEqual([])
})

test('new takes are found by the time at which they were added, without sorting', async () => {
  const { core } = await openLibrary()
  for (const videos of ['bucket', 'library'] as const)
    for (const after of [undefined, { id: 'a', name: 'a', created_at: '2030-01-01 00:00:00' }]) {
      const plan = planOf(core, newVideosQuery({ videos }, after, 10))
      expect(plan).toContain('SEARCH videos USING INDEX videos_by_created_at (created_at>')
      expect(plan).not.toMatch(/SCAN (videos|locations|bucket_previews)/)
    }
})
