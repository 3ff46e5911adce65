import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { hostname } from 'node:os'
import { expect, test } from 'vitest'
import type { RunningJob } from '../../main/jobs/running-job.ts'
import { RushesError } from '../../shared/errors.ts'
import { ended, openLibrary } from '../support/library.ts'
import { program } from '../support/terminal.ts'

const importJob = { kind: 'import', title: 'takes', unit: 'files' } as const

/** Work that goes on until it is stopped. */
async function untilStopped(job: RunningJob): Promise<void> {
  await once(job.signal, 'abort')
}

test('a job tells how far it is, and keeps what became of each file in order', async () => {
  const { core, client } = await openLibrary()
  const progress: number[] = []
  const stop = new AbortController()
  const events = await client.events.subscribe(undefined, { signal: stop.signal })
  void (async () => {
    for await (const event of events) if (event.type === 'progress') progress.push(event.job.done)
  })()
  const job = await core.jobs.start(importJob, async (running) => {
    for (let index = 1; index <= 700; index++) {
      running.item({ path: `/take ${index}`, outcome: index % 7 ? 'added' : 'failed' })
      running.progress(index, 700)
      if (index % 200 === 0) await new Promise((resolve) => setTimeout(resolve, 250))
    }
  })
  expect(await ended(client, job)).toMatchObject({ state: 'done', done: 700, total: 700, added: 600, failed: 100 })
  const failed = await client.jobs.items({ id: job.id, outcome: 'failed', offset: 98, limit: 10 })
  expect(failed).toMatchObject({ total: 100, items: [{ path: '/take 693' }, { path: '/take 700' }] })
  await expect.poll(() => progress.at(-1)).toBe(700)
  expect(progress.length).toBeGreaterThan(2)
  expect(progress).toEqual([...progress].sort((a, b) => a - b))
  stop.abort()
})

test('work that fails leaves its sentence', async () => {
  const { core, client, warnings } = await openLibrary()
  const known = await core.jobs.start(importJob, async () => {
    throw new RushesError('DISK_FULL', 'The disk is full.')
  })
  expect(await ended(client, known)).toMatchObject({
    state: 'failed',
    error: { code: 'DISK_FULL', message: 'The disk is full.' },
  })
  const unknown = await core.jobs.start(importJob, async () => {
    throw new TypeError('x is undefined')
  })
  expect(await ended(client, unknown)).toMatchObject({ state: 'failed', error: { code: 'INTERNAL' } })
  expect(warnings.join('')).toContain('x is undefined')
})

test('a job that waits can be cancelled before it begins', async () => {
  const { core, client } = await openLibrary()
  const proxy = { kind: 'proxy', title: 'take', unit: 'seconds' } as const
  const first = await core.jobs.start(proxy, untilStopped)
  let begun = false
  const second = await core.jobs.start(proxy, async () => {
    begun = true
  })
  expect((await client.jobs.get({ id: second.id })).state).toBe('queued')
  await client.jobs.cancel({ id: second.id })
  await client.jobs.cancel({ id: first.id })
  expect((await ended(client, first)).state).toBe('cancelled')
  expect((await ended(client, second)).state).toBe('cancelled')
  expect(begun).toBe(false)
})

test('work that is asked for again while it stops is done anew', async () => {
  const { core, client } = await openLibrary()
  const proxy = { kind: 'proxy', title: 'take', unit: 'seconds', video_id: 'take' } as const
  let letGo = () => {}
  const first = await core.jobs.start(proxy, () => new Promise((resolve) => (letGo = resolve)))
  await expect.poll(async () => (await client.jobs.get({ id: first.id })).state).toBe('running')
  expect((await core.jobs.start(proxy, untilStopped)).id).toBe(first.id)
  await client.jobs.cancel({ id: first.id })
  const second = await core.jobs.start(proxy, async () => undefined)
  expect(second.id).not.toBe(first.id)
  letGo()
  expect((await ended(client, first)).state).toBe('cancelled')
  expect((await ended(client, second)).state).toBe('done')
})

test('a job that goes on is told as it goes on, not as rows to ask for again', async () => {
  const { core, client } = await openLibrary()
  const stop = new AbortController()
  const told: string[] = []
  const events = await client.events.subscribe(undefined, { signal: stop.signal })
  void (async () => {
    for await (const event of events) told.push(event.type === 'progress' ? event.job.state : event.type)
  })()
  const job = await core.jobs.start(importJob, async (running) => {
    // Long enough for two signs of life in the row.
    for (let done = 1; done <= 9; done++) {
      running.progress(done, 9)
      await new Promise((resolve) => setTimeout(resolve, 300))
    }
  })
  await ended(client, job)
  await expect.poll(() => told).toContain('done')
  // Its start and its end are news of rows; what is told well between them is not.
  const [, , third = 0] = told.flatMap((what, index) => (what === 'running' ? [index] : []))
  const between = told.slice(third, told.lastIndexOf('running'))
  expect(between.length).toBeGreaterThan(2)
  expect(between).not.toContain('changed')
  stop.abort()
})

test('a job is cancelled from another process', async () => {
  const { core, client, folder } = await openLibrary()
  const job = await core.jobs.start(importJob, untilStopped)
  const input = JSON.stringify({ id: job.id })
  const child = spawn(process.execPath, [program, 'call', 'jobs.cancel', input, '--library', folder], {
    stdio: 'ignore',
  })
  expect((await once(child, 'exit'))[0]).toBe(0)
  expect((await ended(client, job)).state).toBe('cancelled')
})

test('a job whose process died is interrupted; one of a living process is not', async () => {
  const { core, client } = await openLibrary()
  const child = spawn(process.execPath, ['-e', ''])
  await once(child, 'exit')
  const row = (id: string, owner: string) =>
    core.write(({ db }) =>
      db
        .insertInto('jobs')
        .values({ ...importJob, id, owner, state: 'running', heartbeat_ms: Date.now() })
        .execute(),
    )
  await row('dead', `${hostname()}:${child.pid}:1`)
  await row('alive', `${hostname()}:${process.ppid}:1`)
  await row('elsewhere', 'another-computer:1:1')
  // In a container the process before had the same number.
  await row('before', `${hostname()}:${process.pid}:1`)
  await core.jobs.reconcile()
  expect((await client.jobs.get({ id: 'dead' })).state).toBe('interrupted')
  expect((await client.jobs.get({ id: 'before' })).state).toBe('interrupted')
  expect((await client.jobs.get({ id: 'alive' })).state).toBe('running')
  expect((await client.jobs.get({ id: 'elsewhere' })).state).toBe('running')
  await core.write(({ db }) => db.updateTable('jobs').set({ heartbeat_ms: 0 }).where('id', '=', 'elsewhere').execute())
  await core.jobs.reconcile()
  expect((await client.jobs.get({ id: 'elsewhere' })).state).toBe('interrupted')
})

test('a job of another window of this process is not interrupted, however long it is silent', async () => {
  const one = await openLibrary()
  const two = await openLibrary({ folder: one.folder })
  const job = await one.core.jobs.start(importJob, untilStopped)
  await one.core.write(({ db }) => db.updateTable('jobs').set({ heartbeat_ms: 0 }).where('id', '=', job.id).execute())
  await two.core.jobs.reconcile()
  expect((await two.client.jobs.get({ id: job.id })).state).not.toBe('interrupted')
  await one.core.close()
  await two.core.jobs.reconcile()
  expect((await two.client.jobs.get({ id: job.id })).state).toBe('cancelled')
})

test('cancelling what has ended changes nothing; what is not there is not found', async () => {
  const { core, client } = await openLibrary()
  const job = await core.jobs.start(importJob, async () => undefined)
  await ended(client, job)
  expect((await client.jobs.cancel({ id: job.id })).state).toBe('done')
  await expect(client.jobs.cancel({ id: 'none' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await expect(client.jobs.items({ id: 'none' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
})

test('a job tells which files it is at and how much of each is done; nothing of that outlasts them', async () => {
  const { core, client } = await openLibrary()
  const stop = new AbortController()
  const told: { done: number; working: readonly unknown[] }[] = []
  const events = await client.events.subscribe(undefined, { signal: stop.signal })
  void (async () => {
    for await (const event of events) {
      if (event.type === 'progress') told.push({ done: event.job.done, working: event.working })
    }
  })()
  let letGo = () => {}
  const held = new Promise<void>((resolve) => (letGo = resolve))
  const job = await core.jobs.start(importJob, async (running) => {
    const first = running.file('/first', async (onFraction) => {
      onFraction(0.25)
      await held
    })
    const second = running.file('/second', async () => {
      await held
      throw new RushesError('FILE_UNREADABLE', 'It cannot be read.')
    })
    await Promise.allSettled([first, second])
    running.progress(2, 2)
  })
  const working = [
    { path: '/first', fraction: 0.25 },
    { path: '/second', fraction: null },
  ]
  await expect.poll(() => told).toContainEqual({ done: 0.25, working })
  letGo()
  expect(await ended(client, job)).toMatchObject({ state: 'done', done: 2 })
  await expect.poll(() => told.at(-1)).toEqual({ done: 2, working: [] })
  stop.abort()
})
