import { once } from 'node:events'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Core } from '../../main/core.ts'
import type { RunningJob } from '../../main/jobs/running-job.ts'
import type { CoreEvent } from '../../shared/contract/events.ts'
import { databaseOf } from '../support/database-of.ts'
import { ended, importAll, openLibrary, putClip, temporaryFolder } from '../support/library.ts'

/** Has every write of a job fail. */
function refuseJobs(core: Core): void {
  databaseOf(core).exec("CREATE TRIGGER refusal BEFORE UPDATE ON jobs BEGIN SELECT RAISE(ABORT, 'refused'); END")
}

function acceptJobs(core: Core): void {
  databaseOf(core).exec('DROP TRIGGER refusal')
}

const proxyJob = { kind: 'proxy', title: 'take', unit: 'seconds' } as const

/** Work that goes on until it is stopped. */
async function untilStopped(job: RunningJob): Promise<void> {
  await once(job.signal, 'abort')
}

test('a job that waits ends when it is cancelled, not when its turn comes', async () => {
  const { core, client } = await openLibrary()
  const first = await core.jobs.start(proxyJob, untilStopped)
  let begun = false
  const second = await core.jobs.start(proxyJob, async () => {
    begun = true
  })
  await client.jobs.cancel({ id: second.id })
  expect((await ended(client, second)).state).toBe('cancelled')
  expect((await client.jobs.get({ id: first.id })).state).toBe('running')
  await client.jobs.cancel({ id: first.id })
  await ended(client, first)
  expect(begun).toBe(false)
  await expect.poll(() => core.jobs.ids()).toEqual([])
})

test('what a job would have used up is cleared away where it never begins, and only there', async () => {
  const { core, client } = await openLibrary()
  const abandoned: string[] = []
  const clear = (name: string) => async () => {
    abandoned.push(name)
  }
  let letGo = () => {}
  const first = await core.jobs.start(proxyJob, () => new Promise((resolve) => (letGo = resolve)), clear('begun'))
  const second = await core.jobs.start(proxyJob, untilStopped, clear('cancelled'))
  const third = await core.jobs.start(proxyJob, untilStopped, clear('not written'))
  await client.jobs.cancel({ id: second.id })
  expect(abandoned).toEqual(['cancelled'])
  expect(core.jobs.ids()).toEqual([first.id, third.id])
  refuseJobs(core)
  letGo()
  await expect.poll(() => core.jobs.ids()).toEqual([])
  expect(abandoned).toEqual(['cancelled', 'not written'])
  acceptJobs(core)
  await core.jobs.reconcile()
  expect([await ended(client, first), await ended(client, third)]).toMatchObject([
    { state: 'done' },
    { state: 'failed' },
  ])
})

test('a second opener in the same process leaves the jobs of the first alone', async () => {
  const one = await openLibrary()
  const job = await one.core.jobs.start(proxyJob, untilStopped)
  const two = await openLibrary({ folder: one.folder })
  await two.core.jobs.reconcile()
  expect((await two.client.jobs.get({ id: job.id })).state).not.toBe('interrupted')
  await two.client.jobs.cancel({ id: job.id })
  expect((await ended(one.client, job)).state).toBe('cancelled')
})

test('who asks at once for the proxy of one video hears of one job', async () => {
  const { client } = await openLibrary()
  const path = await putClip('slow.mov', join(temporaryFolder(), 'slow.mov'))
  const { items } = await importAll(client, { paths: [path] })
  const id = items[0]?.video_id ?? ''
  const jobs = await Promise.all([1, 2, 3].map(() => client.proxies.create({ id })))
  expect(new Set(jobs.map((job) => job.id)).size).toBe(1)
  await client.jobs.cancel({ id: jobs[0]?.id ?? '' })
  for (const job of jobs) await ended(client, job)
})

test('the end of a job is told where it cannot be written, and is written as soon as it can', async () => {
  const { core, client } = await openLibrary()
  const heard: CoreEvent[] = []
  const listening = (async () => {
    for await (const event of core.events.listen()) heard.push(event)
  })()
  const job = await core.jobs.start(proxyJob, async (running) => {
    running.item({ path: '/take', outcome: 'failed', error: { code: 'DISK_FULL', message: 'Full.' } })
    refuseJobs(core)
  })
  await expect.poll(() => heard.some((event) => event.type === 'progress' && event.job.state === 'done')).toBe(true)
  await core.jobs.reconcile()
  acceptJobs(core)
  await core.jobs.reconcile()
  expect(await client.jobs.get({ id: job.id })).toMatchObject({ state: 'done', failed: 1 })
  expect((await client.jobs.items({ id: job.id })).items).toMatchObject([{ error: { code: 'DISK_FULL' } }])
  await core.close()
  await listening
})
