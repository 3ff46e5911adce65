import { copyFileSync, readFileSync, rmSync, statSync, truncateSync, utimesSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { expect, test } from 'vitest'
import { verifiableQuery } from '../../../main/database/verification.ts'
import type { Client } from '../../../shared/contract/index.ts'
import { ended, importAll, openLibrary, putClip, temporaryFolder } from '../../support/library.ts'
import { planOf } from '../../support/plan.ts'

/** Changes one bit of a file and keeps its size and time. */
function rot(path: string): void {
  const { atimeMs, mtimeMs } = statSync(path)
  const bytes = readFileSync(path)
  bytes[1500] = (bytes[1500] ?? 0) ^ 1
  writeFileSync(path, bytes)
  utimesSync(path, atimeMs / 1000, mtimeMs / 1000)
}

async function verify(client: Client, request: Parameters<Client['verification']['start']>[0]) {
  const job = await ended(client, await client.verification.start(request))
  const { items } = await client.jobs.items({ id: job.id })
  const results = items.map(({ path, outcome, error }) => [
    basename(path),
    error?.message.replace(path, '…') ?? outcome,
  ])
  return { job, results: Object.fromEntries(results) }
}

test('verification tells damaged, truncated, overwritten, missing and good files apart', async () => {
  const { client, core } = await openLibrary()
  const folder = temporaryFolder()
  const clips = { 'good.mp4': 'landscape', 'rotten.mp4': 'portrait', 'short.mp4': 'ntsc' } as const
  for (const [name, clip] of Object.entries(clips)) await putClip(`${clip}.mp4`, join(folder, name))
  await putClip('square.mp4', join(folder, 'rewritten.mp4'))
  await putClip('sound.mp4', join(folder, 'gone.mp4'))
  await importAll(client, { paths: [folder], mode: 'reference' })
  expect(await client.verification.get()).toMatchObject({ files: 5, missing: 0, verified: 5 })
  expect(await verify(client, { full: true })).toMatchObject({
    job: { state: 'done', done: 5, failed: 0 },
    results: {},
  })

  rot(join(folder, 'rotten.mp4'))
  truncateSync(join(folder, 'short.mp4'), 4000)
  copyFileSync(join(folder, 'good.mp4'), join(folder, 'rewritten.mp4'))
  rmSync(join(folder, 'gone.mp4'))
  const fast = await verify(client, { older_than_days: 0 })
  const full = await verify(client, { full: true })
  expect({ ...fast.results, ...full.results }).toEqual({
    'rotten.mp4': expect.stringMatching(/^… is damaged: its bytes are others/),
    'short.mp4': expect.stringMatching(/^… has only 4000 of \d+ bytes left: it was truncated or overwritten\.$/),
    'rewritten.mp4': '… was overwritten by another program.',
    'gone.mp4': '… is missing.',
  })
  // The missing one is named again.
  expect(await verify(client, { full: true, older_than_days: 1 })).toMatchObject({
    job: { done: 1 },
    results: { 'gone.mp4': '… is missing.' },
  })
  expect(planOf(core, verifiableQuery(core.db, '/a', undefined, 200))).toMatch(
    /SEARCH locations USING INDEX sqlite_autoindex_locations_1 \(path>\?\)/,
  )
})

test('a damaged or missing file that the library owns is repaired from another location, and only then', async () => {
  const { client } = await openLibrary()
  const folder = temporaryFolder()
  const [kept, lost] = [
    await putClip('square.mp4', join(folder, 'kept.mp4')),
    await putClip('ntsc.mp4', join(folder, 'lost.mp4')),
  ]
  const { items } = await importAll(client, { paths: [kept, lost], mode: 'copy' })
  await importAll(client, { paths: [kept], mode: 'reference' })
  const [id, other] = [kept, lost].map((path) => items.find((item) => item.path === path)?.video_id ?? '')
  const owned = (await client.videos.get({ id: id ?? '' })).file_path
  const alone = (await client.videos.get({ id: other ?? '' })).file_path
  rmSync(lost)
  rot(owned)
  rot(alone)
  // Found again by each verification, so that it can be repaired after it was reported.
  const first = await verify(client, { full: true })
  expect(first.job).toMatchObject({ failed: 3 })
  const still = '… is still damaged: it does not have the content that its name says.'
  expect(await verify(client, { full: true })).toMatchObject({
    job: { failed: 2, done: Number(first.job.total) - 1 },
    results: { [basename(owned)]: still, [basename(alone)]: still },
  })
  const { job, results } = await verify(client, { full: true, repair: true })
  expect(job).toMatchObject({ made: 1, failed: 1 })
  expect(results).toEqual({
    [basename(owned)]: 'made',
    [basename(alone)]: still,
  })
  expect(readFileSync(owned).equals(readFileSync(kept))).toBe(true)
  expect((await client.videos.get({ id: id ?? '' })).missing_since).toBeNull()

  rmSync(owned)
  expect((await verify(client, {})).results).toMatchObject({ [basename(owned)]: '… is missing.' })
  expect((await verify(client, { repair: true })).results).toMatchObject({ [basename(owned)]: 'made' })
  expect(readFileSync(owned).equals(readFileSync(kept))).toBe(true)
})
