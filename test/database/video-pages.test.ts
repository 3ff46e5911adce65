import { expect, test } from 'vitest'
import type { Core } from '../../main/core.ts'
import { behind, placeOf } from '../../main/database/video-page.ts'
import { videosQuery } from '../../main/database/videos.ts'
import type { VideoFilter, VideoSort } from '../../shared/contract/video-query.ts'
import { videoSorts } from '../../shared/contract/video-query.ts'
import { openLibrary } from '../support/library.ts'
import { planOf } from '../support/plan.ts'

/** Many videos that are equal by each key, and some of which it is unknown. */
async function filled(count: number) {
  const library = await openLibrary()
  library.core.database.exec(`
    WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${count})
    INSERT INTO videos (id, name, file_path, file_hash, size_bytes, source_type, duration_seconds, width, height, codec, aspect_ratio, rating)
    SELECT 'id' || i, iif(i % 2, 'take ', 'Take ') || (i * 7919 % 31), '/t/' || i, 'hash' || i, i % 5, iif(i % 3, 'uploaded', 'generated'),
      nullif(i * 31 % 7, 0), nullif(i % 4, 0) * 100, 100, nullif('codec' || i % 3, 'codec0'), nullif(i % 2, 0), nullif(i % 6, 0) FROM n;
    INSERT INTO video_generation (video_id, provider, model)
      SELECT id, 'p' || size_bytes, nullif('m' || rowid % 3, 'm1') FROM videos WHERE rowid % 4 > 0;
    INSERT INTO workflows (id, name, definition) VALUES ('w', 'Ferry', '{}'), ('x', 'Harbour', '{}');
    INSERT INTO workflow_videos (workflow_id, video_id, node_id, node_type, role)
      SELECT iif(rowid % 2, 'w', 'x'), id, 'n', 't', 'output' FROM videos WHERE rowid % 3 > 0;
    ANALYZE`)
  return library
}

test.for(videoSorts.flatMap((sort) => (['asc', 'desc'] as const).map((order) => [sort, order] as const)))(
  'pages behind one another are the whole list, by %s %s',
  async ([sort, order]) => {
    const { client } = await filled(150)
    for (const filter of [{}, { search: 'take' }, { source_type: 'uploaded' }] satisfies VideoFilter[]) {
      const whole = await client.videos.ids({ ...filter, sort, order })
      const pages = [await client.videos.list({ ...filter, sort, order, limit: 7 })]
      for (;;) {
        const after = pages.at(-1)?.items.at(-1)?.id
        if (after === undefined) break
        pages.push(await client.videos.list({ ...filter, sort, order, limit: 7, after }))
      }
      expect(pages.flatMap(({ items }) => items.map(({ id }) => id))).toEqual(whole)
      expect(await client.videos.ids({ ...filter, sort, order, after: whole[40] ?? '' })).toEqual(whole.slice(41))
    }
  },
)

test('what came or went meanwhile moves no page', async () => {
  const { client, core } = await filled(60)
  const first = await client.videos.list({ limit: 10 })
  const second = await client.videos.ids({ offset: 10, limit: 10 })
  core.database.exec(`
    DELETE FROM videos WHERE id = '${first.items[3]?.id}';
    INSERT INTO videos (id, name, file_path, file_hash, size_bytes, source_type) VALUES ('new', 'n', '/n', 'n', 1, 'uploaded')`)
  expect(await client.videos.ids({ after: first.items.at(-1)?.id ?? '', limit: 10 })).toEqual(second)
})

test('behind a video that is gone there is no page', async () => {
  const { client } = await filled(3)
  await expect(client.videos.list({ after: 'gone' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
})

async function plansBehind(core: Core, sort: VideoSort, order: 'asc' | 'desc', id: string): Promise<string[]> {
  const place = await placeOf(core.db, id, sort)
  const stretch = { sort, order, offset: 0, limit: 100 }
  return behind(place, {}, stretch).map((part) => planOf(core, videosQuery(core.db, {}, stretch, part)))
}

test.for(videoSorts.filter((sort) => !['provider', 'model', 'workflow'].includes(sort)))(
  'a page by %s begins at its place, found by an index, with no sort',
  async (sort) => {
    const { core } = await filled(5000)
    for (const order of ['asc', 'desc'] as const) {
      // One of which all is known, and one of which nothing is.
      for (const id of ['id1', 'id84']) {
        const [equal, ...beyond] = await plansBehind(core, sort, order, id)
        expect(equal).toMatch(/^SEARCH videos USING (INDEX|INTEGER PRIMARY KEY)/)
        for (const plan of [equal, ...beyond]) expect(plan).not.toContain('TEMP B-TREE')
        if (beyond[0] !== undefined) expect(beyond[0]).toMatch(/^(SEARCH|SCAN) videos USING INDEX/)
      }
    }
  },
)
