import { createHash } from 'node:crypto'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openBackground } from '../../../main/background.ts'
import { factsOf } from '../../../renderer/components/takes/video-facts.ts'
import { pictureLabel } from '../../../renderer/images/image-labels.ts'
import { databaseOf, writeBeside } from '../../support/database-of.ts'
import { importAll, openLibrary, putClip, type TestLibrary, temporaryFolder } from '../../support/library.ts'
import { putPicture } from '../../support/pictures.ts'

/** Adds rows as another program does, which knows neither Rushes' columns nor its locations. */
async function record(
  { core }: TestLibrary,
  rows: { id: string; path: string; hash: string; codec?: string }[],
): Promise<void> {
  await writeBeside(core, (database) => {
    const insert = database.prepare(
      `INSERT INTO videos (id, name, file_path, file_hash, size_bytes, codec, fps, source_type) VALUES (?, ?, ?, ?, 1, ?, 99, 'generated')`,
    )
    for (const { id, path, hash, codec = null } of rows) insert.run(id, id, path, hash, codec)
  })
}

const hashOf = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex')
const fact = async ({ client }: TestLibrary, id: string, name: string) =>
  Object.fromEntries(factsOf(await client.videos.get({ id })))[name]

function startBackground({ core }: TestLibrary): void {
  const background = openBackground(core)
  onTestFinished(() => background.close())
}

test('rows of other programs get their facts in the background, and say “–” and not “None” until then', async () => {
  const library = await openLibrary()
  const { client } = library
  const folder = temporaryFolder()
  const [sound, silent] = [
    await putClip('landscape.mp4', join(folder, 'a.mp4')),
    await putClip('square.mp4', join(library.folder, 'videos', 'b.mp4')),
  ]
  await record(library, [
    { id: 'sound', path: sound, hash: hashOf(sound), codec: 'theirs' },
    { id: 'silent', path: 'videos/b.mp4', hash: hashOf(silent) },
    { id: 'gone', path: join(folder, 'gone.mp4'), hash: 'a'.repeat(64) },
    { id: 'gone here', path: 'videos/gone.mp4', hash: 'b'.repeat(64) },
  ])
  for (const id of ['sound', 'silent'])
    expect([await fact(library, id, 'Audio'), await fact(library, id, 'Rotation')]).toEqual(['–', '–'])

  startBackground(library)
  await expect.poll(async () => (await client.videos.get({ id: 'silent' })).container).not.toBeNull()
  await expect.poll(async () => (await client.videos.get({ id: 'sound' })).container).not.toBeNull()
  const [known, other] = [await client.videos.get({ id: 'sound' }), await client.videos.get({ id: 'silent' })]
  // The facts that the other program recorded stay.
  expect(known).toMatchObject({ codec: 'theirs', fps: 99, width: expect.any(Number), frame_rate: expect.any(String) })
  expect(other).toMatchObject({ codec: 'h264', rotation: 0 })
  for (const video of [known, other]) expect(video.locations[0]?.verified_at).not.toBeNull()
  expect([await fact(library, 'sound', 'Audio'), await fact(library, 'silent', 'Audio')].includes('–')).toBe(false)
  const { items } = await client.videos.list({})
  const missing = items.filter(({ missing_since }) => missing_since !== null).map(({ id }) => id)
  expect(missing.toSorted()).toEqual(['gone', 'gone here'])

  // Also those that are added while it is open.
  const later = await putClip('portrait.mp4', join(folder, 'later.mp4'))
  await record(library, [{ id: 'later', path: later, hash: hashOf(later) }])
  await expect.poll(async () => (await client.videos.get({ id: 'later' })).width).not.toBeNull()
})

test('a file that is none, or has another content than its row says, is named and tried once', async () => {
  const library = await openLibrary()
  const folder = temporaryFolder()
  const [text, other] = [join(folder, 'text.mp4'), await putClip('square.mp4', join(folder, 'other.mp4'))]
  writeFileSync(text, 'no video')
  await record(library, [
    { id: 'text', path: text, hash: hashOf(text) },
    { id: 'other', path: other, hash: 'c'.repeat(64) },
  ])
  startBackground(library)
  const listFacts = async () => (await library.client.jobs.list({})).filter(({ kind }) => kind === 'facts')
  await expect.poll(async () => (await listFacts()).map(({ state }) => state)).toEqual(['done'])
  const [done, ...more] = await listFacts()
  expect([done?.failed, more]).toEqual([2, []])
  expect((await library.client.videos.get({ id: 'other' })).missing_since).not.toBeNull()
})

test('an import of the same file completes a row, and a row whose file is gone is marked as missing when it is shown', async () => {
  const library = await openLibrary()
  const file = await putClip('square.mp4', join(temporaryFolder(), 'a.mp4'))
  await record(library, [{ id: 'theirs', path: file, hash: hashOf(file) }])
  const { items } = await importAll(library.client, { paths: [file] })
  expect(items).toMatchObject([{ outcome: 'duplicate', video_id: 'theirs' }])
  expect(await library.client.videos.get({ id: 'theirs' })).toMatchObject({ codec: 'h264', rotation: 0 })
  await record(library, [{ id: 'gone', path: join(library.folder, 'none.mp4'), hash: 'd'.repeat(64) }])
  expect((await library.client.videos.get({ id: 'gone' })).missing_since).not.toBeNull()
  rmSync(file)
})

/** Adds images as another program does that shares the table and knows SHA-256, but not Rushes' other columns. */
async function recordImages(
  { core }: TestLibrary,
  rows: { id: string; path: string; hash: string | null }[],
): Promise<void> {
  await writeBeside(core, (database) => {
    const insert = database.prepare(
      "INSERT INTO media (Id, Name, Path, MediaType, MediaStatus, file_hash) VALUES (?, ?, ?, 'Image', 3, ?)",
    )
    for (const { id, path, hash } of rows) insert.run(id, id, path, hash)
  })
}

test('images of other programs get their facts in the background, and their own columns stay', async () => {
  const library = await openLibrary()
  const { client, core } = library
  const folder = temporaryFolder()
  const there = putPicture(join(folder, 'there.png'))
  const here = putPicture(join(library.folder, 'images', 'here.jpg'), 90)
  const sampled = putPicture(join(folder, 'sampled.png'), 180)
  await recordImages(library, [
    { id: 'there', path: there, hash: hashOf(there) },
    { id: 'here', path: 'images/here.jpg', hash: hashOf(here) },
    { id: 'gone', path: 'images/gone.png', hash: 'a'.repeat(64) },
    { id: 'sampled', path: sampled, hash: null },
  ])
  const unread = await client.images.get({ id: 'there' })
  expect(unread).toMatchObject({ size_bytes: null, width: null, codec: null, missing_since: null })
  expect(pictureLabel(unread)).toBe('–')

  startBackground(library)
  await expect.poll(async () => (await client.images.get({ id: 'here' })).codec).toBe('jpeg')
  expect(await client.images.get({ id: 'there' })).toMatchObject({
    width: 320,
    height: 180,
    codec: 'png',
    size_bytes: readFileSync(there).length,
    missing_since: null,
    locations: [{ path: there, verified_at: expect.any(String) }],
  })
  await expect.poll(async () => (await client.images.get({ id: 'gone' })).missing_since).not.toBeNull()
  const theirs = databaseOf(core).prepare('SELECT Id, Path, MediaStatus, UserId FROM media ORDER BY Id').all()
  expect(theirs).toEqual(
    [
      ['gone', 'images/gone.png'],
      ['here', 'images/here.jpg'],
      ['sampled', sampled],
      ['there', there],
    ].map(([Id, Path]) => ({ Id, Path, MediaStatus: 3, UserId: null })),
  )
  const untouched = databaseOf(core)
    .prepare("SELECT file_hash, codec, size_bytes FROM media WHERE Id = 'sampled'")
    .get()
  expect(untouched).toEqual({ file_hash: null, codec: null, size_bytes: null })

  // Also those that are added while it is open.
  const later = putPicture(join(folder, 'later.png'), 45)
  await recordImages(library, [{ id: 'later', path: later, hash: hashOf(later) }])
  await expect.poll(async () => (await client.images.get({ id: 'later' })).width).toBe(320)
})

test('an import of the same file completes the row of an image', async () => {
  const library = await openLibrary()
  const file = putPicture(join(temporaryFolder(), 'a.png'))
  await recordImages(library, [{ id: 'theirs', path: file, hash: hashOf(file) }])
  await importAll(library.client, { paths: [file] })
  expect((await library.client.images.list({})).items).toMatchObject([{ id: 'theirs', codec: 'png', width: 320 }])
})
