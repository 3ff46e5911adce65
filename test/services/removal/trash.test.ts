import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { trashKeysQuery } from '../../../main/database/removal/trash.ts'
import { emptyBeyondLimits } from '../../../main/services/removal/trash-limits.ts'
import type { Client } from '../../../shared/contract/index.ts'
import type { TrashItem, TrashSort } from '../../../shared/contract/trash.ts'
import { databaseOf } from '../../support/database-of.ts'
import { ended, importAll, openLibrary, putClip, temporaryFolder } from '../../support/library.ts'
import { putPicture } from '../../support/pictures.ts'
import { planOf } from '../../support/plan.ts'

/** A library with a tagged take at a node of a workflow, an image, and a take whose file stays outside. */
async function filledLibrary() {
  const library = await openLibrary()
  const { client } = library
  const folder = temporaryFolder()
  const owned = await putClip('square.mp4', join(folder, 'Rain, take 4.mp4'))
  const outside = await putClip('landscape.mp4', join(folder, 'outside.mp4'))
  const picture = putPicture(join(folder, 'still.png'))
  const added = await importAll(client, { paths: [owned, picture], mode: 'copy' })
  const id = added.items.find(({ path }) => path === owned)?.video_id ?? ''
  const other = (await importAll(client, { paths: [outside], mode: 'reference' })).items[0]?.video_id ?? ''
  await client.tags.change({ changes: [{ ids: [id], add: ['keeper'], remove: [] }] })
  const workflow = await client.workflows.create({
    name: 'Rain',
    definition: '{"nodes":[{"id":"save","type":"SaveVideo"}]}',
  })
  await client.workflows.associate({ workflow_id: workflow.id, video_id: id, node_id: 'save', role: 'output' })
  const image = (await client.images.list({})).items[0]?.id ?? ''
  return { ...library, id, other, image, workflow: workflow.id, outside }
}

async function contents(client: Client) {
  const { items, total } = await client.trash.list({})
  expect(items).toHaveLength(total)
  return items
}

test('the trash lists what was removed, from where and how large, and restores it with what was known of it', async () => {
  const { client, id, other, image, workflow, outside, core } = await filledLibrary()
  const before = await client.videos.get({ id })
  await client.videos.remove({ ids: [id, other] })
  await client.workflows.remove({ ids: [workflow] })
  await client.images.remove({ ids: [image] })

  const items = await contents(client)
  const found = (kind: string, key: string) => items.find((item) => item.kind === kind && item.id === key)
  expect(found('video', id)).toMatchObject({
    name: 'Rain, take 4',
    path: before.file_path,
    size_bytes: before.size_bytes,
  })
  expect(found('video', other)).toMatchObject({ path: outside, size_bytes: 0 })
  expect(found('workflow', workflow)).toMatchObject({ name: 'Rain', path: null, size_bytes: 0 })
  expect(found('image', image)?.size_bytes).toBeGreaterThan(0)
  const sizes = items.reduce((sum, { size_bytes }) => sum + size_bytes, 0)
  expect(await client.trash.size()).toEqual({ size_bytes: sizes })
  expect((await client.trash.list({ kind: 'image' })).total).toBe(1)
  const orders: [TrashSort, (item: TrashItem) => string | number][] = [
    ['size', (item) => item.size_bytes],
    ['name', (item) => item.name.toLowerCase()],
    ['removed', (item) => item.removed_at],
  ]
  for (const [sort, sortValue] of orders) {
    const sorted = (await client.trash.list({ sort, order: 'asc' })).items
    expect(sorted.map(sortValue)).toEqual(items.map(sortValue).toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0)))
    const after = `${sorted[1]?.kind}/${sorted[1]?.id}`
    expect((await client.trash.list({ sort, order: 'asc', after, limit: 1 })).items).toEqual([sorted[2]])
  }
  expect((await client.trash.list({ older_than_days: 1 })).total).toBe(0)
  const plan = planOf(core, trashKeysQuery({}, { offset: 0, limit: 100 }))
  expect(plan).toContain('COVERING INDEX removed_videos_by_time')
  // Only rows with the same time are sorted.
  expect(plan).not.toContain('TEMP B-TREE FOR ORDER BY')

  const { restored, job } = await client.trash.restore({ items: items.map(({ kind, id }) => ({ kind, id })) })
  expect(job).toBeNull()
  expect(restored).toHaveLength(4)
  expect(await contents(client)).toEqual([])
  const after = await client.videos.get({ id })
  expect(after).toMatchObject({ tags: ['keeper'], file_path: before.file_path, missing_since: null })
  expect((await client.workflows.get({ id: workflow })).videos).toHaveLength(1)
})

test('deleting frees the bytes and cannot be undone; files outside the library stay', async () => {
  const { client, core, id, other, image, outside } = await filledLibrary()
  await client.videos.remove({ ids: [id, other] })
  await client.images.remove({ ids: [image] })
  const asked = {
    items: [
      { kind: 'video' as const, id },
      { kind: 'image' as const, id: 'unknown' },
    ],
  }
  expect(await ended(client, await client.trash.delete(asked))).toMatchObject({ state: 'done', done: 1, failed: 0 })
  expect((await contents(client)).map((item) => item.id).sort()).toEqual([image, other].sort())
  expect(await client.trash.restore({ items: [{ kind: 'video', id }] })).toEqual({ restored: [], job: null })

  expect(await ended(client, await client.trash.empty({ older_than_days: 1 }))).toMatchObject({
    state: 'done',
    done: 0,
  })
  expect(await ended(client, await client.trash.empty({}))).toMatchObject({ state: 'done', done: 2 })
  expect(await contents(client)).toEqual([])
  expect(await client.trash.size()).toEqual({ size_bytes: 0 })
  expect(readdirSync(core.layout.trash)).toEqual([])
  expect(existsSync(outside)).toBe(true)
  rmSync(core.layout.trash, { recursive: true })
  expect(await client.trash.size()).toEqual({ size_bytes: 0 })
})

test('a copy in the trash is restored to its own path, or deleted', async () => {
  const { client } = await openLibrary()
  const folder = temporaryFolder()
  for (const name of ['a.mp4', 'b.mp4', 'c.mp4']) await putClip('square.mp4', join(folder, name))
  await ended(client, await client.duplicates.find({ folders: [folder] }))
  const bytes = readFileSync(join(folder, 'b.mp4'))
  const paths = [join(folder, 'b.mp4'), join(folder, 'c.mp4')]
  await ended(client, await client.duplicates.trashCopies({ paths }))

  const items = await contents(client)
  expect(items.map(({ name, path, size_bytes }) => ({ name, path, size_bytes }))).toEqual(
    ['c.mp4', 'b.mp4'].map((name) => ({ name, path: join(folder, name), size_bytes: bytes.length })),
  )
  const [c, b] = items
  const { job } = await client.trash.restore({ items: [{ kind: 'copy', id: b?.id ?? '' }] })
  expect(job && (await ended(client, job))).toMatchObject({ state: 'done', moved: 1, failed: 0 })
  expect(readFileSync(paths[0] ?? '')).toEqual(bytes)
  await ended(client, await client.trash.delete({ items: [{ kind: 'copy', id: c?.id ?? '' }] }))
  expect(existsSync(paths[1] ?? '')).toBe(false)
  expect(await contents(client)).toEqual([])
})

test('a row of the trash whose file is said to be elsewhere deletes nothing there', async () => {
  const { client, core, id } = await filledLibrary()
  const victim = join(core.layout.folder, 'media.db')
  await client.videos.remove({ ids: [id] })
  const insert = `INSERT INTO trashed_copies (step_id, seq, path, kept_path, trashed_path, file_hash, size_bytes, location,
    played) VALUES ('step', 0, '/tmp/x.mp4', '/tmp/y.mp4', ?, 'ab', 1, '{}', '[]')`
  databaseOf(core).prepare(insert).run(victim)
  const elsewhere = `UPDATE removed_videos SET video = json_set(video, '$.file_path', ?, '$.id', '..')`
  databaseOf(core).prepare(elsewhere).run(victim)
  const job = await ended(client, await client.trash.empty({}))
  expect(job).toMatchObject({ state: 'done', failed: 1 })
  expect(statSync(victim).isFile()).toBe(true)
  expect((await contents(client)).map(({ kind, size_bytes }) => ({ kind, size_bytes }))).toEqual([
    { kind: 'copy', size_bytes: 0 },
  ])
})

test('beyond its limits, the trash deletes what is too old, then what was removed first', async () => {
  let now = new Date('2026-03-01T00:00:00Z')
  const { client, core } = await openLibrary({ clock: () => now })
  const folder = temporaryFolder()
  const names = ['square.mp4', 'landscape.mp4', 'portrait.mp4'] as const
  const paths = await Promise.all(names.map((name) => putClip(name, join(folder, name))))
  const { items } = await importAll(client, { paths, mode: 'copy' })
  const ids = names.map((name) => items.find(({ path }) => path.endsWith(name))?.video_id ?? '')
  for (const id of ids) {
    await client.videos.remove({ ids: [id] })
    now = new Date(now.getTime() + 86_400_000)
  }
  const left = async () => {
    await emptyBeyondLimits(core)
    for (const job of await client.jobs.list({})) await ended(client, job)
    return (await contents(client)).map(({ id }) => id)
  }
  expect(await client.trash.limits()).toEqual({ max_days: null, max_bytes: null })
  expect(await left()).toEqual(ids.toReversed())
  const { size_bytes } = await client.trash.size()
  const sizes = new Map((await contents(client)).map((item) => [item.id, item.size_bytes]))
  expect(await client.trash.size({ older_than_days: 3 })).toEqual({ size_bytes: sizes.get(ids[0] ?? '') })

  await client.trash.setLimits({ max_days: null, max_bytes: size_bytes })
  expect(await left()).toHaveLength(3)
  await client.trash.setLimits({ max_days: null, max_bytes: size_bytes - 1 })
  expect(await left()).toEqual([ids[2], ids[1]])
  // The clock was set back: nothing is older than it was.
  now = new Date('2020-01-01T00:00:00Z')
  await client.trash.setLimits({ max_days: 1, max_bytes: null })
  expect(await left()).toHaveLength(2)
  now = new Date('2026-03-03T00:00:00Z')
  expect(await left()).toEqual([ids[2]])
  expect((await client.trash.size()).size_bytes).toBe(sizes.get(ids[2] ?? ''))
  const [job] = await client.jobs.list({})
  expect(job).toMatchObject({ kind: 'empty_trash', title: '1 item', state: 'done' })
})
