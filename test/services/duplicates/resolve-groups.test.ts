import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { decisionsQuery, trashedQuery } from '../../../main/database/duplicates/decisions.ts'
import type { Client } from '../../../shared/contract/index.ts'
import { databaseOf } from '../../support/database-of.ts'
import { importAll, openLibrary, temporaryFolder } from '../../support/library.ts'
import { countAsRead } from '../../support/locations.ts'
import { planOf } from '../../support/plan.ts'
import { addHashed, hashAll, openAlike } from '../../support/similar-clips.ts'

async function groupsOf(client: Client): Promise<string[][]> {
  const { items } = await client.duplicates.near({ distance: 10 })
  return items.map(({ takes }) => takes.map(({ name }) => name))
}

/** All rows of the tables that a decision could touch. */
function allRows({ core }: Pick<Awaited<ReturnType<typeof openAlike>>, 'core'>) {
  const tables = ['videos', 'locations', 'video_generation', 'workflow_videos', 'duplicate_decisions']
  return Object.fromEntries(
    tables.map((table) => [table, databaseOf(core).prepare(`SELECT * FROM ${table} ORDER BY 1, 2, 3`).all()]),
  )
}

async function withMade() {
  const library = await openAlike('copy')
  const { client, ids } = library
  const definition = JSON.stringify({
    nodes: [
      { id: 'a', type: 'x' },
      { id: 'b', type: 'y' },
    ],
    connections: [],
  })
  const { id: workflow_id } = await client.workflows.create({ name: 'Ferry', definition })
  const link = (video_id: string, node_id: string, role: 'output' | 'input') =>
    client.workflows.associate({ workflow_id, video_id, node_id, role })
  await link(ids.original, 'a', 'output')
  await link(ids.smaller, 'a', 'input')
  await link(ids.smaller, 'b', 'input')
  await client.generations.put({ video_id: ids.smaller, provider: 'comfyui', prompt: 'A ferry', model: 'wan' })
  return { ...library, workflow_id }
}

test('what is said of a take that goes is said of the one that stays, and one undo takes all of it back', async () => {
  const library = await withMade()
  const { client, ids } = library
  const before = allRows(library)
  const file = (await client.videos.get({ id: ids.smaller })).file_path
  const { id, removed, decided } = await client.duplicates.resolve({
    groups: [
      {
        kept_id: ids.original,
        takes: [
          { id: ids.smaller, decision: 'trash' },
          { id: ids.tiny, decision: 'alternate' },
        ],
      },
    ],
  })
  expect([removed, decided]).toEqual([[ids.smaller], 2])
  expect(existsSync(file)).toBe(false)
  expect(await client.generations.get({ video_id: ids.original })).toMatchObject({ prompt: 'A ferry', model: 'wan' })
  expect(await client.videos.get({ id: ids.original })).toMatchObject({ source_type: 'generated' })
  const uses = await client.workflows.ofVideo({ video_id: ids.original })
  // Its own association with the first node stays as it was.
  expect(uses.map(({ node_id, role }) => [node_id, role]).sort()).toEqual([
    ['a', 'output'],
    ['b', 'input'],
  ])
  expect(await groupsOf(client)).toEqual([])
  expect(await client.duplicates.undo({ id })).toEqual({ restored: [ids.smaller], job: null })
  expect(allRows(library)).toEqual(before)
  expect(existsSync(file)).toBe(true)
  expect(await groupsOf(client)).toEqual([['original', 'smaller', 'tiny']])
  await expect(client.duplicates.undo({ id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
})

test('how the kept one was made is not overwritten by how the other was', async () => {
  const { client, ids } = await withMade()
  await client.generations.put({ video_id: ids.original, provider: 'me', prompt: 'Mine' })
  await client.duplicates.resolve({
    groups: [{ kept_id: ids.original, takes: [{ id: ids.smaller, decision: 'trash' }] }],
  })
  expect(await client.generations.get({ video_id: ids.original })).toMatchObject({ prompt: 'Mine', model: null })
})

test('what somebody wrote of the kept one after the merge survives the undo', async () => {
  const { client, ids } = await withMade()
  const { id } = await client.duplicates.resolve({
    groups: [{ kept_id: ids.original, takes: [{ id: ids.smaller, decision: 'trash' }] }],
  })
  await client.generations.put({ video_id: ids.original, prompt: 'Corrected' })
  await client.duplicates.undo({ id })
  expect(await client.generations.get({ video_id: ids.original })).toMatchObject({ prompt: 'Corrected' })
  expect(await client.generations.get({ video_id: ids.smaller })).toMatchObject({ prompt: 'A ferry' })
})

test('a merge that the history undid is not undone again, and the other way round', async () => {
  const { client, ids } = await withMade()
  const decide = async (decision: 'trash' | 'different') =>
    await client.duplicates.resolve({ groups: [{ kept_id: ids.original, takes: [{ id: ids.smaller, decision }] }] })
  const { id } = await decide('trash')
  await client.history.undo({})
  await decide('different')
  await expect(client.duplicates.undo({ id })).rejects.toMatchObject({ code: 'CONFLICT' })
  expect((await client.duplicates.decisions({})).items).toMatchObject([{ decision: 'different' }])
  await client.history.undo({})

  const again = await decide('trash')
  await client.duplicates.undo({ id: again.id })
  expect((await client.history.list({})).items[0]?.words).toMatch(/^Undid: Removed 1 take and merged/)
  await client.history.redo({})
  await expect(client.videos.get({ id: ids.smaller })).rejects.toMatchObject({ code: 'NOT_FOUND' })
})

test('rows of tables of other programs go over too, and come back', async () => {
  const library = await openAlike()
  const { client, core, ids } = library
  databaseOf(core).exec(
    `CREATE TABLE video_tags (video_id TEXT REFERENCES videos (id), tag TEXT, PRIMARY KEY (video_id, tag))`,
  )
  const add = databaseOf(core).prepare('INSERT INTO video_tags VALUES (?, ?)')
  for (const [id, tag] of [
    [ids.original, 'sea'],
    [ids.smaller, 'sea'],
    [ids.smaller, 'night'],
    [ids.tiny, 'boat'],
  ]) {
    add.run(id, tag)
  }
  const tags = () => databaseOf(core).prepare('SELECT tag FROM video_tags WHERE video_id = ? ORDER BY tag').pluck()
  const { id } = await client.duplicates.resolve({
    groups: [
      {
        kept_id: ids.original,
        takes: [ids.smaller, ids.tiny].map((take) => ({ id: take, decision: 'trash' as const })),
      },
    ],
  })
  expect(tags().all(ids.original)).toEqual(['boat', 'night', 'sea'])
  await client.duplicates.undo({ id })
  expect([ids.original, ids.smaller, ids.tiny].map((take) => tags().all(take))).toEqual([
    ['sea'],
    ['night', 'sea'],
    ['boat'],
  ])
})

test.each(['keep', 'different', 'alternate'] as const)(
  'a group that was decided as %s never comes up again',
  async (decision) => {
    const { client, ids } = await openAlike()
    await client.duplicates.resolve({
      groups: [{ kept_id: ids.original, takes: [ids.smaller, ids.tiny].map((id) => ({ id, decision })) }],
    })
    expect(await groupsOf(client)).toEqual([])
    const { items, total } = await client.duplicates.decisions({ video_id: ids.tiny })
    expect(total).toBe(2)
    expect(items.map((it) => it.decision)).toEqual([decision, decision])
    expect((await client.duplicates.decisions({})).total).toBe(3)
  },
)

test('a take that came in again after it went to the trash is shown as what was decided', async () => {
  const { client, ids, takes, core } = await openAlike()
  await client.duplicates.resolve({
    groups: [
      {
        kept_id: ids.original,
        takes: [
          { id: ids.smaller, decision: 'trash' },
          { id: ids.tiny, decision: 'different' },
        ],
      },
    ],
  })
  // The file is not the library's: it is where it was, and known to be there.
  expect(existsSync(join(takes, 'smaller.mp4'))).toBe(true)
  const known = databaseOf(core)
    .prepare('SELECT missing_since FROM locations WHERE path = ?')
    .get(join(takes, 'smaller.mp4'))
  expect(known).toEqual({ missing_since: null })
  expect(
    (await client.duplicates.decisions({ video_id: ids.original })).items.map(({ second, first }) =>
      [first.name, second.name].sort(),
    ),
  ).toContainEqual(['original', 'smaller'])
  await importAll(client, { paths: [takes] })
  await hashAll({ client })
  const { items } = await client.duplicates.near({ distance: 10 })
  expect(items.map((group) => group.takes.map(({ name, was_trashed }) => [name, was_trashed]))).toEqual([
    [
      ['original', false],
      ['smaller', true],
    ],
  ])
})

test('nothing goes in favour of a take whose file is not there', async () => {
  const library = await openAlike()
  const { client, ids, takes } = library
  rmSync(join(takes, 'original.mp4'))
  const groups = [{ kept_id: ids.original, takes: [{ id: ids.smaller, decision: 'trash' as const }] }]
  await expect(client.duplicates.resolve({ groups })).rejects.toMatchObject({ code: 'FILE_MISSING' })
  expect((await client.videos.list({})).total).toBe(4)
  expect((await groupsOf(client))[0]?.[0]).toBe('smaller')
})

test('decisions that contradict each other are refused, and nothing is changed', async () => {
  const { client, ids } = await openAlike()
  const trash = (id: string) => ({ id, decision: 'trash' as const })
  const refused = [
    [{ kept_id: ids.original, takes: [trash(ids.original)] }],
    [{ kept_id: ids.original, takes: [trash(ids.tiny), { id: ids.tiny, decision: 'keep' as const }] }],
    [
      { kept_id: ids.original, takes: [trash(ids.tiny)] },
      { kept_id: ids.tiny, takes: [trash(ids.smaller)] },
    ],
  ]
  for (const groups of refused) {
    await expect(client.duplicates.resolve({ groups })).rejects.toMatchObject({ code: 'BAD_INPUT' })
  }
  const unknown = [{ kept_id: ids.original, takes: [trash('none')] }]
  await expect(client.duplicates.resolve({ groups: unknown })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  expect((await client.videos.list({})).total).toBe(4)
  expect((await client.duplicates.decisions({})).total).toBe(0)
})

test('one rule decides all groups as they were shown, in one step', async () => {
  const library = await openAlike('copy')
  const { client, ids } = library
  const before = allRows(library)
  const grouping = { distance: 10, keep: ['resolution', 'oldest'] as const }
  const { version, removable } = await client.duplicates.near({ ...grouping, keep: [...grouping.keep] })
  const { id, removed } = await client.duplicates.resolveAll({ ...grouping, keep: [...grouping.keep], version })
  expect([removed.sort(), removed.length]).toEqual([[ids.smaller, ids.tiny].sort(), removable])
  expect((await client.videos.list({})).items.map(({ name }) => name).sort()).toEqual(['original', 'other'])
  await client.duplicates.undo({ id })
  expect(allRows(library)).toEqual(before)
})

test('of more takes than one step takes, those that free most go first, and the rest stays listed', async () => {
  const library = await openLibrary()
  const { client, core } = library
  addHashed(
    library,
    Array.from({ length: 5010 }, (_, index) => [`black ${index}`, '0000000000000000'] as const),
  )
  const path = join(temporaryFolder(), 'black')
  writeFileSync(path, 'x')
  databaseOf(core).prepare("UPDATE videos SET file_path = ? WHERE id = 'black 0'").run(path)
  await countAsRead(
    core,
    path,
    String(databaseOf(core).prepare("SELECT file_hash FROM videos WHERE id = 'black 0'").pluck().get()),
  )
  const { version } = await client.duplicates.near({ distance: 0 })
  const { removed } = await client.duplicates.resolveAll({ distance: 0, version })
  expect(removed).toHaveLength(5000)
  expect(await client.duplicates.near({ distance: 0 })).toMatchObject({ total: 1, removable: 9 })
})

test('where the groups have changed since they were shown, the rule is not applied', async () => {
  const library = await openAlike()
  const { version } = await library.client.duplicates.near({ distance: 10 })
  addHashed(library, [
    ['a', '0123456789abcdef'],
    ['b', '0123456789abcdef'],
  ])
  await expect(library.client.duplicates.resolveAll({ distance: 10, version })).rejects.toMatchObject({
    code: 'CONFLICT',
  })
  expect((await library.client.videos.list({})).total).toBe(6)
})

test('an undo is refused where a take came into the library again meanwhile, and nothing is changed', async () => {
  const { client, ids, takes } = await openAlike()
  const { id } = await client.duplicates.resolve({
    groups: [{ kept_id: ids.original, takes: [{ id: ids.smaller, decision: 'trash' }] }],
  })
  await importAll(client, { paths: [join(takes, 'smaller.mp4')] })
  await expect(client.duplicates.undo({ id })).rejects.toMatchObject({ code: 'CONFLICT' })
  expect((await client.duplicates.decisions({})).total).toBe(1)
})

test('decisions of one content are found by indexes', async () => {
  const { core } = await openLibrary()
  const plan = planOf(core, decisionsQuery(core.db, 'a').selectAll())
  expect(plan).toContain('USING INDEX sqlite_autoindex_duplicate_decisions_1 (first_hash=?)')
  expect(plan).toContain('USING INDEX duplicate_decisions_by_second (second_hash=?)')
  const trashed = planOf(core, trashedQuery(core.db, [{ first_hash: 'a', second_hash: 'b' }]))
  expect(trashed).toContain('sqlite_autoindex_duplicate_decisions_1 (first_hash=? AND second_hash=?)')
})
