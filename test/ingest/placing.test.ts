import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, lstatSync, mkdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { ImportMode } from '../../shared/contract/imports.ts'
import { databaseOf } from '../support/database-of.ts'
import { importAll, openLibrary, putClip, type TestLibrary, temporaryFolder } from '../support/library.ts'

async function onlyVideo({ client }: TestLibrary) {
  const [video] = (await client.videos.list({})).items
  return await client.videos.get({ id: video?.id ?? '' })
}

test.for(['copy', 'move', 'link'] as const)(
  'what a link leads to is taken in whole with %s, and stays',
  async (mode: ImportMode) => {
    const library = await openLibrary()
    const folder = temporaryFolder()
    const real = await putClip('square.mp4', join(folder, 'real', 'take.mp4'))
    const link = join(folder, 'link.mp4')
    symlinkSync(join('real', 'take.mp4'), link)
    const { job } = await importAll(library.client, { paths: [link], mode })
    expect(job).toMatchObject({ added: 1, failed: 0 })
    const { file_path: placed } = await onlyVideo(library)
    expect(lstatSync(placed).isFile()).toBe(true)
    expect(readFileSync(placed).equals(readFileSync(real))).toBe(true)
    expect(existsSync(link)).toBe(mode !== 'move')
  },
)

test('a library that is moved into itself keeps its bytes', async () => {
  const library = await openLibrary()
  const path = await putClip('square.mp4', join(temporaryFolder(), 'take.mp4'))
  await importAll(library.client, { paths: [path], mode: 'move' })
  const { file_path: placed } = await onlyVideo(library)
  databaseOf(library.core).exec('DELETE FROM videos; DELETE FROM locations')
  const around = join(temporaryFolder(), 'around')
  symlinkSync(library.core.layout.videos, around)
  const { job } = await importAll(library.client, { paths: [around], mode: 'move' })
  expect(job).toMatchObject({ added: 1, failed: 0 })
  expect(existsSync(placed)).toBe(true)
  expect((await onlyVideo(library)).missing_since).toBeNull()
})

test('a file that is written over while it is moved in is not thrown away', async () => {
  const library = await openLibrary()
  const path = await putClip('square.mp4', join(temporaryFolder(), 'take.mp4'))
  const { decode } = library.core.decoder
  let isOverwritten = false
  library.core.decoder.decode = async (...request) => {
    // After it was hashed, another program puts its next version there.
    rmSync(path, { force: true })
    await putClip('portrait.mp4', path)
    isOverwritten = true
    return await decode(...request)
  }
  await importAll(library.client, { paths: [path], mode: 'move' })
  expect([isOverwritten, existsSync(path)]).toEqual([true, true])
  for (const { file_hash, file_path } of (await library.client.videos.list({})).items) {
    expect(execFileSync('sha256sum', [file_path]).toString().slice(0, 64)).toBe(file_hash)
  }
})

test('files of one content that are linked in at the same moment leave one whole file', async () => {
  const library = await openLibrary()
  const folder = temporaryFolder()
  for (let index = 0; index < 12; index++) await putClip('square.mp4', join(folder, `${index}.mp4`))
  const { job } = await importAll(library.client, { paths: [folder], mode: 'link' })
  expect(job).toMatchObject({ added: 1, duplicates: 11, failed: 0 })
  const video = await onlyVideo(library)
  expect(statSync(video.file_path).size).toBe(video.size_bytes)
})

test('a move to another disk copies, compares and then removes', async (context) => {
  const shm = '/dev/shm'
  if (!existsSync(shm) || statSync(shm).dev === statSync(temporaryFolder()).dev) return context.skip('one disk only')
  const library = await openLibrary()
  const folder = join(shm, `rushes-test-${process.pid}`)
  mkdirSync(folder)
  try {
    const path = await putClip('square.mp4', join(folder, 'take.mp4'))
    const bytes = readFileSync(path)
    const linked = await importAll(library.client, { paths: [path], mode: 'link' })
    expect(linked.items[0]?.error?.code).toBe('NOT_SUPPORTED')
    const { job } = await importAll(library.client, { paths: [path], mode: 'move' })
    expect(job).toMatchObject({ added: 1, failed: 0 })
    expect(existsSync(path)).toBe(false)
    expect(readFileSync((await onlyVideo(library)).file_path).equals(bytes)).toBe(true)
    expect(execFileSync('find', [library.core.layout.incoming, '-type', 'f']).toString()).toBe('')
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test('a file that cannot be taken from its old place is in the library, and stays there too', async ({ skip }) => {
  const library = await openLibrary()
  const card = join(temporaryFolder(), 'card')
  mkdirSync(card)
  const mounted = spawnSync('mount', ['-t', 'tmpfs', 'tmpfs', card]).status === 0
  onTestFinished(() => void (mounted && execFileSync('umount', ['-l', card])))
  if (!mounted) return skip('a disk cannot be mounted here')
  const path = await putClip('square.mp4', join(card, 'take.mp4'))
  execFileSync('mount', ['-o', 'remount,ro', card])
  const { items } = await importAll(library.client, { paths: [path], mode: 'move' })
  expect(items).toMatchObject([{ outcome: 'added', error: null }])
  expect(existsSync(path)).toBe(true)
  const video = await onlyVideo(library)
  expect(video.file_path.startsWith(library.core.layout.videos)).toBe(true)
  expect(video.locations.map((it) => it.path).sort()).toEqual([path, video.file_path].sort())
})

test('an ending that is too long to be one is left out of the place in the library', async () => {
  const library = await openLibrary()
  const path = await putClip('square.mp4', join(temporaryFolder(), `take.${'x'.repeat(240)}`))
  const { job } = await importAll(library.client, { paths: [path], mode: 'copy' })
  expect(job).toMatchObject({ added: 1, failed: 0 })
  expect(basename((await onlyVideo(library)).file_path)).toMatch(/^[0-9a-f]{64}\.\w{1,10}$/)
})

test('a path with a null byte in it is refused as input', async () => {
  const { client } = await openLibrary()
  const refused = client.imports.start({ paths: ['/tmp/a\0b.mp4'] })
  await expect(refused).rejects.toMatchObject({ code: 'BAD_INPUT' })
})

test('a playlist dressed as a video opens no other file', async () => {
  const { client } = await openLibrary()
  const folder = temporaryFolder()
  await putClip('square.mp4', join(folder, 'other.mp4'))
  const playlists = {
    'list.mp4': '#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nother.mp4\n#EXT-X-ENDLIST\n',
    'script.mp4': 'ffconcat version 1.0\nfile other.mp4\n',
  }
  for (const [name, text] of Object.entries(playlists)) writeFileSync(join(folder, name), text)
  const { items } = await importAll(client, { paths: Object.keys(playlists).map((name) => join(folder, name)) })
  expect(items.map(({ error }) => error?.code)).toEqual(['FILE_UNREADABLE', 'FILE_UNREADABLE'])
})

test('names that are no text are listed, and the others go on', async () => {
  const { client } = await openLibrary()
  const folder = temporaryFolder()
  await putClip('square.mp4', join(folder, 'take.mp4'))
  writeFileSync(Buffer.concat([Buffer.from(`${folder}/`), Buffer.from([0xff, 0xfe]), Buffer.from('.mp4')]), 'x')
  const { job } = await importAll(client, { paths: [folder] })
  expect(job).toMatchObject({ state: 'done', added: 1, failed: 1 })
})

test('names that differ in case only are two files where the disk says so', async () => {
  const { client } = await openLibrary()
  const folder = temporaryFolder()
  await putClip('square.mp4', join(folder, 'Take.mp4'))
  await putClip('portrait.mp4', join(folder, 'take.MP4'))
  expect((await importAll(client, { paths: [folder] })).job.added).toBe(2)
})

test('names in both Unicode forms are two files, and a search in either form finds both', async () => {
  const { client } = await openLibrary()
  const folder = temporaryFolder()
  const names = ['한글 Fähre がぎ 👩‍🎤🏽', 'й 👩🏽‍🎤 e\u0301']
  for (const [index, name] of names.entries()) {
    await putClip(index === 0 ? 'square.mp4' : 'landscape.mp4', join(folder, `${name.normalize('NFC')}.mp4`))
    await putClip(index === 0 ? 'portrait.mp4' : 'ntsc.mp4', join(folder, `${name.normalize('NFD')}.mp4`))
  }
  expect((await importAll(client, { paths: [folder] })).job).toMatchObject({ added: 4, failed: 0 })
  expect((await importAll(client, { paths: [folder] })).job).toMatchObject({ added: 0, unchanged: 4 })
  const { items } = await client.videos.list({})
  expect(new Set(items.map(({ file_path }) => file_path)).size).toBe(4)
  for (const form of ['NFC', 'NFD']) {
    for (const word of ['한글', 'fähre', 'がぎ', '한글 "fähre がぎ"', '-й', '한글 OR fähre'])
      expect([form, word, (await client.videos.list({ query: word.normalize(form) })).total]).toEqual([form, word, 2])
  }
})

test('a file is copied in one read, while it is hashed', async () => {
  const { client, core } = await openLibrary()
  const path = await putClip('square.mp4', join(temporaryFolder(), 'take.mp4'))
  const reads: unknown[] = []
  const { run } = core.files
  core.files.run = (task, options) => {
    if (task.kind === 'hash') reads.push({ ...task })
    return run(task, options)
  }
  expect((await importAll(client, { paths: [path], mode: 'copy' })).job.added).toBe(1)
  expect(reads).toEqual([{ kind: 'hash', path, sampled: true, copyTo: expect.stringContaining(core.layout.incoming) }])
})

test('on one disk a moved file is the same file under another name, and a linked one shares its bytes', async () => {
  const library = await openLibrary()
  const path = await putClip('square.mp4', join(temporaryFolder(), 'take.mp4'))
  const { ino } = statSync(path)
  await importAll(library.client, { paths: [path], mode: 'move' })
  const { file_path: placed, id } = await onlyVideo(library)
  expect(statSync(placed).ino).toBe(ino)
  await library.client.videos.remove({ ids: [id] })
  const linked = await putClip('portrait.mp4', join(temporaryFolder(), 'take.mp4'))
  await importAll(library.client, { paths: [linked], mode: 'link' })
  const shared = (await onlyVideo(library)).file_path
  // A reflink, where the file system has them, is a file of its own with one name.
  expect([statSync(linked).ino, shared]).toContain(statSync(shared).nlink > 1 ? statSync(shared).ino : shared)
  expect(existsSync(linked)).toBe(true)
})

test.for(['copy', 'move', 'link'] as const)(
  'files of one name and different contents come in side by side, by %s',
  async (mode: ImportMode) => {
    const { client, core } = await openLibrary()
    const folder = temporaryFolder()
    const clips = ['square.mp4', 'portrait.mp4', 'landscape.mp4'] as const
    const contents = new Set<string>()
    for (const [index, name] of clips.entries()) {
      const path = await putClip(name, join(folder, String(index), 'take.mp4'))
      contents.add(readFileSync(path).toString('base64'))
    }
    const { job } = await importAll(client, { paths: [folder], recursive: true, mode })
    expect(job).toMatchObject({ added: 3, failed: 0 })
    const { items } = await client.videos.list({})
    for (const { file_path } of items) expect(file_path.startsWith(core.layout.videos)).toBe(true)
    expect(new Set(items.map(({ file_path }) => readFileSync(file_path).toString('base64')))).toEqual(contents)
  },
)
