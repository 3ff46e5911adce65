import { appendFileSync, copyFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { NewProcessing } from '../../../shared/contract/processing.ts'
import { hashOf, hashOfFile } from '../../support/caches.ts'
import { clip } from '../../support/clips.ts'
import { databaseOf } from '../../support/database-of.ts'
import { ended, importAll, openLibrary, putClip, type TestLibrary, temporaryFolder } from '../../support/library.ts'

/** A processing from one named content to another: `a` is at `/a` and has the hash of 64 times `a`. */
function step(job_id: string, from: string[], to: string): NewProcessing {
  const [first = ''] = from
  const inputs = from.map((name) => ({ path: `/${name}`, hash: hashOf(name) }))
  const ends = { input_path: `/${first}`, input_hash: hashOf(first), output_path: `/${to}`, output_hash: hashOf(to) }
  return { job_id, action: from.length > 1 ? 'stitch' : 'convert', config: { to }, ...ends, inputs }
}

/** Adds a video of which only the row is there, with the named content. */
function addVideo({ core }: TestLibrary, name: string): string {
  databaseOf(core)
    .prepare("INSERT INTO videos (id, name, file_path, file_hash, size_bytes, source_type) VALUES (?, ?, ?, ?, 1, 'x')")
    .run(name, `Take ${name}`, `/${name}`, name.repeat(64))
  return name
}

test('a chain is followed both ways, through all inputs of what was stitched', async () => {
  const library = await openLibrary()
  const { client } = library
  const id = addVideo(library, 'c')
  addVideo(library, '1')
  for (const it of [
    step('a→b', ['a'], 'b'),
    step('1+b→c', ['1', 'b'], 'c'),
    step('2+3+c→d', ['2', '3', 'c'], 'd'),
    step('d→e', ['d'], 'e'),
    step('1→9', ['1'], '9'),
  ]) {
    await client.processing.save(it)
  }
  const chain = await client.processing.chain({ id })
  expect(chain.made_of.map((it) => it.job_id)).toEqual(['1+b→c', 'a→b'])
  expect(chain.made_from_it.map((it) => it.job_id)).toEqual(['2+3+c→d', 'd→e'])
  expect(chain.made_of[0]).toMatchObject({
    inputs: [
      { path: '/1', video_id: '1', video_name: 'Take 1', state: 'unknown' },
      { path: '/b', video_id: null },
    ],
    output: { path: '/c', hash: hashOf('c'), video_id: 'c' },
  })
})

test('a circle ends where it closes', async () => {
  const library = await openLibrary()
  const id = addVideo(library, 'a')
  for (const it of [step('a→b', ['a'], 'b'), step('b→a', ['b'], 'a'), step('a→a', ['a'], 'a')]) {
    await library.client.processing.save(it)
  }
  const { made_of, made_from_it } = await library.client.processing.chain({ id })
  expect(made_of.map((it) => it.job_id).sort()).toEqual(['a→a', 'a→b', 'b→a'])
  expect(made_from_it.map((it) => it.job_id).sort()).toEqual(['a→a', 'a→b', 'b→a'])
})

test('a chain without end in a foreign table is cut off', async () => {
  const library = await openLibrary()
  const id = addVideo(library, 'a')
  databaseOf(library.core).exec(`
    WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)
    INSERT INTO processing_jobs (job_id, action, input_path, input_hash, output_path, output_hash, created_at)
    SELECT i, 'cut', '/' || i, iif(i, i, '${hashOf('a')}'), '/out', i + 1, i FROM n`)
  const { made_from_it } = await library.client.processing.chain({ id })
  expect(made_from_it).toHaveLength(1000)
  expect(made_from_it[0]?.job_id).toBe('0')
})

test('both ends are verified, those of every input too', async () => {
  const { client } = await openLibrary()
  const folder = temporaryFolder()
  const [one, two] = [join(folder, 'one.mp4'), join(folder, 'two.mp4')]
  const out = await putClip('sound.mp4', join(folder, 'out.mp4'))
  for (const path of [one, two]) copyFileSync(await clip('square.mp4'), path)
  const inputs = [one, two].map((path) => ({ path, hash: hashOfFile(path) }))
  const ends = { input_path: one, input_hash: hashOfFile(one), output_path: out, output_hash: hashOfFile(out) }
  await client.processing.save({ job_id: 'stitch', action: 'stitch', config: 1, ...ends, inputs })
  const states = async () => {
    const job = await ended(client, await client.processing.verify({ job_ids: ['stitch', 'nothing'] }))
    expect(job).toMatchObject({ kind: 'verify', state: 'done', total: 3 })
    const it = await client.processing.get({ job_id: 'stitch' })
    return [...it.inputs, it.output].map(({ state }) => state)
  }
  expect(await states()).toEqual(['fresh', 'fresh', 'fresh'])
  appendFileSync(two, 'more')
  rmSync(out)
  expect(await states()).toEqual(['fresh', 'stale', 'gone'])
})

test('an end that is in the library leads to its video', async () => {
  const { client } = await openLibrary()
  const path = await putClip('square.mp4', join(temporaryFolder(), 'take.mp4'))
  const { items } = await importAll(client, { paths: [path] })
  const input = { input_path: path, input_hash: hashOfFile(path) }
  await client.processing.save({ ...step('job', ['a'], 'b'), inputs: undefined, ...input })
  expect(await client.processing.get({ job_id: 'job' })).toMatchObject({
    inputs: [{ path, state: 'fresh', video_id: items[0]?.video_id, video_name: 'take' }],
    output: { path: '/b', state: 'unknown', video_id: null },
  })
})

test('what is evicted comes back with its inputs; what was made again meanwhile is newer and stays', async () => {
  const { client } = await openLibrary()
  await client.processing.save(step('one', ['1', '2'], '3'))
  await client.processing.save(step('two', ['4'], '5'))
  const job_ids = ['one', 'two']
  const { removed } = await client.processing.remove({ job_ids: [...job_ids, 'nothing'] })
  expect(removed.sort()).toEqual(job_ids)
  await client.processing.save({ ...step('two', ['4'], '5'), job_id: 'two again' })
  expect(await client.processing.restore({ job_ids })).toEqual({ restored: ['one'] })
  expect((await client.processing.get({ job_id: 'one' })).inputs).toMatchObject([{ path: '/1' }, { path: '/2' }])
  expect((await client.processing.list({ action: 'convert' })).items).toMatchObject([{ job_id: 'two again' }])
})

test('a job id that is saved for something else replaces both, as in the standard', async () => {
  const { client } = await openLibrary()
  await client.processing.save(step('job', ['1'], '2'))
  await client.processing.save(step('other', ['3'], '4'))
  await client.processing.save({ ...step('other', ['3'], '4'), job_id: 'job' })
  const { items } = await client.processing.list({})
  expect(items.map((it) => [it.job_id, it.inputs.map(({ path }) => path)])).toEqual([['job', ['/3']]])
  await client.processing.save({ ...step('job', ['1'], '2'), output_hash: hashOf('e') })
  expect((await client.processing.get({ job_id: 'job' })).output_hash).toBe(hashOf('e'))
})

test('whatever another program put into a row, the row is shown', async () => {
  const { client, core } = await openLibrary()
  databaseOf(core)
    .prepare(
      `INSERT INTO processing_jobs (job_id, action, input_path, input_hash, output_path, output_hash, parameters, metadata, created_at)
       VALUES (x'6a', x'61', x'2f', 'no hash', '', x'00', '[1]', '{"a": Infinity}', 'yesterday')`,
    )
    .run()
  expect((await client.processing.list({})).items).toMatchObject([
    { job_id: 'j', action: 'a', input_path: '/', parameters: null, metadata: null, created_at: 0 },
  ])
})
