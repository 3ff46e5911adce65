import { expect, test } from 'vitest'
import {
  costsQuery,
  duplicateFilesQuery,
  duplicatesQuery,
  executionsByStatusQuery,
  timesQuery,
} from '../../main/database/statistics.ts'
import { executionStatuses } from '../../shared/contract/workflows.ts'
import { databaseOf } from '../support/database-of.ts'
import { ended, importAll, openLibrary, putClip, temporaryFolder } from '../support/library.ts'
import { planOf } from '../support/plan.ts'
import { createRandom } from '../support/random.ts'

const now = new Date('2026-03-20T12:00:00Z')

/** Adds takes with values as Rushes and as other programs write them. */
function addTakes(database: ReturnType<typeof databaseOf>, count: number): void {
  const random = createRandom()
  const one = <T>(values: readonly T[]) => values[random(values.length)] as T
  const video = database.prepare(`
    INSERT INTO videos (id, name, file_path, file_hash, size_bytes, source_type, codec, created_at)
    VALUES (?, 'n', ?, 'h', ?, ?, ?, ?)`)
  const generation = database.prepare(`
    INSERT INTO video_generation (video_id, model, generation_params, started_at, completed_at) VALUES (?, ?, ?, ?, ?)`)
  const days = ['2026-03-20 10:00:00', '2026-03-01', '2026-03-00', '2026-02-2x', '2026-13-01', '0199-07-01', 'soon', '']
  for (let at = 0; at < count; at++) {
    const id = `v${at}`
    const sizes = [1000, 5e9, 'large', -4]
    const codecs = ['h264', 'H264', 'hévc', 'hevc', '', ' ', null, Buffer.from('x'), '"q\\']
    const day = one([...days, 1_770_000_000, null])
    video.run(id, `/${id}`, one(sizes), one(['generated', 'Generated', 'up', '']), one(codecs), day)
    if (random(3) === 0) continue
    const params = one([null, 'no JSON', '{"cost":0.25}', '{"cost":"1"}', '{"cost":2,"seed":1}', '{}'])
    const [start, end] = one([
      ['2026-03-20 10:00:00', '2026-03-20 10:00:30'],
      ['2026-03-20T10:00:00', '2026-03-20T10:02:00.500'],
      ['2026-03-20 10:00:00', null],
      ['2026-03-20 10:00:00', '2026-03-19 10:00:00'],
      ['x', 'y'],
    ] as const) as [string, string | null]
    generation.run(id, one(['Veo 3', 'veo 3', 'wan', '', null]), params, start, end)
  }
}

test('each number is that of the list which its query opens, also for values of other programs', async () => {
  const { core, client } = await openLibrary({ clock: () => now })
  const database = databaseOf(core)
  addTakes(database, 200)
  const statistics = await client.statistics.get()
  const { by_source, by_codec, by_model, by_month, takes_per_day } = statistics
  for (const shares of [by_source, by_codec, by_model, by_month]) {
    expect(shares.reduce((sum, { count }) => sum + count, 0)).toBe(200)
    const known = shares.filter(({ query }) => query !== null)
    expect(known.length).toBeGreaterThan(1)
    for (const { query, count, size_bytes } of known) {
      const { items, total } = await client.videos.list({ query: query ?? '', limit: 1000 })
      expect([query, total]).toEqual([query, count])
      const sizes = items.map((item) => (typeof item.size_bytes === 'number' ? Math.max(0, item.size_bytes) : 0))
      expect([query, sizes.reduce((sum, size) => sum + size, 0)]).toEqual([query, size_bytes])
    }
  }
  const unlisted = (shares: typeof by_codec) => shares.filter(({ query }) => query === null).map(({ value }) => value)
  expect([by_source, by_codec, by_model, by_month].map(unlisted)).toEqual([[null], [' '], [], [null]])
  expect(takes_per_day).toHaveLength(90)
  expect(takes_per_day.at(-1)?.day).toBe('2026-03-20')
  for (const { query, count } of takes_per_day.filter(({ count }, at) => count > 0 || at > 87))
    expect((await client.videos.list({ query, limit: 1 })).total).toBe(count)
  expect(by_month.map(({ value }) => value)).toEqual(['2026-12', '2026-03', '2026-02', '0199-07', null])

  // The index follows a change of the size alone.
  database.exec(`UPDATE videos SET size_bytes = 7; DELETE FROM videos WHERE codec IS NOT NULL`)
  const after = await client.statistics.get()
  expect(after.by_codec).toEqual([
    {
      value: null,
      count: after.by_codec[0]?.count,
      size_bytes: 7 * (after.by_codec[0]?.count ?? 0),
      query: '-has:codec',
    },
  ])
})

test('time and cost by model, runs by status, and what imports and jobs found', async () => {
  const { core, client } = await openLibrary()
  const database = databaseOf(core)
  database.exec(`
    INSERT INTO videos (id, name, file_path, file_hash, size_bytes, source_type)
    SELECT value, 'n', value, value, 1, 'generated' FROM json_each('["a","b","c"]');
    INSERT INTO video_generation (video_id, model, generation_params, started_at, completed_at) VALUES
      ('a', 'Veo', '{"cost":0.5}', '2026-03-20 10:00:00', '2026-03-20 10:00:30'),
      ('b', 'veo', '{"cost":1}', 1772000800, 1772000860),
      ('c', 'wan', '{"cost":"2"}', '2026-03-20 10:00:00', NULL);
    INSERT INTO workflows (id, name, status, definition) VALUES ('w', 'W', 'draft', '{}');
    INSERT INTO workflow_executions (id, workflow_id, status) VALUES
      ('1', 'w', 'completed'), ('2', 'w', 'completed'), ('3', 'w', 'failed'), ('4', 'w', 'asleep');`)
  database.pragma('foreign_keys = OFF')
  database.exec(`INSERT INTO workflow_executions (id, workflow_id, status) VALUES ('5', 'gone', 'failed')`)
  const { by_model, executions_by_status } = await client.statistics.get()
  expect(
    by_model.map(({ value, timed, seconds, priced, cost }) => [value, timed, Math.round(seconds), priced, cost]),
  ).toEqual([
    ['Veo', 2, 90, 2, 1.5],
    ['wan', 0, 0, 0, 0],
  ])
  expect(executions_by_status).toEqual([
    { status: 'completed', count: 2 },
    { status: 'asleep', count: 1 },
    { status: 'failed', count: 1 },
  ])
  for (const { status, count } of executions_by_status) {
    const known = executionStatuses.find((each) => each === status)
    if (known) expect((await client.executions.list({ status: known })).total).toBe(count)
  }

  const folder = temporaryFolder()
  const paths = [await putClip('landscape.mp4', `${folder}/1.mp4`), await putClip('landscape.mp4', `${folder}/2.mp4`)]
  await importAll(client, { paths })
  const { items } = await client.videos.list({ query: 'source:uploaded' })
  const [take] = items
  const video_ids = [take?.id ?? '']
  for (const _ of [1, 2]) await ended(client, await client.analyses.run({ video_ids, analyser: 'black' }))
  const { duplicates, cache } = await client.statistics.get()
  expect(duplicates).toEqual({ count: 1, size_bytes: take?.size_bytes })
  expect(await client.statistics.duplicates({})).toEqual({
    total: duplicates.count,
    items: [expect.objectContaining({ video_id: take?.id, name: take?.name, size_bytes: take?.size_bytes })],
  })
  expect(cache.analyses).toEqual({ results: 1, made: 1, cached: 1 })
  expect((await client.analyses.list({})).total).toBe(cache.analyses.results)
})

test('statistics read indices', async () => {
  const { core } = await openLibrary()
  databaseOf(core).exec(`
    WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000)
    INSERT INTO videos (id, name, file_path, file_hash, size_bytes, source_type)
    SELECT 'v' || i, 'Take ' || i, '/t/' || i, 'hash' || i, i, 'generated' FROM n;
    INSERT INTO video_generation (video_id, model, generation_params, started_at, completed_at)
    SELECT id, 'm' || (size_bytes % 7), '{"cost":1}', created_at, created_at FROM videos;
    INSERT INTO jobs (id, kind, state, title, unit, owner, heartbeat_ms) VALUES ('j', 'import', 'done', 't', 'files', 'o', 0);
    INSERT INTO job_items (job_id, seq, path, outcome, video_id) SELECT 'j', size_bytes, id, iif(size_bytes % 9, 'added', 'duplicate'), id FROM videos;
    ANALYZE;`)
  expect(planOf(core, timesQuery())).toContain('USING COVERING INDEX generation_times')
  expect(planOf(core, costsQuery())).toContain('USING COVERING INDEX generation_costs')
  expect(planOf(core, executionsByStatusQuery())).toContain('USING INDEX executions_by_status')
  expect(planOf(core, duplicatesQuery())).toContain('USING COVERING INDEX job_items_duplicate')
  const list = planOf(core, duplicateFilesQuery({ offset: 0, limit: 10 }))
  expect(list).toContain('job_items USING COVERING INDEX job_items_duplicate')
  expect(list).toContain('SEARCH job_items USING PRIMARY KEY (job_id=? AND seq=?)')
})
