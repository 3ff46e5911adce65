import { appendFileSync, copyFileSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { watchFolders } from '../../../main/services/watched/watch-folders.ts'
import { isActive } from '../../../shared/contract/jobs.ts'
import { clip, manyClips } from '../../support/clips.ts'
import { databaseOf } from '../../support/database-of.ts'
import { openLibrary, putClip, type TestLibrary, temporaryFolder } from '../../support/library.ts'
import { putPicture } from '../../support/pictures.ts'
import { startTerminal } from '../../support/terminal.ts'

/** Until it is so, however slow the machine. */
const soon = { timeout: 120_000, interval: 50 }

/** A folder that a library watches, with something in it: an empty one is one at which nothing is mounted. */
async function watchedFolder({ client }: TestLibrary): Promise<string> {
  const takes = join(temporaryFolder(), 'takes')
  mkdirSync(takes)
  writeFileSync(join(takes, 'notes.txt'), 'no video')
  await client.watched.add({ path: takes })
  return takes
}

/** A watcher, whose looks at its folder can be counted once it knows what is in there. */
interface Watcher {
  looks(): number
}

function watch({ core }: TestLibrary): Watcher {
  let looks = 0
  const { run } = core.files
  core.files.run = (task, options) => {
    if (task.kind === 'stats') looks++
    return run(task, options)
  }
  const watching = watchFolders(core)
  onTestFinished(() => watching.close())
  return { looks: () => looks }
}

/**
 * Waits until each watcher has seen what the other one took in: a look that began before may yet start an import, the
 * one after the next does not.
 */
async function seenByAll(library: TestLibrary, takes: string, watchers: readonly Watcher[]): Promise<void> {
  await outcomes(library)
  const before = watchers.map(({ looks }) => looks())
  const haveLooked = () => {
    // A change is a reason to look.
    appendFileSync(join(takes, 'notes.txt'), '.')
    return watchers.every(({ looks }, index) => looks() >= (before[index] ?? 0) + 3)
  }
  await expect.poll(haveLooked, { ...soon, interval: 200 }).toBe(true)
  await outcomes(library)
}

/** Returns the items of all imports of all processes, once none runs. */
async function outcomes({ client }: TestLibrary) {
  const settled = async () => (await client.jobs.list({ limit: 100 })).every(({ state }) => !isActive(state))
  await expect.poll(settled, soon).toBe(true)
  const imports = (await client.jobs.list({ limit: 100 })).filter(({ kind }) => kind === 'import')
  expect(imports.map(({ state }) => state)).toEqual(imports.map(() => 'done'))
  const items = await Promise.all(imports.map(async ({ id }) => (await client.jobs.items({ id, limit: 1000 })).items))
  return items.flat()
}

const totals = async ({ client }: TestLibrary) => [
  (await client.videos.list({})).total,
  (await client.images.list({})).total,
]

/** All came in once, whoever was first, and nothing failed. */
async function expectOnce(library: TestLibrary, count: number): Promise<void> {
  const items = await outcomes(library)
  expect(items.filter(({ outcome }) => outcome === 'failed')).toEqual([])
  expect(items.filter(({ outcome }) => outcome === 'added')).toHaveLength(count)
  expect(library.warnings).toEqual([])
  const locations = databaseOf(library.core).prepare('SELECT path FROM locations WHERE missing_since IS NULL').all()
  expect(locations).toHaveLength(count)
}

test('two windows of one library that watch the same folder take each new file in once', async () => {
  const one = await openLibrary()
  const two = await openLibrary({ folder: one.folder })
  const takes = await watchedFolder(one)
  for (const library of [one, two]) watch(library)
  await manyClips(takes, 30)
  for (let index = 0; index < 10; index++) putPicture(join(takes, 'frames', `${index}.png`), index * 30)
  await expect.poll(() => totals(one), soon).toEqual([30, 10])
  await expectOnce(one, 40)
  expect(two.warnings).toEqual([])
  expect(await totals(two)).toEqual([30, 10])
})

test('what is renamed, written over and deleted is seen by two as by one', async () => {
  const one = await openLibrary()
  const two = await openLibrary({ folder: one.folder })
  const takes = await watchedFolder(one)
  const watchers = [one, two].map(watch)
  await putClip('square.mp4', join(takes, 'a.mp4'))
  await putClip('portrait.mp4', join(takes, 'b.mp4'))
  await putClip('landscape.mp4', join(takes, 'c.mp4'))
  await expect.poll(() => totals(one), soon).toEqual([3, 0])
  await seenByAll(one, takes, watchers)
  renameSync(join(takes, 'a.mp4'), join(takes, 'A, renamed.mp4'))
  rmSync(join(takes, 'b.mp4'))
  copyFileSync(await clip('ntsc.mp4'), join(takes, 'c.mp4'))
  const seen = async () => {
    const { items } = await two.client.videos.list({ sort: 'name', order: 'asc' })
    return items.map(({ name, missing_since }) => `${name} ${missing_since === null ? 'there' : 'missing'}`).sort()
  }
  await expect.poll(seen, soon).toEqual(['a there', 'b missing', 'c missing', 'c there'])
  expect((await outcomes(one)).filter(({ outcome }) => outcome === 'failed')).toEqual([])
  expect([...one.warnings, ...two.warnings]).toEqual([])
})

test('a process of its own that serves the library, and a window, take each new file in once', async () => {
  const library = await openLibrary()
  const takes = await watchedFolder(library)
  const server = startTerminal(['serve', '--port', '0', '--library', library.folder, '--json'])
  const isServing = new Promise((resolve) => server.child.stdout.once('data', resolve))
  await isServing
  watch(library)
  await manyClips(takes, 30)
  await expect.poll(() => totals(library), soon).toEqual([30, 0])
  await expectOnce(library, 30)
  server.child.kill('SIGTERM')
  expect(await server.ended).toMatchObject({ code: 0, stderr: '' })
})
