import { createHash } from 'node:crypto'
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openBackground } from '../../main/background.ts'
import { findUnrecorded } from '../../main/contents/find-unrecorded.ts'
import { unrecordedQuery } from '../../main/database/contents/is-recorded.ts'
import { deleteLeaving, insertLeaving } from '../../main/database/contents/leaving-files.ts'
import { announceFrames } from '../../main/storage/frames.ts'
import { sweepIncoming } from '../../main/storage/incoming.ts'
import { framePath, videoPath } from '../../main/storage/layout.ts'
import { announcePlacing } from '../../main/storage/placing.ts'
import { thisProcess } from '../../main/storage/process-life.ts'
import { clip } from '../support/clips.ts'
import { databaseOf } from '../support/database-of.ts'
import { importAll, openLibrary, type TestLibrary, temporaryFolder } from '../support/library.ts'
import { putPicture } from '../support/pictures.ts'
import { planOf } from '../support/plan.ts'
import { runRushes } from '../support/terminal.ts'

const hashOfFile = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex')

/** Puts a file into the library under the name of its content, or of another one, without a row or a marker. */
function leave({ core }: TestLibrary, file: string, hash = hashOfFile(file)): string {
  const path = videoPath(core.layout, hash, file)
  mkdirSync(dirname(path), { recursive: true })
  copyFileSync(file, path)
  return path
}

function startBackground({ core }: TestLibrary): void {
  const background = openBackground(core)
  onTestFinished(() => background.close())
}

const jobsWithoutRow = async ({ client }: TestLibrary) =>
  (await client.jobs.list({})).filter(({ title }) => title.endsWith('without a row'))

test('files that an older version put into the library without a row are recorded where they are', async () => {
  const library = await openLibrary()
  const { client, core, folder } = library
  const take = leave(library, await clip('square.mp4'))
  const picture = putPicture(join(temporaryFolder(), 'still.png'))
  await importAll(client, { paths: [picture], mode: 'copy' })
  const [image] = (await client.images.list({})).items
  databaseOf(core).exec('DELETE FROM media; DELETE FROM locations')
  const bytes = readFileSync(take)

  startBackground(library)
  await expect.poll(async () => (await client.images.list({})).total).toBe(1)
  await expect.poll(async () => (await client.videos.list({})).total).toBe(1)
  const [video] = (await client.videos.list({})).items
  expect(video).toMatchObject({ file_path: take, file_hash: hashOfFile(take), missing_since: null })
  expect((await client.images.list({})).items).toMatchObject([{ path: image?.path, file_hash: image?.file_hash }])
  expect(readFileSync(take).equals(bytes)).toBe(true)
  await expect.poll(async () => (await jobsWithoutRow(library)).map(({ state }) => state)).toEqual(['done'])
  expect(await findUnrecorded(core)).toEqual([])

  // Known files are compared by their rows: the next start has nothing to do.
  await core.close()
  const again = await openLibrary({ folder })
  startBackground(again)
  expect(await jobsWithoutRow(again)).toHaveLength(1)
})

test('files that a process is about to record, of removed takes, or with other names are left alone', async () => {
  const library = await openLibrary()
  const { client, core } = library
  const placed = leave(library, await clip('square.mp4'))
  // This process is alive.
  const { marker } = announcePlacing(core.layout, placed)
  const removed = await clip('portrait.mp4')
  const { items } = await importAll(client, { paths: [removed], mode: 'copy' })
  await client.videos.remove({ ids: [items[0]?.video_id ?? ''] })
  const kept = leave(library, removed)
  const renamed = leave(library, await clip('landscape.mp4'), 'e'.repeat(64))
  const foreign = join(core.layout.videos, 'mine.mp4')
  copyFileSync(await clip('landscape.mp4'), foreign)

  const files = async () => (await client.library.doctor()).find(({ name }) => name === 'files')
  expect(await files()).toMatchObject({ ok: true, detail: expect.stringContaining(foreign) })
  startBackground(library)
  await expect.poll(async () => (await jobsWithoutRow(library)).map(({ state }) => state)).toEqual(['done'])
  const [job] = await jobsWithoutRow(library)
  expect((await client.jobs.items({ id: job?.id ?? '' })).items).toMatchObject([
    { path: renamed, outcome: 'failed', error: { code: 'FILE_CHANGED' } },
  ])
  expect((await client.videos.list({})).total).toBe(0)
  for (const path of [placed, kept, renamed, foreign]) expect(existsSync(path)).toBe(true)
  rmSync(marker)
  expect((await findUnrecorded(core)).map(({ path }) => path).toSorted()).toEqual([placed, renamed, foreign].toSorted())
})

test('a file that another process imports at the same moment is recorded once', async () => {
  const library = await openLibrary()
  const file = await clip('square.mp4')
  const left = leave(library, file)
  const importing = runRushes(['import', file, '--mode', 'copy', '--library', library.folder])
  startBackground(library)
  expect((await importing).code).toBe(0)
  await expect.poll(async () => (await jobsWithoutRow(library)).every(({ state }) => state === 'done')).toBe(true)
  expect((await library.client.videos.list({})).items).toMatchObject([{ file_path: left, missing_since: null }])
  expect(readdirSync(dirname(left))).toEqual([basename(left)])
})

test('the marker of a file stays until the file is removed, also while another process takes the file away', async () => {
  const library = await openLibrary()
  const { core, folder } = library
  const placed = leave(library, await clip('square.mp4'))
  const ended = join(core.layout.incoming, `${hostname()}~${process.pid}~1`)
  mkdirSync(ended)
  const marker = join(ended, basename(announcePlacing(core.layout, placed).marker))
  writeFileSync(marker, '')
  const frame = framePath(core.layout, 'f'.repeat(64))
  mkdirSync(dirname(frame), { recursive: true })
  writeFileSync(frame, 'frame')
  const list = join(ended, basename(await announceFrames(core.layout, ['f'.repeat(64)])))
  writeFileSync(list, 'f'.repeat(64))
  const all = [placed, marker, frame, list]
  const left = () => all.filter((path) => existsSync(path))
  // Sweeps as another process does that opens the library.
  sweepIncoming(core.layout)
  expect(left()).toEqual(all)
  for (const path of [placed, frame]) await core.write(({ db }) => insertLeaving(db, path, thisProcess))
  await openLibrary({ folder })
  expect(left()).toEqual(all)
  await core.write(({ db }) => deleteLeaving(db, [placed, frame]))
  await openLibrary({ folder })
  expect(left()).toEqual([])
  expect(existsSync(ended)).toBe(false)
})

test('files are compared with their rows by index', async () => {
  const { core } = await openLibrary()
  const plan = planOf(core, unrecordedQuery([{ path: '/a', spellings: ['/a'], file_hash: 'a' }]))
  expect(plan).not.toMatch(/SCAN (locations|videos|media)/)
})
