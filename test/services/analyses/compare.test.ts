import { expect, test } from 'vitest'
import { comparedContentsSql, comparedRangesSql } from '../../../main/database/analyses/compare-analyses.ts'
import { correctionOf } from '../../../shared/corrections.ts'
import { databaseOf } from '../../support/database-of.ts'
import { openLibrary } from '../../support/library.ts'

const shot = (start: number, end: number) => ({ start, end, label: 'shot' })
const configOf = (threshold: number) => ({ analyser: 'scenes', config: { threshold }, version: '2' })
const hashOf = (index: number) => `sha256:${index.toString(16).padStart(64, '0')}`

/** Takes whose scenes were found with two thresholds; the second misses a cut in each third take. */
async function withTakes(count: number) {
  const library = await openLibrary()
  const { client, core } = library
  databaseOf(core).exec(`
    WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${count})
    INSERT INTO videos (id, name, file_path, file_hash, size_bytes, source_type, fps)
    SELECT 'take' || i, 'Take ' || i, '/takes/' || i, printf('%064x', i), 1, 'uploaded', 25 FROM n`)
  const configs = [configOf(0.3), configOf(0.5)]
  const analyses = Array.from({ length: count }, (_, index) => index + 1).flatMap((take) =>
    configs.map((config, which) => ({
      file_path: `/takes/${take}`,
      file_hash: hashOf(take),
      config,
      name: 'scenes',
      ranges: which === 1 && take % 3 === 0 ? [shot(0, 8)] : [shot(0, 4), shot(4, 8)],
    })),
  )
  await client.analyses.saveAll({ analyses })
  const config_hashes = await Promise.all(
    configs.map(async (config) => (await client.configurations.hash({ config })).config_hash),
  )
  return { ...library, config_hashes }
}

test('the takes on which configurations agree least come first, in pages, with sums over all', async () => {
  const { client, config_hashes } = await withTakes(100)
  const compared = await client.analyses.compare({ config_hashes, limit: 40 })
  expect(compared).toMatchObject({ total: 100, done: 100, of: 100, missing: 0, ignores_labels: false })
  expect(compared.items.slice(0, 2)).toMatchObject([
    { video: { id: 'take3', name: 'Take 3' }, ranges: [2, 1], agreement: 0, first_difference: 0, in_bin: null },
    { video: { id: 'take6' } },
  ])
  expect(compared.items.map(({ agreement }) => agreement)).toEqual([...Array(33).fill(0), ...Array(7).fill(1)])
  expect(compared.pairs).toMatchObject([{ first: 0, second: 1, both: 134, only_first: 66, only_second: 33 }])
  expect(compared.pairs[0]?.f1).toBeCloseTo(268 / 367)
  expect((await client.analyses.compare({ config_hashes, offset: 99, limit: 40 })).items).toHaveLength(1)
  expect(compared.histograms).toEqual([
    { configuration: 0, value: 'duration', bins: [{ from: 2, to: 5, count: 200 }] },
    {
      configuration: 1,
      value: 'duration',
      bins: [
        { from: 2, to: 5, count: 134 },
        { from: 5, to: 10, count: 33 },
      ],
    },
  ])
})

test('a bin lists the takes with such ranges and their moments; a selection or a query lists theirs', async () => {
  const { client, config_hashes } = await withTakes(9)
  const bin = { configuration: 1, value: 'duration', from: 5, to: 10 }
  const long = await client.analyses.compare({ config_hashes, bin })
  expect(long.items.map(({ video, in_bin }) => [video.id, in_bin])).toEqual(
    ['take3', 'take6', 'take9'].map((id) => [id, { ranges: 1, first: 0 }]),
  )
  expect(long).toMatchObject({ total: 3, of: 9 })
  const video_ids = ['take1', 'take3', 'take8', 'gone']
  expect(await client.analyses.compare({ config_hashes, video_ids })).toMatchObject({ of: 3 })
  expect(await client.analyses.compare({ config_hashes, video_ids, query: '"take 3"' })).toMatchObject({ of: 1 })
  await client.collections.save({ name: 'Picks', video_ids: ['take6', 'take7'] })
  expect(await client.analyses.compare({ config_hashes, query: 'collection:Picks' })).toMatchObject({ of: 2 })
})

test('a correction measures the others, an edit changes the figures, and takes without it are counted', async () => {
  const { client, config_hashes } = await withTakes(9)
  const [found = '', missed = ''] = config_hashes
  const { items } = await client.analyses.list({ config_hash: found, limit: 4 })
  for (const { id } of items) await client.analyses.correct({ id, edits: [] })
  const { config_hash } = await client.configurations.hash({ config: correctionOf(found) })
  const request = { config_hashes: [missed, found, config_hash] }
  const before = await client.analyses.compare(request)
  expect(before).toMatchObject({
    of: 4,
    missing: 5,
    pairs: [
      { first: 2, second: 0 },
      { first: 2, second: 1, f1: 1 },
    ],
  })
  expect(before.configurations.map(({ is_correction }) => is_correction)).toEqual([false, false, true])
  await client.analyses.correct({ id: items[0]?.id ?? 0, edits: [{ was: shot(4, 8) }] })
  const after = await client.analyses.compare(request)
  expect(after.pairs[1]).toMatchObject({ both: 7, only_first: 0, only_second: 1, precision: 7 / 8, recall: 1 })
  await client.history.undo({})
  expect((await client.analyses.compare(request)).pairs[1]).toMatchObject({ f1: 1 })
})

test('ends may differ by the tolerance, and labels count within an analyser only', async () => {
  const { client } = await withTakes(1)
  const file = { file_path: '/takes/1', file_hash: hashOf(1) }
  const one = await client.analyses.save({
    ...file,
    name: 'a',
    config: { a: 1 },
    ranges: [{ start: 0, end: 1, label: 'x' }],
  })
  const two = await client.analyses.save({
    ...file,
    name: 'b',
    config: { b: 1 },
    ranges: [{ start: 0.1, end: 1, label: 'y' }],
  })
  const config_hashes = [one.config_hash, two.config_hash]
  const f1 = async (more: object) => (await client.analyses.compare({ config_hashes, ...more })).pairs[0]?.f1
  expect(await f1({})).toBe(0)
  expect(await f1({ tolerance_seconds: 0.1 })).toBe(1)
  expect(await f1({ tolerance_seconds: 0.1, ignore_labels: false })).toBe(0)
  await expect(f1({ config_hashes: [one.config_hash, one.config_hash] })).rejects.toMatchObject({ code: 'BAD_INPUT' })
  await expect(f1({ bin: { configuration: 2, value: 'x', from: 0, to: 1 } })).rejects.toMatchObject({
    code: 'BAD_INPUT',
  })
})

test('a long comparison answers with the takes so far, goes on, and is cancelled', async () => {
  const { client, config_hashes } = await withTakes(300)
  const seen: number[] = []
  for (let done = 0; done < 300; ) {
    const { of, ...so } = await client.analyses.compare({ config_hashes, wait: false, limit: 1 })
    expect(so.done).toBeGreaterThanOrEqual(done)
    expect([of, so.total]).toEqual([300, so.done])
    done = so.done
    seen.push(done)
  }
  expect(seen.at(-1)).toBe(300)
  const call = client.analyses.compare({ config_hashes, query: 'take' }, { signal: AbortSignal.abort() })
  await expect(call).rejects.toThrow()
})

test('the comparison finds contents and ranges by index', async () => {
  const { core } = await withTakes(1)
  const plan = (sql: string) =>
    (
      databaseOf(core).prepare(`EXPLAIN QUERY PLAN ${sql}`).all({ hashes: '[]', ids: '[]', contents: '[]' }) as {
        detail: string
      }[]
    )
      .map(({ detail }) => detail)
      .join('\n')
  for (const hasIds of [true, false])
    expect(plan(comparedContentsSql(hasIds))).toContain('SEARCH analysis_jobs USING INDEX analysis_jobs_by_config')
  expect(plan(comparedRangesSql)).toContain('SEARCH analysis_jobs USING INDEX analysis_jobs_by_content (file_hash=?)')
})
