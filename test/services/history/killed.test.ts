import { fork } from 'node:child_process'
import { once } from 'node:events'
import { expect, onTestFinished, test } from 'vitest'
import { pruneJournal } from '../../../main/database/journal/prune.ts'
import { databaseOf } from '../../support/database-of.ts'
import { openWith } from '../../support/lineage-library.ts'
import { programPath } from '../../support/program.ts'

const ids = Array.from({ length: 200 }, (_, index) => `take-${index}`)

test('two processes that write are killed in the middle: journal and tables agree, and each step is whole', async () => {
  const { client, core, folder } = await openWith(...ids)
  await client.history.list({})
  for (let kill = 0; kill < 3; kill++) {
    const writers = ['dusk', 'dawn'].map((tag) => fork(programPath('tag-for-ever'), [folder, tag]))
    for (const writer of writers) onTestFinished(() => void writer.kill('SIGKILL'))
    const said = writers.map((writer) => once(writer, 'message'))
    const left = writers.map((writer) => once(writer, 'exit'))
    await Promise.all(said)
    for (const writer of writers) writer.kill('SIGKILL')
    await Promise.all(left)
    expect(await client.verification.invariants()).toMatchObject({ violations: [] })
    const steps = (await client.history.list({ author: 'terminal', limit: 500 })).items
    expect(steps.flatMap(({ changes }) => changes.map(({ rows }) => rows))).toEqual(steps.map(() => ids.length))
    const counted = databaseOf(core).prepare(
      'SELECT count(*) FROM journal_rows WHERE seq > (SELECT max(last_seq) FROM journal_parts)',
    )
    expect(counted.pluck().get()).toBe(0)
  }
  while ((await client.tags.list({})).total > 0) await client.history.undo({})
  expect(await client.verification.invariants()).toMatchObject({ violations: [] })
})

test('the oldest entries are deleted in parts; the newest stays, and an incomplete one is not undone', async () => {
  const { client, core } = await openWith('a', 'b')
  for (const rating of [1, 2, 3]) await client.videos.rate({ ratings: [{ ids: ['a', 'b'], rating }] })
  const limits = { entries: 2, rows: 1000 }
  let rounds = 0
  while (await core.write(({ db }) => pruneJournal(db, '2000-01-01', limits))) rounds++
  expect(rounds).toBe(2)
  const kept = (await client.history.list({})).items
  expect(kept.map(({ words }) => words)).toEqual(['Rated 2 takes 3 stars', 'Rated 2 takes 2 stars'])
  databaseOf(core).exec('DELETE FROM journal_rows WHERE seq = (SELECT max(seq) FROM journal_rows) - 1')
  await expect(client.history.undo({})).rejects.toMatchObject({
    message: 'It is so old that the history no longer has all of it.',
  })
  while (await core.write(({ db }) => pruneJournal(db, '9999-01-01', limits)));
  expect((await client.history.list({})).items).toHaveLength(1)
})
