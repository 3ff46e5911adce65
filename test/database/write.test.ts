import { fork } from 'node:child_process'
import { once } from 'node:events'
import { hostname } from 'node:os'
import { expect, test, vi } from 'vitest'
import { requireVideo } from '../../main/database/videos.ts'
import { type CoreEvent, topics } from '../../shared/contract/events.ts'
import { databaseOf } from '../support/database-of.ts'
import { openLibrary } from '../support/library.ts'
import { programPath } from '../support/program.ts'

const video = { id: 'a', name: 'Ferry', file_path: '/a', file_hash: 'aa', size_bytes: 1, source_type: 'uploaded' }

/** All events, as they come. */
function listen(events: AsyncIterable<CoreEvent>): CoreEvent[] {
  const heard: CoreEvent[] = []
  void (async () => {
    for await (const event of events) heard.push(event)
  })()
  return heard
}

test('topics are announced after the commit, once for a burst of writes', async () => {
  const { core } = await openLibrary()
  const heard = listen(core.events.listen())
  await core.write(async ({ db, touch }) => {
    touch('videos')
    await db.insertInto('videos').values(video).execute()
  })
  await expect.poll(() => heard).toEqual([{ type: 'changed', topics: ['videos', 'history'] }])
  core.events.changed(['jobs', 'videos'])
  core.events.changed(['jobs', 'images'])
  await expect.poll(() => heard).toHaveLength(2)
  expect(heard[1]).toEqual({ type: 'changed', topics: ['jobs', 'videos', 'images'] })
})

test('a failed write changes nothing and announces nothing', async () => {
  const { core } = await openLibrary()
  const heard = listen(core.events.listen())
  const failing = core.write(async ({ db, touch }) => {
    touch('videos')
    await db.insertInto('videos').values(video).execute()
    throw new Error('no')
  })
  await expect(failing).rejects.toThrow('no')
  await expect(requireVideo(core.db, 'a')).rejects.toMatchObject({ code: 'NOT_FOUND' })
  core.events.changed(['jobs'])
  await expect.poll(() => heard).toEqual([{ type: 'changed', topics: ['jobs'] }])
})

test('two libraries open in one process do not know of each other', async () => {
  const [one, two] = [await openLibrary(), await openLibrary()]
  await one.core.write(async ({ db }) => db.insertInto('videos').values(video).execute())
  expect((await one.client.videos.list({})).total).toBe(1)
  expect((await two.client.videos.list({})).total).toBe(0)
})

test('commits of another connection to the library are announced', async () => {
  const one = await openLibrary()
  const two = await openLibrary({ folder: one.folder })
  const heard = listen(one.core.events.listen())
  await two.core.write(async ({ db }) => db.insertInto('videos').values(video).execute())
  await expect.poll(() => heard).toContainEqual({ type: 'changed', topics })
})

test('a library that is closed while a change for another program waits ends without a warning', async () => {
  const { core, warnings } = await openLibrary()
  const closed = new Promise((resolve) => {
    vi.spyOn(core.events, 'changed').mockImplementationOnce(() => resolve(core.close()))
  })
  const theirs = databaseOf(core)
  const owner = `${hostname()}:${process.pid}:1`
  theirs.prepare("INSERT INTO leaving_files (path, owner) VALUES ('/gone.mp4', ?)").run(owner)
  theirs.exec('BEGIN IMMEDIATE')
  await closed
  // Rejections that the end of the threads caused arrive first.
  await new Promise(setImmediate)
  expect(warnings).toEqual([])
  theirs.exec('ROLLBACK')
})

test('three processes write at once, each reading first, and none fails', async () => {
  const { core, client, folder } = await openLibrary()
  const others = ['one', 'two'].map((name) => once(fork(programPath('add-videos'), [folder, name, '50']), 'exit'))
  for (let index = 0; index < 50; index++) {
    await core.write(async ({ db }) => {
      await db.selectFrom('videos').select('id').limit(1).execute()
      const name = `here ${index}`
      await db
        .insertInto('videos')
        .values({ ...video, id: name, file_path: name })
        .execute()
    })
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  expect((await Promise.all(others)).map(([code]) => code)).toEqual([0, 0])
  expect((await client.videos.list({})).total).toBe(150)
})

test('the database is in WAL mode with foreign keys on', async () => {
  const { core } = await openLibrary()
  expect(databaseOf(core).pragma('journal_mode', { simple: true })).toBe('wal')
  expect(databaseOf(core).pragma('foreign_keys', { simple: true })).toBe(1)
})

test('the first columns of videos are those of the Media Manager', async () => {
  const { core } = await openLibrary()
  const columns = (table: string) =>
    databaseOf(core).prepare('SELECT name FROM pragma_table_info(?)').pluck().all(table)
  expect(columns('videos').slice(0, 13)).toEqual(
    'id name file_path file_hash size_bytes duration_seconds resolution aspect_ratio codec fps source_type created_at metadata'.split(
      ' ',
    ),
  )
})
