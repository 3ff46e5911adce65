import { expect, test } from 'vitest'
import { type VideoFilter, type VideoGroupSort, videoGroupSorts } from '../../shared/contract/video-query.ts'
import type { Video } from '../../shared/contract/videos.ts'
import { databaseOf } from '../support/database-of.ts'
import { openLibrary } from '../support/library.ts'

const keys: Record<VideoGroupSort, (video: Video) => unknown> = {
  added: ({ created_at }) => created_at?.slice(0, 10) ?? null,
  model: ({ model }) => model?.toLowerCase() ?? null,
  workflow: ({ workflow }) => workflow?.toLowerCase() ?? null,
  provider: ({ provider }) => provider?.toLowerCase() ?? null,
  source_type: ({ source_type }) => source_type,
  rating: ({ rating }) => rating,
  codec: ({ codec }) => codec,
  aspect_ratio: ({ aspect_ratio }) => aspect_ratio,
  fps: ({ fps }) => fps,
  duration: ({ duration_seconds: seconds }) =>
    seconds === null ? null : [300, 60, 30, 10, 5, 0].find((least) => seconds >= least),
}

test('groups divide a list where the value changes, for any order and filter', async () => {
  const { client, core } = await openLibrary()
  databaseOf(core).exec(`
    WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300)
    INSERT INTO videos (id, name, file_path, file_hash, size_bytes, source_type, duration_seconds, codec, aspect_ratio, fps, rating, created_at)
    SELECT 'id' || i, 'take ' || i, '/t/' || i, 'hash' || i, i, iif(i % 3, 'uploaded', 'generated'), nullif(i * 31 % 700, 0) / 2.0,
      nullif(substr('hevcH264h264', i % 3 * 4 + 1, 4), 'hevc'), nullif('16:' || i % 4, '16:0'), nullif(i % 4, 0) * 12.5,
      nullif(i % 6, 0), '2026-03-' || (10 + i / 40) || ' 10:00:00' FROM n;
    INSERT INTO video_generation (video_id, provider, model, prompt, generation_params)
      SELECT id, 'p' || rowid % 3, nullif(iif(rowid % 2, 'wan', 'WAN') || rowid % 3, 'wan1'), 'a ferry',
        '{"seed": 9007199254740993}' FROM videos WHERE rowid % 4 > 0;
    INSERT INTO workflows (id, name, definition) VALUES ('w', 'Ferry', '{}'), ('x', 'harbour', '{}'), ('y', 'FERRY', '{}');
    INSERT INTO workflow_videos (workflow_id, video_id, node_id, node_type, role)
      SELECT substr('wxy', rowid % 3 + 1, 1), id, 'n', 't', 'output' FROM videos WHERE rowid % 5 > 0;
    INSERT INTO workflow_videos (workflow_id, video_id, node_id, node_type, role)
      SELECT 'x', id, 'm', 't', 'output' FROM videos WHERE rowid % 15 = 1`)
  for (const sort of videoGroupSorts) {
    for (const order of ['asc', 'desc'] as const) {
      for (const filter of [{}, { query: 'rating:>=3' }, { query: 'take ferry' }] satisfies VideoFilter[]) {
        const { items } = await client.videos.list({ ...filter, sort, order, limit: 1000 })
        const runs: { key: unknown; count: number }[] = []
        for (const key of items.map(keys[sort])) {
          const last = runs.at(-1)
          if (last && last.key === key) last.count += 1
          else runs.push({ key, count: 1 })
        }
        const groups = await client.videos.groups({ ...filter, sort, order })
        const folds = ['model', 'workflow', 'provider'].includes(sort)
        const found = groups.map(({ value, count }) => ({
          key: folds ? (value === null ? null : String(value).toLowerCase()) : value,
          count,
        }))
        expect(found, `${sort} ${order} ${JSON.stringify(filter)}`).toEqual(runs)
      }
    }
  }
})

test('a list states how each take was made, with seeds that no number holds', async () => {
  const { client, core } = await openLibrary()
  databaseOf(core).exec(`
    INSERT INTO videos (id, name, file_path, file_hash, size_bytes, source_type) VALUES ('a', 'a', '/a', 'h', 1, 'uploaded'),
      ('b', 'b', '/b', 'i', 1, 'uploaded');
    INSERT INTO video_generation (video_id, provider, model, prompt, generation_params)
      VALUES ('a', 'Alibaba', 'wan 2.2', 'A ferry', '{"seed": 9007199254740993}'), ('b', NULL, NULL, 'x', 'no JSON')`)
  const { items } = await client.videos.list({ order: 'asc' })
  expect(items).toMatchObject([
    { provider: 'Alibaba', model: 'wan 2.2', seed: '9007199254740993', prompt: 'A ferry', workflow: null },
    { provider: null, model: null, seed: null, prompt: 'x' },
  ])
})
