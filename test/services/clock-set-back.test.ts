import { expect, test, vi } from 'vitest'
import { pruneJournal } from '../../main/database/journal/prune.ts'
import { createApp } from '../../main/http/app.ts'
import { backUpIfDue } from '../../main/services/backups/create-backup.ts'
import { createPendingFiles } from '../../main/services/watched/scan-folder.ts'
import { listBackups } from '../../main/storage/backups.ts'
import { databaseOf } from '../support/database-of.ts'
import { ended, importAll, openLibrary, putClip, temporaryFolder } from '../support/library.ts'

const dayMs = 86_400_000

/** A library whose clock was right, then a year ahead, and was then set back. */
async function library() {
  const clock = { now: new Date() }
  const opened = await openLibrary({ clock: () => clock.now })
  const shift = (days: number) => {
    clock.now = new Date(Date.now() + days * dayMs)
  }
  return { ...opened, shift }
}

test('steps are undone and listed in their order, and the oldest go first, whatever the clock said', async () => {
  const { client, core, shift } = await library()
  const folder = temporaryFolder()
  for (const [days, name] of [
    [0, 'square'],
    [365, 'portrait'],
    [-400, 'landscape'],
  ] as const) {
    shift(days)
    await importAll(client, { paths: [await putClip(`${name}.mp4`, `${folder}/${name}.mp4`)] })
  }
  const { items } = await client.videos.list({})
  expect(items.map(({ name }) => name)).toEqual(['landscape', 'portrait', 'square'])
  expect(new Set(items.map(({ id }) => id)).size).toBe(3)
  const [id = ''] = items.map(({ id }) => id)
  for (const [days, rating] of [
    [0, 1],
    [365, 2],
    [-400, 3],
  ] as const) {
    shift(days)
    await client.videos.rate({ ratings: [{ ids: [id], rating }] })
  }
  const words = (await client.history.list({ limit: 3 })).items.map((entry) => entry.words)
  expect(words).toEqual(['Rated 1 take 3 stars', 'Rated 1 take 2 stars', 'Rated 1 take 1 star'])
  for (const rating of [2, 1, null]) {
    await client.history.undo({})
    expect((await client.videos.get({ id })).rating).toBe(rating)
  }
  await client.history.redo({})
  expect((await client.videos.get({ id })).rating).toBe(1)
  expect((await client.verification.invariants()).violations).toEqual([])
  // The first entry is young, so those that a wrong clock dates before the limit stay.
  const oldest = new Date(Date.now() - 365 * dayMs).toISOString().slice(0, 10)
  expect(await core.write(({ db }) => pruneJournal(db, oldest))).toBe(false)
})

test('daily backups, waiting files, progress and repeated requests do not wait until the clock has caught up', async () => {
  const { client, core, shift } = await library()
  for (const [days, count] of [
    [365, 1],
    [2, 2],
    [2.5, 2],
    [4, 3],
  ] as const) {
    shift(days)
    await backUpIfDue(core)
    expect([days, (await listBackups(core.layout)).length]).toEqual([days, count])
  }

  let nowMs = 10_000
  const pending = createPendingFiles(1000, () => new Date(nowMs))
  pending.update('/takes', new Map([['/takes/a.mp4', { size_bytes: 1, mtime_ms: 1 }]]) as never)
  nowMs = 2000
  expect(pending.admit()).toEqual([])
  nowMs = 3000
  expect(pending.admit()).toEqual(['/takes/a.mp4'])

  const rows = databaseOf(core).prepare('SELECT done FROM jobs WHERE id = ?').pluck()
  const start = { kind: 'verify', title: 'Takes', unit: 'files', total: 2 } as const
  const job = await core.jobs.start(start, async (running) => {
    vi.spyOn(Date, 'now').mockReturnValue(Date.now() - 365 * dayMs)
    running.advance(1)
    await expect.poll(() => rows.get(running.id)).toBe(1)
  })
  expect(await ended(client, job).finally(() => vi.restoreAllMocks())).toMatchObject({ state: 'done' })

  const { fetch } = createApp(core, {})
  const post = async () => {
    const headers = { 'content-type': 'application/json', 'idempotency-key': 'one' }
    const request = { method: 'POST', headers, body: '{"name":"Reel","definition":{"nodes":[]}}' }
    const answer = await fetch(new Request('http://localhost/api/workflows', request))
    return [answer.status, (await answer.json()).id]
  }
  const first = await post()
  expect(first[0]).toBe(200)
  shift(-400)
  expect(await post()).toEqual(first)
  expect((await client.workflows.list({})).total).toBe(1)
})
