import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { unhashedQuery } from '../../../main/database/duplicates/perceptual-hashes.ts'
import { decodeGreyFrames } from '../../../main/media/previews/grey-frames.ts'
import { hammingDistance } from '../../../shared/duplicates/perceptual-hash.ts'
import { type ClipName, clip, manyClips, reencode } from '../../support/clips.ts'
import { databaseOf } from '../../support/database-of.ts'
import { ended, importAll, openLibrary, putClip, type TestLibrary, temporaryFolder } from '../../support/library.ts'
import { planOf } from '../../support/plan.ts'

async function hashAll({ client }: Pick<TestLibrary, 'client'>) {
  const job = await client.duplicates.hash()
  return job && (await ended(client, job))
}

function hashesByName({ core }: Pick<TestLibrary, 'core'>): Record<string, string> {
  const rows = databaseOf(core)
    .prepare('SELECT name, hash FROM videos JOIN perceptual_hashes USING (file_hash)')
    .all() as { name: string; hash: string }[]
  return Object.fromEntries(rows.map(({ name, hash }) => [name, hash]))
}

async function withTakes(...names: ClipName[]) {
  const library = await openLibrary()
  const folder = temporaryFolder()
  for (const name of names) await putClip(name, join(folder, name))
  return { ...library, takes: folder }
}

test('a take and its re-encode have nearly the same hash, and others have not', async () => {
  const library = await withTakes('ten-seconds.mp4', 'fractal.mp4', 'portrait.mp4', 'uneven.mp4', 'animation.gif')
  await reencode('ten-seconds.mp4', join(library.takes, 'smaller.mp4'))
  await reencode('ten-seconds.mp4', join(library.takes, 'slower.webm'), '-r', '12')
  await importAll(library.client, { paths: [library.takes] })
  expect(await library.client.duplicates.status()).toEqual({ hashed: 0, failed: 0, due: 7 })
  const job = await hashAll(library)
  expect(job).toMatchObject({ kind: 'perceptual_hash', state: 'done', done: 7, total: 7, failed: 0 })
  expect(await library.client.duplicates.status()).toEqual({ hashed: 7, failed: 0, due: 0 })
  const hashes = hashesByName(library)
  const distance = (a: string, b: string) => hammingDistance(hashes[a] ?? '', hashes[b] ?? '')
  expect(distance('ten-seconds', 'smaller')).toBeLessThanOrEqual(4)
  expect(distance('ten-seconds', 'slower')).toBeLessThanOrEqual(8)
  expect(distance('ten-seconds', 'fractal')).toBeGreaterThan(10)
  expect(distance('ten-seconds', 'uneven')).toBeGreaterThan(10)
  expect(await hashAll(library)).toBeNull()
})

test('a content is hashed once, and known again when it was removed and came in anew', async () => {
  const library = await withTakes('square.mp4')
  const { items } = await importAll(library.client, { paths: [library.takes] })
  await hashAll(library)
  await library.client.videos.remove({ ids: [items[0]?.video_id ?? ''] })
  expect(await library.client.duplicates.status()).toEqual({ hashed: 0, failed: 0, due: 0 })
  await importAll(library.client, { paths: [library.takes] })
  expect(await library.client.duplicates.status()).toEqual({ hashed: 1, failed: 0, due: 0 })
})

test('what was hashed by an older version is due again', async () => {
  const library = await withTakes('square.mp4')
  await importAll(library.client, { paths: [library.takes] })
  await hashAll(library)
  const before = hashesByName(library)
  databaseOf(library.core).exec("UPDATE perceptual_hashes SET version = 0, hash = '0000000000000000'")
  expect(await hashAll(library)).toMatchObject({ done: 1 })
  expect(hashesByName(library)).toEqual(before)
})

test('what cannot be decoded is noted with its reason, what is not there is missing, and neither is tried again', async () => {
  const library = await withTakes('square.mp4', 'portrait.mp4')
  const { client, core, takes } = library
  await importAll(client, { paths: [takes] })
  const broken = join(takes, 'broken.mp4')
  writeFileSync(broken, 'no video at all')
  const insert = databaseOf(core).prepare(
    "INSERT INTO videos (id, name, file_path, file_hash, size_bytes, source_type) VALUES (?, ?, ?, ?, 1, 'uploaded')",
  )
  insert.run('broken', 'Broken', broken, (await core.files.run({ kind: 'hash', path: broken })).file_hash)
  rmSync(join(takes, 'portrait.mp4'))
  expect(await hashAll(library)).toMatchObject({ state: 'done', done: 3, failed: 2 })
  expect(await client.duplicates.status()).toEqual({ hashed: 1, failed: 1, due: 0 })
  const error = databaseOf(core).prepare('SELECT error FROM perceptual_hashes WHERE hash IS NULL').pluck().get()
  expect(error).toContain('broken.mp4')
  expect(await hashAll(library)).toBeNull()
})

test('it stops when it is asked to, and goes on another time', async () => {
  const library = await openLibrary()
  const { client } = library
  const takes = temporaryFolder()
  await manyClips(takes, 60)
  await importAll(client, { paths: [takes] })
  const job = await client.duplicates.hash()
  while ((await client.duplicates.status()).hashed === 0) await new Promise((resolve) => setTimeout(resolve, 5))
  await client.jobs.cancel({ id: job?.id ?? '' })
  expect(job && (await ended(client, job))).toMatchObject({ state: 'cancelled' })
  const { hashed, failed, due } = await client.duplicates.status()
  expect([hashed + due, failed]).toEqual([60, 0])
  expect(due).toBeGreaterThan(0)
  await hashAll(library)
  expect(await client.duplicates.status()).toEqual({ hashed: 60, failed: 0, due: 0 })
})

test('the frames of a take are hashed on request, in the order of their times', async () => {
  const { client, takes } = await withTakes('marked.mp4')
  const { items } = await importAll(client, { paths: [takes] })
  const frames = await client.duplicates.frames({ video_id: items[0]?.video_id ?? '' })
  expect(frames).toHaveLength(25)
  expect(frames[0]?.at_seconds).toBeCloseTo(0.4)
  // Five seconds to six are black: at the most the bit of the brightness.
  const black = frames.filter(({ at_seconds }) => at_seconds > 5.1 && at_seconds < 5.9)
  expect(new Set(black.map(({ hash }) => hash.slice(1)))).toEqual(new Set(['0'.repeat(15)]))
  await expect(client.duplicates.frames({ video_id: 'none' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
})

test('in a long take the frames are looked for one by one, and it is like its re-encode all the same', async () => {
  const library = await withTakes('long.mp4')
  await reencode('long.mp4', join(library.takes, 'smaller.mp4'))
  await importAll(library.client, { paths: [library.takes] })
  await hashAll(library)
  const { long = '', smaller = '' } = hashesByName(library)
  expect(hammingDistance(long, smaller)).toBeLessThanOrEqual(4)
  expect(hammingDistance(long, '8000000000000000')).toBeGreaterThan(20)
})

test('a take of unknown length has one frame, and one that says to be much longer than it is has too few', async () => {
  const { core } = await openLibrary()
  const path = await clip('landscape.mp4')
  expect(await decodeGreyFrames(core.decoder, path, { durationSeconds: null })).toHaveLength(4096)
  const tooLong = decodeGreyFrames(core.decoder, path, { durationSeconds: 1000 })
  await expect(tooLong).rejects.toMatchObject({ code: 'TOOL_FAILED' })
})

test('those that are due are found in the order of the rows, by look-ups', async () => {
  const { core } = await openLibrary()
  const plan = planOf(core, unhashedQuery(core.db, 1, 0, 100))
  expect(plan).toContain('SEARCH videos USING INTEGER PRIMARY KEY (rowid>?)')
  expect(plan).toContain('sqlite_autoindex_perceptual_hashes_1')
  expect(plan).not.toContain('TEMP B-TREE')
})
