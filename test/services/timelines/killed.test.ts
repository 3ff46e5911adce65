import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { databaseOf } from '../../support/database-of.ts'
import { ended, importAll, openLibrary, putClip, temporaryFolder } from '../../support/library.ts'
import { startTerminal } from '../../support/terminal.ts'

function namesIn(folder: string): string[] {
  const names = readdirSync(folder, { recursive: true }).map(String)
  return names.filter((name) => name.endsWith('.jpg')).map((name) => name.slice(-68, -4))
}

test('an extraction that is killed leaves no picture without a row, and the same request starts it again', async () => {
  const folder = join(temporaryFolder(), 'library')
  const first = await openLibrary({ folder })
  const path = await putClip('ten-seconds.mp4', join(temporaryFolder(), 'a.mp4'))
  const { items } = await importAll(first.client, { paths: [path] })
  const video_id = items[0]?.video_id ?? ''
  const shared = await first.client.timelines.create({ video_id, fps: 1 })
  await ended(first.client, await first.client.jobs.get({ id: shared.job_id ?? '' }))
  const kept = namesIn(first.core.layout.frames)
  await first.core.close()

  const { child, ended: killed } = startTerminal(['timelines', 'create', video_id, '--fps', '24', '--library', folder])
  const frames = join(folder, 'frames')
  await vi.waitFor(() => expect(namesIn(frames).length).toBeGreaterThan(kept.length), { timeout: 90_000, interval: 1 })
  child.kill('SIGKILL')
  await killed

  const { client, core } = await openLibrary({ folder })
  const rows = databaseOf(core).prepare('SELECT DISTINCT file_hash FROM timeline_frames ORDER BY 1').pluck().all()
  expect(namesIn(frames).sort()).toEqual(rows)
  expect(rows).toEqual(expect.arrayContaining(kept))
  const again = await client.timelines.create({ video_id, fps: 24 })
  if (again.job_id !== null) await ended(client, await client.jobs.get({ id: again.job_id }))
  expect(await client.timelines.get({ id: again.timeline_id })).toMatchObject({ state: 'ready', frames: 240 })
  expect((await client.timelines.list({})).total).toBe(2)
})
