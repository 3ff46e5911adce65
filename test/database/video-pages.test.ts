import { expect, test } from 'vitest'
import type { Core } from '../../main/core.ts'
import { segmentsAfter } from '../../main/database/connection/keyset.ts'
import { blocksQuery, startOf } from '../../main/database/videos/counts.ts'
import { cursorOf, orderedBy } from '../../main/database/videos/cursor.ts'
import { videosQuery } from '../../main/database/videos.ts'
import type { VideoFilter, VideoSort } from '../../shared/contract/video-query.ts'
import { videoSorts } from '../../shared/contract/video-query.ts'
import { databaseOf } from '../support/database-of.ts'
import { openLibrary } from '../support/library.ts'
import { planOf } from '../support/plan.ts'

/** Many videos that are equal by each key, and some of which it is unknown. */
async function filled(count: number) {
  const library = await openLibrary()
  databaseOf(library.core).exec(`
    WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${count})
    INSERT INTO videos (id, name, file_path, file_hash, size_bytes, source_type, duration_seconds, width, height, codec, aspect_ratio, rating)
    SELECT 'id' || i, iif(i % 2, 'take ', 'Take ') || (i * 7919 % 31), '/t/' || i, 'hash' || i, i % 5, iif(i % 3, 'uploaded', 'generated'),
      nullif(i * 31 % 7, 0), nullif(i % 4, 0) * 100, 100, nullif('codec' || i % 3, 'codec0'), nullif(i % 2, 0), nullif(i % 6, 0) FROM n;
    INSERT INTO video_generation (video_id, provider, model, prompt, generation_params)
      SELECT id, 'p' || size_bytes, nullif('m' || rowid % 3, 'm1'), 'prompt ' || rowid % 5, json_object('seed', rowid % 9)
      FROM videos WHERE rowid % 4 > 0;
    INSERT INTO tagged_videos (video_id, tag_key, tag) SELECT id, 'tag' || rowid % 5, 'Tag' || rowid % 5 FROM videos WHERE rowid % 2;
    INSERT INTO workflows (id, name, definition) VALUES ('w', 'Ferry', '{}'), ('x', 'Harbour', '{}');
    INSERT INTO workflow_videos (workflow_id, video_id, node_id, node_type, role)
      SELECT iif(rowid % 2, 'w', 'x'), id, 'n', 't', 'output' FROM videos WHERE rowid % 3 > 0;
    ANALYZE`)
  return library
}

const orders = ['asc', 'desc'] as const
const sorted = videoSorts.flatMap((sort) => orders.map((order) => [sort, order] as const))

test('pages after one another are the whole list, by any sort', async () => {
  const { client } = await filled(150)
  for (const [sort, order] of sorted) {
    for (const filter of [{}, { search: 'take' }, { source_type: 'uploaded' }] satisfies VideoFilter[]) {
      const whole = await client.videos.ids({ ...filter, sort, order })
      const pages = [await client.videos.list({ ...filter, sort, order, limit: 7 })]
      for (;;) {
        const after = pages.at(-1)?.items.at(-1)?.id
        if (after === undefined) break
        pages.push(await client.videos.list({ ...filter, sort, order, limit: 7, after }))
      }
      const listed = pages.flatMap(({ items }) => items.map(({ id }) => id))
      expect(listed, `by ${sort} ${order}`).toEqual(whole)
      expect(await client.videos.ids({ ...filter, sort, order, after: whole[40] ?? '' })).toEqual(whole.slice(41))
    }
  }
})

test('a page at any offset is that part of the list, whichever end and block it is read from', async () => {
  const { client, core } = await filled(9000)
  databaseOf(core).exec(`DELETE FROM videos WHERE rowid BETWEEN 4000 AND 4300 OR rowid % 11 = 0`)
  for (const sort of ['added', 'name', 'model'] as const) {
    for (const order of orders) {
      const whole = await client.videos.ids({ sort, order })
      for (const offset of [1999, 2000, 3700, 4095, 5000, whole.length - 7, whole.length - 1, whole.length, 9999])
        expect(await client.videos.ids({ sort, order, offset, limit: 7 })).toEqual(whole.slice(offset, offset + 7))
    }
  }
})

test('a video knows its place and its neighbours in any list', async () => {
  const { client, core } = await filled(5000)
  databaseOf(core).exec('DELETE FROM videos WHERE rowid BETWEEN 1000 AND 1300 OR rowid % 11 = 0')
  for (const filter of [{}, { search: 'take' }, { source_type: 'uploaded' }] satisfies VideoFilter[]) {
    for (const [sort, order] of sorted) {
      const whole = await client.videos.ids({ ...filter, sort, order })
      for (const at of [0, 2500, whole.length - 1]) {
        const found = await client.videos.neighbours({ ...filter, sort, order, id: whole[at] ?? '' })
        const [previous = null, next = null] = [whole[at - 1], whole[at + 1]]
        expect(found, `by ${sort} ${order}`).toEqual({ position: at + 1, total: whole.length, previous, next })
      }
    }
  }
  const excluded = await client.videos.neighbours({ source_type: 'generated', id: 'id1' })
  expect(excluded).toMatchObject({ position: null, previous: null, next: null })
})

test('videos added or removed meanwhile move no page', async () => {
  const { client, core } = await filled(60)
  const first = await client.videos.list({ limit: 10 })
  const second = await client.videos.ids({ offset: 10, limit: 10 })
  databaseOf(core).exec(`
    DELETE FROM videos WHERE id = '${first.items[3]?.id}';
    INSERT INTO videos (id, name, file_path, file_hash, size_bytes, source_type) VALUES ('new', 'n', '/n', 'n', 1, 'uploaded')`)
  expect(await client.videos.ids({ after: first.items.at(-1)?.id ?? '', limit: 10 })).toEqual(second)
})

test('a page after a video that is gone is refused', async () => {
  const { client } = await filled(3)
  await expect(client.videos.list({ after: 'gone' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
})

async function plansAfter(core: Core, sort: VideoSort, order: 'asc' | 'desc', id: string): Promise<string[]> {
  const cursor = await cursorOf(core.db, id, {}, sort)
  const page = { sort, order, offset: 0, limit: 100 }
  return segmentsAfter(cursor, orderedBy({}, page)).map((segment) =>
    planOf(core, videosQuery(core.db, {}, page, segment)),
  )
}

test('a page in the middle of all videos starts at a block, found without the rows before it', async () => {
  const { core } = await filled(9000)
  expect(planOf(core, blocksQuery(core.db, 'desc'))).toBe('SEARCH video_counts USING PRIMARY KEY (facet=?)')
  const { offset, segment } = await startOf(core.db, {}, { sort: 'added', order: 'desc', offset: 5000 })
  expect(offset).toBeLessThan(4096)
  const page = { sort: 'added', order: 'desc', offset, limit: 100 } as const
  expect(planOf(core, videosQuery(core.db, {}, page, segment))).toMatch(
    /^CO-ROUTINE page\nSEARCH videos USING INTEGER PRIMARY KEY/,
  )
})

test('a page begins at its cursor, found by an index, with no sort', async () => {
  const { core } = await filled(5000)
  for (const [sort, order] of sorted) {
    // One without nulls, and one with nulls only.
    for (const id of ['id1', 'id84']) {
      const [equal, ...beyond] = await plansAfter(core, sort, order, id)
      const message = `by ${sort} ${order}`
      expect(equal, message).toMatch(
        /^CO-ROUTINE page\nSEARCH (videos|video_sort_keys) USING (COVERING INDEX|INDEX|INTEGER PRIMARY KEY)/,
      )
      for (const plan of [equal, ...beyond]) expect(plan, message).not.toContain('TEMP B-TREE')
      if (beyond[0] !== undefined)
        expect(beyond[0], message).toMatch(
          /^CO-ROUTINE page\n(SEARCH|SCAN) (videos|video_sort_keys) USING (COVERING )?INDEX/,
        )
    }
  }
})
