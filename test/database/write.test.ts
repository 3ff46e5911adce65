import { fork } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { hostname } from 'node:os'
import { sql } from 'kysely'
import { expect, test, vi } from 'vitest'
import { currentStep, withStep } from '../../main/database/journal/current-step.ts'
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

test('writes of a step that wait together share a transaction, and one that fails takes no other with it', async () => {
  const { core } = await openLibrary()
  const handles: unknown[] = []
  const insert = (id: string, fail = false) =>
    core.write(async ({ db }) => {
      handles.push(db)
      await db
        .insertInto('videos')
        .values({ ...video, id, file_path: `/${id}`, file_hash: id })
        .execute()
      if (fail) throw new Error(`no ${id}`)
      return `${id} of ${currentStep()?.action}`
    })
  const step = (action: string, work: () => Promise<unknown>[]) =>
    withStep({ id: randomUUID(), author: 'a person', user_id: null, action }, work)
  const writes = [
    ...step('import', () => [insert('a'), insert('b'), insert('c', true), insert('f')]),
    ...step('tag', () => [insert('d')]),
    ...step('tag', () => [insert('e')]),
  ]
  const outcomes = await Promise.allSettled(writes)
  expect(outcomes.map((it) => (it.status === 'fulfilled' ? it.value : String(it.reason)))).toEqual([
    'a of import',
    'b of import',
    'Error: no c',
    'f of import',
    'd of tag',
    'e of tag',
  ])
  expect(handles.map((handle) => handles.indexOf(handle))).toEqual([0, 1, 1, 1, 4, 5])
  const rows = databaseOf(core).prepare('SELECT id FROM videos ORDER BY id').pluck().all()
  expect(rows).toEqual(['a', 'b', 'd', 'e', 'f'])
  const entries = databaseOf(core).prepare('SELECT action FROM journal ORDER BY id').pluck().all()
  expect(entries).toEqual(['import', 'tag', 'tag'])
})

test('if SQLite ends a shared transaction, as on a full disk, all its writes fail and change nothing', async () => {
  const { core } = await openLibrary()
  const insert = (id: string) =>
    core.write(({ db }) =>
      db
        .insertInto('videos')
        .values({ ...video, id })
        .execute(),
    )
  const end = () =>
    core.write(async ({ db }) => {
      await sql`ROLLBACK`.execute(db)
      throw new Error('The disk is full.')
    })
  const step = { id: 'import', author: 'a person', user_id: null, action: 'import' }
  const writes = withStep(step, () => [core.write(async () => undefined), insert('a'), end(), insert('b')])
  const outcomes = await Promise.allSettled(writes)
  expect(outcomes.map((it) => (it.status === 'fulfilled' ? 'done' : String(it.reason)))).toEqual([
    'done',
    ...Array(3).fill('Error: The disk is full.'),
  ])
  expect(databaseOf(core).prepare('SELECT count(*) FROM videos').pluck().get()).toBe(0)
  await insert('c')
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
