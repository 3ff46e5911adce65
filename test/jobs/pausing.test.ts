import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { RunningJob } from '../../main/jobs/running-job.ts'
import { databaseOf } from '../support/database-of.ts'
import { ended, importAll, openLibrary, putClip, temporaryFolder } from '../support/library.ts'
import { program } from '../support/terminal.ts'

const importJob = { kind: 'import', title: 'takes', unit: 'files' } as const

/** Work through files that goes on until it is stopped, and counts them. */
function counting() {
  const seen = { files: 0 }
  async function work(job: RunningJob): Promise<void> {
    for (;;) {
      await job.unpaused()
      if (job.signal.aborted) return
      seen.files += 1
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
  }
  return { seen, work }
}

/** Counts the files that a job goes through in a while. */
async function filesInAWhile(seen: { files: number }): Promise<number> {
  await new Promise((resolve) => setTimeout(resolve, 20))
  const before = seen.files
  await new Promise((resolve) => setTimeout(resolve, 200))
  return seen.files - before
}

test('a paused job begins no further file until it is resumed', async () => {
  const { core, client } = await openLibrary()
  const { seen, work } = counting()
  const { id } = await core.jobs.start(importJob, work)
  await expect.poll(() => seen.files).toBeGreaterThan(0)
  expect(await client.jobs.pause({ id })).toMatchObject({ state: 'running', is_paused: true })
  expect(await filesInAWhile(seen)).toBe(0)
  expect(await client.jobs.get({ id })).toMatchObject({ state: 'running', is_paused: true })
  expect(await client.jobs.resume({ id })).toMatchObject({ is_paused: false })
  const before = seen.files
  await expect.poll(() => seen.files).toBeGreaterThan(before)
  await client.jobs.cancel({ id })
})

test('a paused job can be cancelled', async () => {
  const { core, client } = await openLibrary()
  const job = await core.jobs.start(importJob, counting().work)
  await client.jobs.pause({ id: job.id })
  await client.jobs.cancel({ id: job.id })
  expect(await ended(client, job)).toMatchObject({ state: 'cancelled', is_paused: true })
})

test('a library with a paused job closes', async () => {
  const { core, client } = await openLibrary()
  const job = await core.jobs.start(importJob, counting().work)
  await client.jobs.pause({ id: job.id })
  await core.close()
})

test('a job is paused from another process', async () => {
  const { core, client, folder } = await openLibrary()
  const { seen, work } = counting()
  const { id } = await core.jobs.start(importJob, work)
  const child = spawn(process.execPath, [program, 'jobs', 'pause', id, '--library', folder], { stdio: 'ignore' })
  expect((await once(child, 'exit'))[0]).toBe(0)
  await expect.poll(() => filesInAWhile(seen)).toBe(0)
  await client.jobs.cancel({ id })
})

test('what works on one thing cannot be paused; what has ended stays as it is', async () => {
  const { core, client } = await openLibrary()
  const proxy = await core.jobs.start({ kind: 'proxy', title: 'Ferry', unit: 'seconds' }, async ({ signal }) => {
    await once(signal, 'abort')
  })
  await expect(client.jobs.pause({ id: proxy.id })).rejects.toMatchObject({
    code: 'NOT_SUPPORTED',
    message: expect.stringContaining('Ferry'),
  })
  await client.jobs.cancel({ id: proxy.id })
  const done = await core.jobs.start(importJob, async () => {})
  await ended(client, done)
  expect(await client.jobs.pause({ id: done.id })).toMatchObject({ state: 'done', is_paused: false })
})

test('an import that was cut off goes on with what it was asked for, and reads nothing twice', async () => {
  const { core, client } = await openLibrary()
  const folder = temporaryFolder()
  await putClip('square.mp4', join(folder, 'a', 'square.mp4'))
  const { job } = await importAll(client, { paths: [folder], recursive: true })
  await putClip('portrait.mp4', join(folder, 'a', 'portrait.mp4'))
  databaseOf(core).prepare("UPDATE jobs SET state = 'interrupted' WHERE id = ?").run(job.id)
  const again = await ended(client, await client.imports.restart({ job_id: job.id }))
  expect(again).toMatchObject({ kind: 'import', title: job.title, state: 'done', added: 1, unchanged: 1 })
})

test('only an import that has ended can be done again', async () => {
  const { core, client } = await openLibrary()
  const { work } = counting()
  const running = await core.jobs.start({ ...importJob, request: '{}' }, work)
  await expect(client.imports.restart({ job_id: running.id })).rejects.toMatchObject({ code: 'CONFLICT' })
  await client.jobs.cancel({ id: running.id })
  const verify = await core.jobs.start({ kind: 'verify', title: 'files', unit: 'files' }, async () => {})
  await ended(client, verify)
  await expect(client.imports.restart({ job_id: verify.id })).rejects.toMatchObject({ code: 'NOT_SUPPORTED' })
})
