import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ended, importAll, openLibrary, putClip, temporaryFolder } from '../../support/library.ts'
import { runRushes } from '../../support/terminal.ts'

test('several ranges are extracted by one job, cached, and undone in one step; also from the terminal', async () => {
  const { client, folder } = await openLibrary()
  const path = await putClip('sound.mp4', join(temporaryFolder(), 'sound.mp4'))
  const { items } = await importAll(client, { paths: [path] })
  const video_id = items[0]?.video_id ?? ''
  const ranges = [
    { start_seconds: 0.6, end_seconds: 0.8 },
    { start_seconds: 0.2, end_seconds: 0.4 },
  ]
  const job = await ended(client, await client.processing.extract({ video_id, ranges }))
  expect(job).toMatchObject({ state: 'done', made: 2, title: 'sound, 2 ranges' })
  const made = (await client.jobs.items({ id: job.id })).items.map((item) => item.video_id ?? '')
  const names = await Promise.all(made.map(async (id) => (await client.videos.get({ id })).name))
  expect(names).toEqual(['sound, 0.6–0.8 s', 'sound, 0.2–0.4 s'])
  expect((await client.processing.list({ action: 'extract_segment' })).total).toBe(2)

  const args = ['extract', video_id, '--range', '0.6-0.8', '--range', '0:00.2-0:00.4', '--library', folder]
  const again = await runRushes(args)
  expect(again).toMatchObject({ code: 0, stdout: expect.stringMatching(/^Already cached: .*\nAlready cached: .*\n$/) })
  expect(await runRushes(['extract', video_id, '--range', '3', '--library', folder])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('Expected two times'),
  })
  expect(await runRushes(['extract', video_id, '--from', '1', '--library', folder])).toMatchObject({ code: 2 })

  const { items: entries } = await client.history.list({})
  expect(entries[0]).toMatchObject({ action: 'processing', title: 'sound, 2 ranges' })
  await client.history.undo({ entry: entries[0]?.id })
  expect(await client.videos.ids({})).toEqual([video_id])

  const late = { video_id, ranges: [...ranges, { start_seconds: 5, end_seconds: 6 }] }
  await expect(client.processing.extract(late)).rejects.toThrow('before the segment begins')
})
