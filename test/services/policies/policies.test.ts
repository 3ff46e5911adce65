import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { chosenQuery } from '../../../main/database/policies.ts'
import { choiceOf } from '../../../main/services/policies/choose.ts'
import { runDuePolicies } from '../../../main/services/policies/run-policy.ts'
import { posterPath } from '../../../main/storage/layout.ts'
import type { Policy, PolicyChoice } from '../../../shared/contract/policies.ts'
import { databaseOf } from '../../support/database-of.ts'
import { ended, importAll, openLibrary, putClip, temporaryFolder } from '../../support/library.ts'
import { planOf } from '../../support/plan.ts'

const choice = (given: Partial<PolicyChoice> & Pick<PolicyChoice, 'rule'>): PolicyChoice => ({
  days: null,
  max_bytes: null,
  query: '',
  ...given,
})

/** Rows of takes of 100 bytes in the library’s folder, the oldest first; those of `outside` are elsewhere. */
function addRows(
  { core }: Awaited<ReturnType<typeof openLibrary>>,
  takes: Record<string, string>,
  outside: string[] = [],
) {
  const insert = databaseOf(
    core,
  ).prepare(`INSERT INTO videos (id, name, file_path, file_hash, size_bytes, source_type, created_at)
    VALUES (?, ?, ?, ?, 100, 'generated', ?)`)
  for (const [id, at] of Object.entries(takes))
    insert.run(
      id,
      `Take ${id}`,
      outside.includes(id) ? `/elsewhere/${id}.mp4` : join(core.layout.videos, `${id}.mp4`),
      id,
      at,
    )
}

test('each rule chooses its takes and no others, with the bytes that they free', async () => {
  const clock = () => new Date('2026-06-01T12:00:00Z')
  const library = await openLibrary({ clock })
  const { client, core } = library
  addRows(
    library,
    {
      old: '2026-01-01 00:00:00',
      spared: '2026-01-02 00:00:00',
      may: '2026-05-20 00:00:00',
      new: '2026-06-01 00:00:00',
    },
    ['may'],
  )
  // Another program wrote the time as a number, which is no reason to remove the take.
  databaseOf(core).exec(`INSERT INTO videos (id, name, file_path, file_hash, size_bytes, source_type, created_at)
    VALUES ('foreign', 'Foreign', 'videos/foreign.mp4', 'f', 100, 'generated', 1700000000)`)
  await client.videos.rate({
    ratings: [
      { ids: ['spared'], rating: 4 },
      { ids: ['may'], rating: 1 },
    ],
  })
  await client.tags.change({ changes: [{ ids: ['new'], add: ['Rejected'] }] })
  const workflow = await client.workflows.create({
    name: 'Cut',
    definition: '{"nodes":[{"id":"a","type":"Cut"},{"id":"b","type":"Save"}]}',
  })
  const associate = (video_id: string, node_id: string, role: 'intermediate' | 'output') =>
    client.workflows.associate({ workflow_id: workflow.id, video_id, node_id, role })
  await associate('old', 'a', 'intermediate')
  await associate('may', 'a', 'intermediate')
  await associate('may', 'b', 'output')
  const chosen = async (given: Parameters<typeof choice>[0]) => {
    const { samples, ...sums } = await client.policies.preview(choice(given))
    return { ids: samples.map(({ video_id }) => video_id), ...sums }
  }

  expect(await chosen({ rule: 'older_than', days: 10 })).toEqual({
    ids: ['old', 'spared', 'may'],
    count: 3,
    size_bytes: 300,
    freed_bytes: 200,
  })
  expect((await chosen({ rule: 'older_than', days: 10, query: '-rating:>=4' })).ids).toEqual(['old', 'may'])
  expect((await chosen({ rule: 'rejected' })).ids).toEqual(['may', 'new'])
  expect((await chosen({ rule: 'intermediates' })).ids).toEqual(['old'])
  // Of the four in the library’s folder, the two newest fit.
  // A take that plays from elsewhere has a file of the library too.
  const copy = databaseOf(
    core,
  ).prepare(`INSERT INTO locations (path, file_hash, size_bytes, mtime_ms, sample_hash, seen_at)
    VALUES (?, 'may', 100, 0, '', '')`)
  copy.run(join(core.layout.videos, 'copy of may.mp4'))
  expect(await chosen({ rule: 'rejected' })).toMatchObject({ size_bytes: 200, freed_bytes: 200 })
  databaseOf(core).exec('DELETE FROM locations')
  expect(await chosen({ rule: 'quota', max_bytes: 299 })).toMatchObject({ ids: ['old', 'spared'], freed_bytes: 200 })
  expect(await chosen({ rule: 'quota', max_bytes: 400 })).toMatchObject({ ids: [], count: 0, size_bytes: 0 })

  const plan = planOf(
    core,
    chosenQuery(core.db, await choiceOf(core, { ...choice({ rule: 'quota', max_bytes: 1 }), rule: 'quota' })),
  )
  expect(plan).toMatch(/videos USING (COVERING )?INDEX sqlite_autoindex_videos_2 \(file_path>\? AND file_path<\?\)/)
  expect(plan).not.toContain('SCAN videos')
})

test('a run moves takes to the trash as one step, which undo reverses with files, ratings and tags', async () => {
  const { client } = await openLibrary()
  const folder = temporaryFolder()
  const paths = [
    await putClip('square.mp4', join(folder, 'a.mp4')),
    await putClip('landscape.mp4', join(folder, 'b.mp4')),
  ]
  const ids = (await importAll(client, { paths, mode: 'copy' })).items.map(({ video_id }) => video_id ?? '')
  await client.videos.rate({ ratings: [{ ids, rating: 1 }] })
  const policy = await client.policies.save({ name: 'Rejects', rule: 'rejected' })
  const before = (await client.videos.list({})).items

  const job = await ended(client, await client.policies.run({ id: policy.id }))
  expect(job).toMatchObject({ kind: 'clean_up', title: 'Rejects', state: 'done', moved: 2, failed: 0 })
  expect((await client.videos.list({})).total).toBe(0)
  expect((await client.trash.size()).size_bytes).toBe(before.reduce((sum, { size_bytes }) => sum + size_bytes, 0))
  expect((await client.policies.list())[0]?.last_run_at).not.toBeNull()
  const [entry] = (await client.history.list({})).items
  expect(entry).toMatchObject({ words: 'Removed 2 takes', step: job.id })

  await client.history.undo({ step: job.id })
  const after = (await client.videos.list({})).items
  expect(after.map(({ id, rating }) => [id, rating])).toEqual(before.map(({ id }) => [id, 1]))
  for (const { file_path } of after) expect(existsSync(file_path)).toBe(true)
})

test('the cache rule deletes previews of contents that nothing refers to, and no others', async () => {
  const { client, core } = await openLibrary()
  const { items } = await importAll(client, { paths: [await putClip('square.mp4', join(temporaryFolder(), 'a.mp4'))] })
  const kept = await client.videos.get({ id: items[0]?.video_id ?? '' })
  const put = (hash: string) => {
    const path = posterPath(core.layout, hash)
    mkdirSync(join(path, '..'), { recursive: true })
    writeFileSync(path, 'poster')
    return path
  }
  const [known, gone] = [put(kept.file_hash), put('0'.repeat(64))]
  writeFileSync(join(gone, '..', 'notes.txt'), 'of a person')
  expect(await client.policies.preview(choice({ rule: 'cache' }))).toMatchObject({
    count: 1,
    size_bytes: 6,
    freed_bytes: 6,
  })
  const policy = await client.policies.save({ name: 'Cache', rule: 'cache' })
  expect(await ended(client, await client.policies.run({ id: policy.id }))).toMatchObject({ state: 'done', done: 1 })
  expect([existsSync(known), existsSync(gone), existsSync(join(gone, '..', 'notes.txt'))]).toEqual([true, false, true])
  // In the trash, its previews are still wanted.
  await client.videos.remove({ ids: [kept.id] })
  expect(await client.policies.preview(choice({ rule: 'cache' }))).toMatchObject({ count: 0 })
})

test('scheduled policies run when due, also after the clock was set back, and those run by hand never do', async () => {
  let now = new Date('2026-06-01T12:00:00Z')
  const library = await openLibrary({ clock: () => now })
  const { client, core } = library
  addRows(library, { old: '2026-01-01 00:00:00' })
  await client.policies.save({ name: 'By hand', rule: 'older_than', days: 30 })
  await client.policies.save({ name: 'Daily', rule: 'older_than', days: 30, schedule: 'daily' })
  const jobs = async () => {
    await runDuePolicies(core)
    const all = (await client.jobs.list({})).filter(({ kind }) => kind === 'clean_up')
    for (const job of all) await ended(client, job)
    return all.map(({ title }) => title)
  }
  expect(await jobs()).toEqual([])
  now = new Date('2026-06-02T12:00:00Z')
  expect(await jobs()).toEqual(['Daily'])
  expect((await client.trash.list({})).total).toBe(1)
  expect(await jobs()).toEqual(['Daily'])
  // The clock was wrong by years when it ran.
  now = new Date('2020-01-01T00:00:00Z')
  expect(await jobs()).toEqual(['Daily'])
  now = new Date('2020-01-02T00:00:00Z')
  expect(await jobs()).toEqual(['Daily', 'Daily'])
})

test('a policy says what it lacks, has a name of its own, and comes back when its removal is undone', async () => {
  const { client } = await openLibrary()
  await expect(client.policies.save({ name: 'Old', rule: 'older_than' })).rejects.toThrow(
    'days: Say after how many days.',
  )
  await expect(client.policies.save({ name: 'Full', rule: 'quota' })).rejects.toThrow(
    'max_bytes: Say how large the files may be.',
  )
  await expect(client.policies.save({ name: 'Cache', rule: 'cache', days: 3 })).rejects.toThrow(
    'The cache has no takes',
  )
  const saved = await client.policies.save({ name: 'Old', rule: 'older_than', days: 30 })
  await expect(client.policies.save({ name: 'old', rule: 'rejected' })).rejects.toThrow(
    'There is a policy “old” already.',
  )
  const changed = await client.policies.save({ ...given(saved), days: 60 })
  expect(changed).toMatchObject({ id: saved.id, days: 60, created_at: saved.created_at })
  await client.policies.remove({ id: saved.id })
  expect(await client.policies.list()).toEqual([])
  await client.policies.save(given(changed))
  expect(await client.policies.list()).toMatchObject([{ id: saved.id, days: 60 }])
})

function given({ created_at: _, last_run_at: __, ...policy }: Policy) {
  return policy
}
