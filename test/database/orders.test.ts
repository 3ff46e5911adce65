import { expect, test } from 'vitest'
import { allInOrderQuery, inOrderQuery } from '../../main/database/orders/order-queries.ts'
import { listVideoIds, listVideosByRowid } from '../../main/database/videos.ts'
import { videoSorts } from '../../shared/contract/video-query.ts'
import { databaseOf } from '../support/database-of.ts'
import { openLibrary } from '../support/library.ts'
import { planOf } from '../support/plan.ts'
import { createRandom } from '../support/random.ts'

const sorts = videoSorts.filter((sort) => sort !== 'added' && sort !== 'collection')

test('orders in memory are those of SQL, after writes of every kind and for values of other programs', async () => {
  const { core } = await openLibrary()
  const database = databaseOf(core)
  const random = createRandom()
  const one = <T>(...values: T[]) => values[random(values.length)] as T
  const id = () => `'${one('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h')}'`
  const value = () => one("'x'", "'X'", "'y'", "'2'", '2', '4.5', 'NULL')
  const insert = () => one('INSERT OR IGNORE', 'INSERT OR REPLACE')
  const writes = [
    () => `${insert()} INTO videos (rowid, id, name, file_path, file_hash, size_bytes, source_type, codec, rating, fps)
      VALUES (${one('NULL', String(random(40)))}, ${id()}, ${one("'x'", "'X'", "'y'")}, ${id()}, 'h', ${one('1', '2')}, 'up', ${value()}, ${one('1', '4', 'NULL')}, 24)`,
    () => `UPDATE videos SET name = ${one("'x'", "'Y'")}, size_bytes = ${random(3)} WHERE id = ${id()}`,
    () => `UPDATE videos SET width = ${value()}, height = ${one('2', '3')} WHERE id = ${id()}`,
    () => `UPDATE videos SET duration_seconds = ${value()}, aspect_ratio = ${value()} WHERE id = ${id()}`,
    () => `DELETE FROM videos WHERE id = ${id()}`,
    () => `${insert()} INTO video_generation (video_id, provider, model, prompt, generation_params)
      VALUES (${id()}, ${value()}, ${value()}, ${value()}, ${one(`'{"seed":7}'`, `'{"seed":"x"}'`, 'NULL')})`,
    () => `UPDATE video_generation SET prompt = ${value()}, model = ${value()} WHERE video_id = ${id()}`,
    () => `${insert()} INTO workflow_videos (workflow_id, video_id, node_id, node_type, role)
      VALUES (${one("'v'", "'w'")}, ${id()}, '1', 'x', 'output')`,
    () => `${insert()} INTO workflows (id, name, definition) VALUES ('v', 'Trailer', '{}'), ('w', 'Pilot', '{}')`,
    () => `UPDATE workflows SET name = ${one("'trailer'", "'Zoo'", "'A'")} WHERE id = ${one("'v'", "'w'")}`,
    () => `${insert()} INTO tagged_videos (video_id, tag_key, tag) VALUES (${id()}, ${one("'x'", "'y'")}, 'X')`,
    () => `DELETE FROM tagged_videos WHERE video_id = ${id()}`,
  ]
  database.pragma('foreign_keys = OFF')
  await core.orders.prepare('name')
  for (let turn = 0; turn < 300; turn++) {
    const some = Array.from({ length: 1 + random(3) }, () => one(...writes)())
    database.exec(some.join(';'))
    const sort = one(...sorts.slice(0, 4), ...sorts)
    const page = { order: one('asc' as const, 'desc' as const), offset: random(3), limit: 4 }
    let rowids = await core.orders.findPage(sort, page)
    if (!rowids) {
      await core.orders.prepare(sort)
      rowids = await core.orders.findPage(sort, page)
    }
    const found = await listVideosByRowid(core.db, rowids ?? [])
    const ids = await listVideoIds(core.db, {}, { ...page, sort })
    expect(
      rowids?.map((rowid) => found.get(rowid)?.id),
      `by ${sort} ${page.order} after ${some.join('; ')}`,
    ).toEqual(ids)
  }
})

test('a page in the middle of a sorted list is read from the order in memory once that is read', async () => {
  const { core, client } = await openLibrary()
  databaseOf(core).exec(`
    WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000)
    INSERT INTO videos (id, name, file_path, file_hash, size_bytes, source_type)
    SELECT 'id' || i, i * 7919 % 3001, '/t/' || i, 'hash' || i, i, 'uploaded' FROM n`)
  await core.facets.prepare()
  const page = { sort: 'name', offset: 2500, limit: 3 } as const
  // SQL answers while the order is read.
  const [first, beside] = await Promise.all([client.videos.ids(page), client.videos.ids(page)])
  expect(first).toEqual(beside)
  await core.orders.prepare('name')
  expect(await core.orders.findPage('name', { order: 'desc', ...page })).toHaveLength(3)
  expect(await client.videos.ids(page)).toEqual(first)
  const { items } = await client.videos.list({ ...page, limit: 2 })
  expect(items.map(({ id }) => id)).toEqual(first.slice(0, 2))
  // Too many changes for a page to wait for, then more than are patched.
  for (const count of [500, 2000]) {
    databaseOf(core).exec(`UPDATE videos SET name = 'x' || name WHERE rowid <= ${count}`)
    expect(await core.orders.findPage('name', { order: 'desc', ...page })).toBeUndefined()
    await core.orders.prepare('name')
    expect(await client.videos.ids(page)).toEqual(await listVideoIds(core.db, {}, { ...page, order: 'desc' }))
  }
})

test('an order is read from an index alone, and some videos by their rowids', async () => {
  const { core } = await openLibrary()
  for (const sort of sorts) {
    const all = planOf(core, allInOrderQuery(sort))
    expect(all, sort).toMatch(/SCAN (videos|video_sort_keys) USING COVERING INDEX/)
    expect(all, sort).not.toContain('TEMP B-TREE')
    expect(planOf(core, inOrderQuery(sort, '[1]')), sort).toMatch(
      /SEARCH (videos|video_sort_keys) USING INTEGER PRIMARY KEY/,
    )
  }
})
