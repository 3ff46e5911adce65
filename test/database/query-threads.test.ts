import { fork } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { getPriority } from 'node:os'
import { basename, join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import type { Worker } from 'node:worker_threads'
import { sql } from 'kysely'
import { expect, onTestFinished, test, vi } from 'vitest'
import { writeLimits } from '../../main/database/connection/query-threads.ts'
import { createApp } from '../../main/http/app.ts'
import { createThreads } from '../../main/threads/threads.ts'
import { databaseOf } from '../support/database-of.ts'
import { importAll, openLibrary, putClip, temporaryFolder } from '../support/library.ts'
import { programPath } from '../support/program.ts'

/** A query that takes seconds. */
const slow = sql`WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 4000000) SELECT max(i) FROM n`

test('a query that takes seconds delays no other, and nobody waits for one that is cancelled', async () => {
  const { core, client } = await openLibrary()
  using print = vi.spyOn(console, 'error')
  const caller = new AbortController()
  let isRunning = true
  const cancelled = slow.execute(core.db, { signal: caller.signal }).finally(() => {
    isRunning = false
  })
  const failed = expect(cancelled).rejects.toThrow()
  for (let page = 0; page < 5; page++) await client.videos.list({})
  expect(isRunning).toBe(true)
  caller.abort()
  await failed
  expect((await client.videos.list({})).total).toBe(0)
  expect(print).not.toHaveBeenCalled()
})

test.runIf(process.platform === 'linux')(
  'threads that hash and count get less time than those that answer',
  async () => {
    const { client } = await openLibrary({ threads: createThreads() })
    await importAll(client, { paths: [await putClip('square.mp4', join(temporaryFolder(), 'a.mp4'))] })
    await client.videos.facets({ query: 'square' })
    const nicenessOf = (thread: string) =>
      Number(readFileSync(`/proc/self/task/${thread}/stat`, 'utf8').replace(/.*\) /, '').split(' ')[16])
    const lowered = readdirSync('/proc/self/task').filter(
      (thread) => nicenessOf(thread) === Math.min(getPriority() + 5, 19),
    )
    expect(nicenessOf(String(process.pid))).toBe(getPriority())
    expect(lowered.length).toBeGreaterThanOrEqual(2)
  },
)

test('queries that wait for a moment only start no further thread', async () => {
  const [threads, started] = [createThreads(), [] as URL[]]
  const start = (script: URL) => {
    started.push(script)
    return threads.start(script)
  }
  const { core, client } = await openLibrary({ threads: { ...threads, start } })
  await client.videos.list({})
  // Later than the timer of the pool, if that list has set it.
  await setTimeout(50)
  started.length = 0
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
  onTestFinished(() => void vi.useRealTimers())
  // One query runs, and each of the two others waits for 20 ms.
  const askTenTimes = async () => {
    for (let time = 0; time < 10; time++) {
      await sql`SELECT 1`.execute(core.db)
      vi.advanceTimersByTime(10)
    }
  }
  await Promise.all([askTenTimes(), askTenTimes(), askTenTimes()])
  expect(started).toEqual([])
})

test('threads that were idle for long end, except one that reads and one that writes', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'], shouldAdvanceTime: true })
  onTestFinished(() => void vi.useRealTimers())
  const [threads, alive] = [createThreads(), new Map<Worker, string>()]
  const start = (script: URL) => {
    const worker = threads.start(script)
    alive.set(worker, basename(script.pathname, '.ts'))
    return worker.once('exit', () => alive.delete(worker))
  }
  const { core, client } = await openLibrary({ threads: { ...threads, start } })
  const putCopy = async (name: string) => await putClip('square.mp4', join(temporaryFolder(), name))
  await Promise.all([slow.execute(core.db), slow.execute(core.db), slow.execute(core.db)])
  await importAll(client, { paths: [await putCopy('a.mp4')] })
  expect([...alive.values()].filter((name) => name === 'query-worker').length).toBeGreaterThan(2)
  expect([...alive.values()]).toContain('file-worker')

  vi.advanceTimersByTime(30_000)
  await expect.poll(() => [...alive.values()]).toEqual(['query-worker', 'query-worker'])
  await importAll(client, { paths: [await putCopy('b.mp4')] })
  expect((await client.videos.list({})).total).toBe(1)
})

test('a process that answers one call reads and writes on its own thread, and reads refuse to write', async () => {
  const started: string[] = []
  const threads = {
    ...createThreads(),
    start(script: URL): never {
      throw new Error(`${started.push(script.href)} started`)
    },
  }
  const { core, client } = await openLibrary({ threads, answersOnce: true })
  const { id } = await client.workflows.create({ name: 'Pilot', definition: '{"nodes":[]}' })
  await client.workflows.update({ id, name: 'Ferry' })
  expect((await client.workflows.list({})).items).toMatchObject([{ id, name: 'Ferry' }])
  expect((await client.videos.list({})).total).toBe(0)
  await expect(sql`DELETE FROM videos`.execute(core.db)).rejects.toMatchObject({ code: 'SQLITE_READONLY' })
  expect(started).toEqual([])
})

test('the handle for reading refuses to write', async () => {
  const { core } = await openLibrary()
  await expect(sql`DELETE FROM videos`.execute(core.db)).rejects.toMatchObject({ code: 'SQLITE_READONLY' })
})

test('while another program writes, reads go on, and a change waits, says so and is saved', async () => {
  const { core, client } = await openLibrary()
  const path = await putClip('square.mp4', join(temporaryFolder(), 'square.mp4'))
  const [take] = (await importAll(client, { paths: [path] })).items
  const missingSince = async () => (await client.videos.list({})).items[0]?.missing_since
  const other = databaseOf(core)
  other.exec('BEGIN IMMEDIATE')
  // The missing file is recorded once the other program has ended.
  rmSync(path)
  expect(await missingSince()).toBeNull()
  expect((await client.videos.get({ id: take?.video_id ?? '' })).missing_since).toBeNull()
  const saved = client.workflows.create({ name: 'Pilot', definition: '{"nodes":[]}' })
  await expect.poll(async () => (await client.library.get()).access.is_waiting).toBe(true)
  expect((await client.workflows.list({})).total).toBe(0)
  expect(await missingSince()).toBeNull()
  other.exec('COMMIT')
  const { id } = await saved
  expect(await missingSince()).not.toBeNull()
  expect((await client.workflows.get({ id })).name).toBe('Pilot')
  expect((await client.library.get()).access).toMatchObject({ state: 'writable', is_waiting: false })
})

test('a change fails after a while if another program does not stop writing, and says when to try again', async () => {
  const { core, client } = await openLibrary()
  const { longestWaitMs } = writeLimits
  writeLimits.longestWaitMs = 0
  onTestFinished(() => {
    writeLimits.longestWaitMs = longestWaitMs
  })
  const other = databaseOf(core)
  other.exec('BEGIN IMMEDIATE')
  const create = { name: 'Pilot', definition: '{"nodes":[]}' }
  await expect(client.workflows.create(create)).rejects.toMatchObject({ code: 'LIBRARY_BUSY' })
  const response = await createApp(core).request('/api/workflows', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(create),
  })
  expect([response.status, response.headers.get('retry-after')]).toEqual([503, '10'])
  other.exec('ROLLBACK')
  await client.workflows.create(create)
})

test('a process waits for its threads to end, while an answer arrives and while they start', async () => {
  const { core } = await openLibrary()
  expect(await once(fork(programPath('close-while-asking'), [core.layout.database]), 'exit')).toEqual([0, null])
})
