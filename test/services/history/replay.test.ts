import { expect, test } from 'vitest'
import type { Client } from '../../../shared/contract/index.ts'
import { databaseOf } from '../../support/database-of.ts'
import { openLibrary } from '../../support/library.ts'
import { openWith } from '../../support/lineage-library.ts'
import { createRandom } from '../../support/random.ts'

const tables = ['videos', 'tagged_videos', 'video_generation', 'workflow_videos', 'workflows', 'saved_searches']

/** The rows of the followed tables, without what each write sets anew. */
function stateOf(core: Parameters<typeof databaseOf>[0]) {
  return Object.fromEntries(
    tables.map((table) => [
      table,
      (databaseOf(core).prepare(`SELECT * FROM ${table}`).all() as Record<string, unknown>[])
        .map((row) => ({ ...row, updated_at: null }))
        .map((row) => JSON.stringify(row))
        .sort(),
    ]),
  )
}

const ids = ['a', 'b', 'c', 'd']

/** One random change of the library, by any of its calls. */
async function changeAtRandom(client: Client, pick: <T>(all: readonly T[]) => T, step: number): Promise<unknown> {
  const id = pick(ids)
  const changes = [
    () => client.tags.change({ changes: [{ ids: [id, pick(ids)], add: [pick(['dusk', 'day'])], remove: ['rain'] }] }),
    () => client.tags.change({ changes: [{ ids, remove: [pick(['dusk', 'day'])], add: ['rain'] }] }),
    () => client.videos.rate({ ratings: [{ ids: [id], rating: pick([null, 1, 5]) }] }),
    () => client.videos.rename({ id, name: `Take ${step}` }),
    () => client.videos.edit({ id, metadata: pick([null, { step }]) }),
    () => client.generations.put({ video_id: id, provider: 'x', prompt: 'p'.repeat(step) }),
    () => client.generations.remove({ video_id: id }),
    () => client.videos.remove({ ids: [id] }),
    () => client.videos.restore({ ids: [id] }),
    () => client.searches.save({ name: `Search ${step}`, query: 'dusk' }),
    () => client.workflows.create({ name: `Workflow ${step}`, definition: '{"nodes":[],"connections":[]}' }),
  ]
  // Some of them are refused, because the take is in the trash.
  return await pick(changes)().catch(() => undefined)
}

test('undoing all of a random history gives the first state, redoing all the last, and the journal is the state', async () => {
  const random = createRandom()
  const pick = <T>(all: readonly T[]) => all[random(all.length)] as T
  const library = await openWith(...ids)
  const { core, client } = library
  await client.history.list({})
  const first = stateOf(core)
  for (let step = 0; step < 60; step++) await changeAtRandom(client, pick, step)
  const last = stateOf(core)
  expect(await client.verification.invariants()).toMatchObject({ violations: [] })
  let undone = 0
  while (await client.history.undo({}).then(() => true, noMore)) undone++
  expect(undone).toBeGreaterThan(20)
  expect(stateOf(core)).toEqual(first)

  // Redo works after the library was closed and opened again.
  await core.close()
  const again = await openLibrary({ folder: library.folder })
  let redone = 0
  while (await again.client.history.redo({}).then(() => true, noMore)) redone++
  expect(redone).toBe(undone)
  expect(stateOf(again.core)).toEqual(last)
  expect(await again.client.verification.invariants()).toMatchObject({ violations: [] })
})

function noMore(error: { code?: string }): false {
  expect(error).toMatchObject({ code: 'NOT_FOUND' })
  return false
}

test('the check of invariants finds each violation', async () => {
  const { core, client } = await openWith('a', 'b')
  await client.videos.rename({ id: 'a', name: 'Ferry' })
  const database = databaseOf(core)
  database.pragma('foreign_keys = OFF')
  database.exec(`
    DROP TRIGGER journal_videos_update;
    DROP TRIGGER video_search_update;
    UPDATE videos SET name = 'Silent' WHERE id = 'a';
    INSERT INTO tagged_videos VALUES ('nobody', 'dusk', 'dusk');
    INSERT INTO locations (path, file_hash, size_bytes, mtime_ms, sample_hash) VALUES ('/gone.mp4', 'a', 1, 1, 'x');`)
  const { violations } = await client.verification.invariants()
  expect(violations.map(({ message }) => message)).toEqual([
    '/gone.mp4 is missing, and its row says that it is present.',
    'A row of tagged_videos names a row of videos that does not exist.',
    '“Silent” in videos is not as the history left it.',
    'The search index has another text of “Silent”.',
  ])
})
