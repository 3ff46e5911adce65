import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { expect, test } from 'vitest'
import { importAll, openLibrary, putClip, temporaryFolder } from '../support/library.ts'

type Make = (path: string) => Promise<unknown>

test.for<readonly [string, Make]>([
  ['a text file', async (path: string) => writeFileSync(path, 'not a video at all')],
  ['an empty file', async (path: string) => writeFileSync(path, '')],
  [
    'a file cut off',
    async (path: string) => {
      await putClip('landscape.mp4', path)
      truncateSync(path, 4000)
    },
  ],
  ['sound without picture', (path) => putClip('only-sound.m4a', path)],
  ['a still picture', (path) => putClip('still.png', path)],
  ['a link to itself', async (path: string) => symlinkSync(path, path)],
])('%s is refused in a sentence that names it', async ([, make]) => {
  const { client, core } = await openLibrary()
  const path = join(temporaryFolder(), 'take.mp4')
  await make(path)
  const { job, items } = await importAll(client, { paths: [path], mode: 'copy' })
  expect(job).toMatchObject({ state: 'done', added: 0, failed: 1 })
  expect(items[0]?.error?.message).toContain('take.mp4')
  expect(items[0]?.error?.message).toMatch(/\.$/)
  expect(items[0]?.error?.code).not.toBe('INTERNAL')
  expect(execFileSync('find', [core.layout.videos, core.layout.incoming, '-type', 'f']).toString()).toBe('')
})

test('a named pipe does not hold the import up', async () => {
  const { client } = await openLibrary()
  const folder = temporaryFolder()
  execFileSync('mkfifo', [join(folder, 'pipe.mp4')])
  await putClip('square.mp4', join(folder, 'take.mp4'))
  expect((await importAll(client, { paths: [folder] })).job).toMatchObject({ state: 'done', added: 1, failed: 0 })
  const named = await importAll(client, { paths: [join(folder, 'pipe.mp4'), '/dev/null'] })
  expect(named.job).toMatchObject({ state: 'done', added: 0, failed: 2 })
})

test.for([
  '-rf.mp4',
  ' spaces at both ends .mp4',
  'new\nline.mp4',
  'quote\'s "and" `ticks` $(x).mp4',
  'Fähre 渡し船 🎬.mp4',
  '100%20%00.mp4',
  'no ending',
  'trailing dot.',
  'concat:a|b.mp4',
  `${'long '.repeat(49)}.mp4`,
])('a file called %j goes in and can be read back', async (name) => {
  const { client } = await openLibrary()
  const path = await putClip('square.mp4', join(temporaryFolder(), name))
  const { items } = await importAll(client, { paths: [path], mode: 'copy' })
  expect(items[0]).toMatchObject({ path, outcome: 'added', error: null })
  const video = await client.videos.get({ id: items[0]?.video_id ?? '' })
  expect(readFileSync(video.file_path).equals(readFileSync(path))).toBe(true)
  expect(video.name.length).toBeGreaterThan(0)
})

test('a folder is searched for videos only, deeper folders only when asked, hidden ones never', async () => {
  const { client } = await openLibrary()
  const folder = temporaryFolder()
  await putClip('square.mp4', join(folder, 'a.mp4'))
  await putClip('portrait.mp4', join(folder, 'deeper', 'B.MP4'))
  await putClip('landscape.mp4', join(folder, '.hidden', 'c.mp4'))
  await putClip('landscape.mp4', join(folder, '._a.mp4'))
  writeFileSync(join(folder, 'notes.txt'), 'x')
  const flat = await importAll(client, { paths: [folder], recursive: false })
  expect(flat.items.map(({ path }) => basename(path))).toEqual(['a.mp4'])
  const deep = await importAll(client, { paths: [folder, folder], recursive: true })
  expect(deep.items.map(({ path }) => basename(path))).toEqual(['B.MP4'])
  expect(deep.job).toMatchObject({ failed: 0, unchanged: 1 })
})

test.skipIf(process.platform === 'win32')(
  'a folder with a backslash in its name is not taken for a hidden one',
  async () => {
    const { client } = await openLibrary()
    const folder = temporaryFolder()
    await putClip('square.mp4', join(folder, 'day 1\\.selects', 'take.mp4'))
    expect((await importAll(client, { paths: [folder], recursive: true })).job).toMatchObject({ added: 1, failed: 0 })
  },
)

test('links are followed, and a folder that contains itself is searched once', async () => {
  const { client } = await openLibrary()
  const folder = temporaryFolder()
  const outside = await putClip('square.mp4', join(temporaryFolder(), 'take.mp4'))
  mkdirSync(join(folder, 'inner'))
  symlinkSync(folder, join(folder, 'inner', 'loop'))
  symlinkSync(outside, join(folder, 'linked.mp4'))
  symlinkSync(join(folder, 'nowhere'), join(folder, 'dangling.mp4'))
  const { job } = await importAll(client, { paths: [folder] })
  expect(job).toMatchObject({ state: 'done', added: 1, failed: 0 })
})

test('what is named and not there is listed, and a relative path is refused', async () => {
  const { client } = await openLibrary()
  const { items } = await importAll(client, { paths: ['/nowhere/take.mp4'] })
  expect(items).toMatchObject([{ outcome: 'failed', error: { code: 'FILE_MISSING' } }])
  await expect(client.imports.start({ paths: ['take.mp4'] })).rejects.toMatchObject({ code: 'BAD_INPUT' })
  await expect(client.imports.start({ paths: [] })).rejects.toMatchObject({ code: 'BAD_INPUT' })
})
