import { randomBytes } from 'node:crypto'
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { openDatabase } from '../../../main/database/connection/connection.ts'
import { branchBytesQuery, pictureBytesQuery } from '../../../main/database/timelines/in-trash.ts'
import { connectBucket, startBucket, testKeychain } from '../../support/bucket.ts'
import { databaseOf, truncateLog } from '../../support/database-of.ts'
import { ended, openLibrary, type TestLibrary, temporaryFolder } from '../../support/library.ts'
import { planOf } from '../../support/plan.ts'
import { putJpeg, putTimeline } from '../../support/timelines.ts'

function picturesIn({ core }: TestLibrary): number {
  return readdirSync(core.layout.frames, { recursive: true }).filter((name) => String(name).endsWith('.jpg')).length
}

const storedBytes = ({ core }: TestLibrary) =>
  databaseOf(core).prepare('SELECT ifnull(sum(stored_bytes), 0) FROM stage_outputs').pluck().get()

test('a pruned branch is in the trash with its bytes, is restored, and emptying frees only what it alone needs', async () => {
  const library = await openLibrary()
  const { client } = library
  const { timeline_id, root } = await putTimeline(library)
  const save = async (parent_checkpoint_id: string, stage_name: string, output: unknown, scenario_label = '') =>
    (await client.checkpoints.save({ timeline_id, parent_checkpoint_id, stage_name, output, scenario_label }))
      .checkpoint_id
  const boxes = (count: number) => Array.from({ length: count }, (_, index) => ({ box: [index, index, 10, 10] }))
  const kept = await save(root, 'detect', boxes(100))
  const pruned = await save(root, 'detect', boxes(100), 'loose')
  const child = await save(pruned, 'track', boxes(200))
  const grandchild = await save(child, 'count', boxes(300))
  const before = storedBytes(library)

  // A branch that was pruned by itself first belongs to the one around it.
  await client.checkpoints.prune({ id: grandchild })
  const { own_bytes } = await client.checkpoints.prune({ id: pruned })
  const listed = (await client.trash.list({ kind: 'branch' })).items
  const [outer, own] = [pruned, grandchild].map((id) => listed.find((item) => item.id === id))
  expect([listed.length, outer?.name, own?.name]).toEqual([2, 'clip.mp4 · loose', 'clip.mp4 · count'])
  expect(outer).toMatchObject({ kind: 'branch', id: pruned, path: null })
  expect(outer?.size_bytes).toBe(own_bytes + (own?.size_bytes ?? 0))
  expect(await client.trash.size()).toEqual({ size_bytes: outer?.size_bytes })

  const items = [pruned, 'unknown'].map((id) => ({ kind: 'branch' as const, id }))
  expect((await client.trash.restore({ items })).restored).toEqual([{ kind: 'branch', id: pruned }])
  expect((await client.trash.list({})).items.map(({ id }) => id)).toEqual([grandchild])
  expect((await client.checkpoints.tree({ timeline_id })).total).toBe(4)
  await client.checkpoints.prune({ id: pruned })

  expect(await ended(client, await client.trash.empty({}))).toMatchObject({ state: 'done', failed: 0 })
  expect((await client.trash.list({})).total).toBe(0)
  expect(await client.trash.size()).toEqual({ size_bytes: 0 })
  expect(storedBytes(library)).toBe(Number(before) - (outer?.size_bytes ?? 0))
  expect((await client.checkpoints.tree({ timeline_id, pruned: true })).items.map(({ id }) => id)).toEqual([root, kept])
  expect((await client.checkpoints.stage({ id: kept, stage_name: 'detect' }))?.output).toEqual(boxes(100))
})

test('the database file shrinks when the trash is emptied, while others write; one of another program keeps its size', async () => {
  const noise = Array.from({ length: 2000 }, () => randomBytes(400).toString('base64'))
  for (const autoVacuum of ['incremental', 'none'] as const) {
    const folder = join(temporaryFolder(), 'library')
    const before = await openLibrary({ folder })
    const path = before.core.layout.database
    await before.core.close()
    if (autoVacuum === 'none') {
      const database = openDatabase(path)
      database.pragma('auto_vacuum = NONE')
      database.exec('VACUUM')
      database.close()
    }
    const library = await openLibrary({ folder })
    const { client, core } = library
    const { timeline_id, root } = await putTimeline(library)
    const save = (stage_name: string, output: unknown) =>
      client.checkpoints.save({ timeline_id, parent_checkpoint_id: root, stage_name, output })
    const { checkpoint_id } = await save('noise', noise)
    await save('kept', 'kept')
    await truncateLog(core)
    const full = statSync(path).size
    await client.checkpoints.prune({ id: checkpoint_id })
    const job = await client.trash.empty({})
    await Promise.all(Array.from({ length: 20 }, (_, index) => save(`stage ${index}`, index)))
    expect(await ended(client, job)).toMatchObject({ state: 'done', error: null })
    const check = (await client.library.doctor()).find(({ name }) => name === 'database')
    expect(check?.detail).toMatch(
      autoVacuum === 'none' ? /, [1-9].* of it unused: “rushes compact” gives it back$/ : /, 0 B of it unused$/,
    )
    await truncateLog(core)
    expect(full - statSync(path).size > 500_000).toBe(autoVacuum === 'incremental')
    expect((await client.checkpoints.tree({ timeline_id })).total).toBe(22)
  }
})

test('a removed timeline is in the trash; emptying it deletes its pictures and outputs, and none of another one', async () => {
  const library = await openLibrary()
  const { client, core } = library
  const { timeline_id, root } = await putTimeline(library)
  const { timeline_id: other, root: otherRoot } = await putTimeline(library)
  const frames = [{ sequence: 0, timestamp: 0, path: putJpeg('own.jpg', 'own') }]
  const mine = await client.timelines.createFromFiles({ source_video: 'own.mp4', frames })
  const save = (timeline: string, parent: string, output: unknown) =>
    client.checkpoints.save({ timeline_id: timeline, parent_checkpoint_id: parent, stage_name: 'detect', output })
  await save(timeline_id, root, 'shared')
  await save(other, otherRoot, 'shared')
  const { checkpoint_id } = await save(mine.timeline_id, mine.checkpoint_id, 'own')
  await save(mine.timeline_id, checkpoint_id, 'below')
  await client.checkpoints.prune({ id: checkpoint_id })

  await client.timelines.remove({ ids: [timeline_id, mine.timeline_id] })
  const { items } = await client.trash.list({})
  expect(items.map(({ kind, name }) => `${kind} ${name}`).sort()).toEqual(['timeline clip.mp4', 'timeline own.mp4'])
  const sizeOf = (id: string) => items.find((item) => item.id === id)?.size_bytes
  expect(sizeOf(timeline_id)).toBe(0)
  expect(sizeOf(mine.timeline_id)).toBeGreaterThan(10)
  expect(await client.trash.size()).toEqual({ size_bytes: sizeOf(mine.timeline_id) })
  expect((await client.trash.restore({ items: [{ kind: 'timeline', id: timeline_id }] })).restored).toHaveLength(1)
  await client.timelines.remove({ ids: [timeline_id] })

  expect(picturesIn(library)).toBe(4)
  expect(await ended(client, await client.trash.empty({}))).toMatchObject({ state: 'done', failed: 0 })
  expect([picturesIn(library), (await client.trash.list({})).total]).toEqual([3, 0])
  expect(await client.timelines.storage()).toMatchObject({ pictures: 3, outputs: 1 })
  expect((await client.timelines.frames({ id: other, as: 'base64' })).items).toHaveLength(3)
  expect(databaseOf(core).prepare('SELECT count(*) FROM checkpoints').pluck().get()).toBe(2)
  expect(await client.timelines.restore({ ids: [timeline_id] })).toEqual({ restored: [] })

  for (const query of [branchBytesQuery('id'), pictureBytesQuery(sql`${'id'}`)])
    expect(planOf(core, query)).not.toMatch(/SCAN (checkpoints|timeline_frames|stage_outputs|other|own|child)\b/)
})

test('the frames of a removed timeline leave the bucket with the trash, which frees the bucket too', async () => {
  const bucket = await startBucket()
  const library = await openLibrary({ settings: temporaryFolder(), platform: { secrets: testKeychain() } })
  const { client, core } = library
  await connectBucket(library, bucket, 'bucket')
  const { timeline_id } = await putTimeline(library)
  await client.timelines.remove({ ids: [timeline_id] })
  await expect(client.storage.remove()).rejects.toThrow(/empty the trash/)
  await ended(client, await client.trash.empty({}))
  const { store } = await core.bucket.open('quick')
  expect((await store.list('').next()).done).toBe(true)
  expect(await client.storage.remove()).toMatchObject({ settings: null })
})
