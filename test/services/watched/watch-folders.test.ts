import {
  appendFileSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { watchFolders } from '../../../main/services/watched/watch-folders.ts'
import { clip, manyClips } from '../../support/clips.ts'
import { databaseOf } from '../../support/database-of.ts'
import { ended, importAll, openLibrary, putClip, type TestLibrary, temporaryFolder } from '../../support/library.ts'
import { putPicture } from '../../support/pictures.ts'

/** Polls until it is so, however slow the machine. */
const soon = { timeout: 120_000, interval: 50 }

interface Watching extends TestLibrary {
  folder: string
  takes: string
  /** Names and paths of all takes. */
  names(): Promise<string[]>
}

/** A library that watches a folder. */
async function watchFolder({
  place = (library: string) => join(library, '..', 'takes'),
  clock = () => new Date(),
} = {}): Promise<Watching> {
  const library = await openLibrary({ clock })
  const takes = place(library.folder)
  mkdirSync(takes, { recursive: true })
  // An empty folder is one at which nothing is mounted.
  writeFileSync(join(takes, 'notes.txt'), 'no video')
  await library.client.watched.add({ path: takes })
  start(library)
  const names = async () => (await library.client.videos.list({ limit: 1000 })).items.map(({ name }) => name).sort()
  return { ...library, takes, names }
}

function start({ core }: TestLibrary): void {
  const watching = watchFolders(core)
  onTestFinished(() => watching.close())
}

const importsOf = async ({ client }: TestLibrary) =>
  (await client.jobs.list({})).filter(({ kind }) => kind === 'import')

test('what is put into a watched folder, however deep, comes into the library and stays where it is', async () => {
  const { takes, names, client } = await watchFolder()
  await putClip('square.mp4', join(takes, 'a.mp4'))
  await putClip('portrait.mp4', join(takes, 'deeper', 'still', 'b.mp4'))
  await expect.poll(names, soon).toEqual(['a', 'b'])
  const { items } = await client.videos.list({ sort: 'name', order: 'asc' })
  expect(items.map(({ file_path }) => file_path)).toEqual([
    join(takes, 'a.mp4'),
    join(takes, 'deeper', 'still', 'b.mp4'),
  ])
})

test('a file that grows is taken in once, when it has stopped', async () => {
  // While the writer writes no time passes, so that a machine that stands still does not look like one that has
  // finished.
  let standsStill = true
  const start = new Date()
  const library = await watchFolder({ clock: () => (standsStill ? start : new Date()) })
  const bytes = readFileSync(await clip('ten-seconds.mp4'))
  const path = join(library.takes, 'render.mp4')
  writeFileSync(path, bytes.subarray(0, 1000))
  const step = Math.ceil(bytes.length / 12)
  for (let position = 1000; position < bytes.length; position += step) {
    await new Promise((resolve) => setTimeout(resolve, 250))
    appendFileSync(path, bytes.subarray(position, position + step))
  }
  standsStill = false
  await expect.poll(library.names, soon).toEqual(['render'])
  await expect.poll(async () => (await importsOf(library))[0]?.state, soon).toBe('done')
  expect(await importsOf(library)).toMatchObject([{ added: 1, failed: 0, title: 'render.mp4' }])
})

test('an image that is deleted from a watched folder is announced to those who show images', async () => {
  const library = await watchFolder()
  const still = putPicture(join(library.takes, 'still.png'))
  await expect.poll(async () => (await library.client.images.list({})).total, soon).toBe(1)
  await expect.poll(async () => (await importsOf(library))[0]?.state, soon).toBe('done')
  const missing = async () =>
    databaseOf(library.core).prepare('SELECT missing_since FROM locations WHERE path = ?').pluck().get(still)
  const announced: string[] = []
  const listening = new AbortController()
  onTestFinished(() => listening.abort())
  const events = library.core.events.listen(listening.signal)
  const listener = (async () => {
    for await (const event of events) if (event.type === 'changed') announced.push(...event.topics)
  })()
  rmSync(still)
  await expect.poll(missing, soon).not.toBeNull()
  await expect.poll(() => announced, soon).toContain('images')
  listening.abort()
  await listener.catch(() => undefined)
})

test('what is no video is refused once, and not tried again and again', async () => {
  const library = await watchFolder()
  writeFileSync(join(library.takes, 'broken.mp4'), 'no video at all')
  await expect.poll(async () => (await importsOf(library))[0], soon).toMatchObject({ state: 'done', failed: 1 })
  await putClip('square.mp4', join(library.takes, 'good.mp4'))
  await expect.poll(library.names, soon).toEqual(['good'])
  const done = async () => (await importsOf(library)).map(({ state, failed }) => [state, failed])
  await expect.poll(done, soon).toEqual([
    ['done', 0],
    ['done', 1],
  ])
})

test('a file that disappears before it is read is no failure, and comes in when it is back as it was', async () => {
  const library = await watchFolder()
  const [path, away] = [join(library.takes, 'a.mp4'), join(temporaryFolder(), 'a.mp4')]
  const { run } = library.core.files
  library.core.files.run = (task, options) => {
    if (task.kind === 'fingerprint' && !existsSync(away)) renameSync(path, away)
    return run(task, options)
  }
  await putClip('square.mp4', path)
  await expect
    .poll(async () => (await importsOf(library))[0], soon)
    .toMatchObject({ state: 'done', failed: 0, added: 0 })
  copyFileSync(away, path)
  utimesSync(path, statSync(away).atime, statSync(away).mtime)
  await expect.poll(library.names, soon).toEqual(['a'])
})

test('a deleted file is marked as missing and stays in the library; a renamed one is followed', async () => {
  const library = await watchFolder()
  const { client, takes, names } = library
  await putClip('square.mp4', join(takes, 'a.mp4'))
  await putClip('portrait.mp4', join(takes, 'b.mp4'))
  await expect.poll(names, soon).toEqual(['a', 'b'])
  const idOf = async (name: string) => (await client.videos.list({})).items.find((one) => one.name === name)?.id ?? ''
  const [a, b] = [await idOf('a'), await idOf('b')]
  rmSync(join(takes, 'a.mp4'))
  renameSync(join(takes, 'b.mp4'), join(takes, 'c.mp4'))
  const paths = async () =>
    (await client.videos.list({})).items
      .map(({ id, file_path, missing_since }) => [id, file_path, missing_since !== null])
      .sort()
  await expect.poll(paths, soon).toEqual(
    [
      [a, join(takes, 'a.mp4'), true],
      [b, join(takes, 'c.mp4'), false],
    ].sort(),
  )
})

test('a take that was removed stays out while its file is as it was, also after a restart; by hand, changed or undone it is back', async () => {
  const library = await watchFolder()
  const { client, takes, names } = library
  const [kept, path] = [join(takes, 'kept.mp4'), join(takes, 'removed.mp4')]
  await putClip('square.mp4', kept)
  await putClip('portrait.mp4', path)
  await expect.poll(names, soon).toEqual(['kept', 'removed'])
  const idOf = async (name: string) => (await client.videos.list({})).items.find((one) => one.name === name)?.id ?? ''
  const id = await idOf('removed')
  await client.videos.remove({ ids: [id] })
  // After a restart the watcher knows no files: it has polled both once this one is imported.
  start(library)
  await putClip('ten-seconds.mp4', join(takes, 'later.mp4'))
  await expect.poll(names, soon).toEqual(['kept', 'later'])
  await client.videos.restore({ ids: [id] })
  expect(await names()).toEqual(['kept', 'later', 'removed'])
  await client.videos.remove({ ids: [id] })
  await importAll(client, { paths: [path] })
  expect(await names()).toEqual(['kept', 'later', 'removed'])
  await client.videos.remove({ ids: [await idOf('removed')] })
  await putClip('landscape.mp4', path)
  await expect.poll(names, soon).toEqual(['kept', 'later', 'removed'])
})

test('a folder that goes away with its disk marks nothing; what is new on it comes in when it is back', async () => {
  const { client, core, takes, names } = await watchFolder()
  await manyClips(takes, 5)
  await expect.poll(async () => (await names()).length, soon).toBe(5)
  renameSync(takes, `${takes} unplugged`)
  const offline = async () => (await client.watched.list()).map(({ is_offline }) => is_offline)
  expect(await offline()).toEqual([true])
  await putClip('portrait.mp4', join(`${takes} unplugged`, 'new.mp4'))
  // Another look, whatever the system said of the rename.
  await client.watched.pause({ path: takes, is_paused: true })
  await client.watched.pause({ path: takes, is_paused: false })
  expect((await client.videos.list({})).items.map(({ is_offline }) => is_offline)).toEqual(Array(5).fill(true))
  renameSync(`${takes} unplugged`, takes)
  await client.watched.pause({ path: takes, is_paused: true })
  await client.watched.pause({ path: takes, is_paused: false })
  await expect.poll(async () => (await names()).includes('new'), soon).toBe(true)
  expect(databaseOf(core).prepare('SELECT count(*) FROM locations WHERE missing_since IS NOT NULL').pluck().get()).toBe(
    0,
  )
})

test('a paused folder is left alone until it goes on, and a removed one for good; what came from it stays', async () => {
  const { client, takes, names } = await watchFolder()
  const other = join(takes, '..', 'other')
  await putClip('landscape.mp4', join(other, 'first.mp4'))
  await client.watched.pause({ path: takes, is_paused: true })
  await client.watched.add({ path: other })
  await putClip('square.mp4', join(takes, 'paused.mp4'))
  await expect.poll(names, soon).toEqual(['first'])
  await client.watched.remove({ path: other })
  await putClip('vp9.webm', join(other, 'second.webm'))
  await client.watched.pause({ path: takes, is_paused: false })
  await expect.poll(names, soon).toEqual(['first', 'paused'])
  expect((await client.watched.list()).map(({ path }) => path)).toEqual([takes])
})

test('a library that lies in the folder that it watches does not take in itself', async () => {
  const library = await watchFolder({ place: (folder) => join(folder, '..') })
  const { client, core, takes, names } = library
  const outside = await putClip('square.mp4', join(temporaryFolder(), 'owned.mp4'))
  await importAll(client, { paths: [outside], mode: 'copy' })
  // A file that somebody left in the library, and a way into it from outside.
  await putClip('portrait.mp4', join(core.layout.videos, 'stray.mp4'))
  symlinkSync(core.layout.videos, join(takes, 'link to videos'))
  await putClip('landscape.mp4', join(takes, 'beside.mp4'))
  await expect.poll(names, soon).toContain('beside')
  expect(await names()).toEqual(['beside', 'owned'])
  await expect(client.watched.add({ path: core.layout.videos })).rejects.toMatchObject({ code: 'BAD_INPUT' })
})

test('what is rendered over in a watched folder is a new version, and the person is asked', async () => {
  const { client, takes, names } = await watchFolder()
  const path = await putClip('square.mp4', join(takes, 'a.mp4'))
  await expect.poll(names, soon).toEqual(['a'])
  const [old] = (await client.videos.list({})).items
  await client.generations.put({ video_id: old?.id ?? '', provider: 'google', prompt: 'A ferry' })
  copyFileSync(await clip('portrait.mp4'), path)
  await expect.poll(async () => (await client.versions.list({ answered: false })).total, soon).toBe(1)
})

test('a folder is watched by its one path, must be there, and is paused and removed only where it is watched', async () => {
  const { client } = await openLibrary()
  const folder = join(temporaryFolder(), 'takes')
  await expect(client.watched.add({ path: folder })).rejects.toMatchObject({ code: 'FILE_MISSING' })
  await expect(client.watched.add({ path: 'takes' })).rejects.toMatchObject({ code: 'BAD_INPUT' })
  mkdirSync(folder)
  symlinkSync(folder, `${folder} too`)
  await client.watched.add({ path: folder })
  await client.watched.add({ path: `${folder} too` })
  expect(await client.watched.list()).toMatchObject([{ path: folder, is_paused: false, is_offline: true }])
  await expect(client.watched.remove({ path: '/nowhere' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await expect(client.watched.pause({ path: '/nowhere', is_paused: true })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await client.watched.remove({ path: folder })
  expect(await client.watched.list()).toEqual([])
})

test('closing a library in the middle of a look leaves no error behind', async () => {
  const library = await openLibrary()
  const takes = temporaryFolder()
  await manyClips(takes, 200)
  await library.client.watched.add({ path: takes })
  const watching = watchFolders(library.core)
  await watching.close()
  for (const id of library.core.jobs.ids()) await ended(library.client, await library.client.jobs.cancel({ id }))
  await library.core.close()
  expect(library.warnings).toEqual([])
})
