import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { NewAnalysis } from '../../shared/contract/analyses.ts'
import { hashOf, hashOfFile } from '../support/caches.ts'
import { importAll, openLibrary, putClip, temporaryFolder } from '../support/library.ts'

const analysis: NewAnalysis = { file_path: '/a', file_hash: hashOf('a'), config: {} }

describe('an analysis is refused, with the field, when', () => {
  test.each<[string, string, Record<string, unknown>]>([
    ['a range ends before it begins', 'ranges.0.end', { ranges: [{ start: 2, end: 1 }] }],
    ['a range begins before the file', 'ranges.0.start', { ranges: [{ start: -1, end: 1 }] }],
    ['a range begins at no number', 'ranges.0.start', { ranges: [{ start: Number.NaN, end: 1 }] }],
    ['a range never ends', 'ranges.0.end', { ranges: [{ start: 0, end: Number.POSITIVE_INFINITY }] }],
    ['a range has no end', 'ranges.1.end', { ranges: [{ start: 0, end: 0 }, { start: 0 }] }],
    ['a label is no text', 'ranges.0.label', { ranges: [{ start: 0, end: 1, label: 5 }] }],
    ['somebody is more than sure', 'ranges.0.confidence', { ranges: [{ start: 0, end: 1, confidence: 2 }] }],
    ['ranges are no list', 'ranges', { ranges: { start: 0, end: 1 } }],
    ['metadata are a list', 'metadata', { metadata: [] }],
    ['metadata are a text', 'metadata', { metadata: 'x' }],
    ['metadata hold what JSON does not', 'metadata.a', { metadata: { a: Number.NaN } }],
    ['a hash has no algorithm', 'file_hash', { file_hash: 'aa' }],
    ['a hash is not hex', 'file_hash', { file_hash: 'sha256:xyz' }],
    ['a hash is not in lower case', 'file_hash', { file_hash: 'sha256:AA' }],
    ['the configuration is named by no hash', 'config_hash', { config: undefined, config_hash: '' }],
    ['nothing names the configuration', 'config_hash', { config: undefined }],
    ['the hash is that of another configuration', 'config_hash', { config_hash: hashOf('c') }],
    ['there is no path', 'file_path', { file_path: '' }],
  ])('%s', async (_name, field, change) => {
    const { client } = await openLibrary()
    const wrong = { ...analysis, ...change } as NewAnalysis
    const refusal = { code: 'BAD_INPUT', data: { fields: [field] }, message: expect.stringContaining(field) }
    await expect(client.analyses.save(wrong)).rejects.toMatchObject(refusal)
    const inBatch = client.analyses.saveAll({ analyses: [analysis, analysis, wrong] })
    await expect(inBatch).rejects.toMatchObject({ code: 'BAD_INPUT', data: { fields: [`analyses.2.${field}`] } })
    expect((await client.analyses.list({})).total).toBe(0)
  })

  test('a range ends after the file, whose length the library knows; a frame is allowed', async () => {
    const { client } = await openLibrary()
    const path = await putClip('square.mp4', join(temporaryFolder(), 'one second at 12 fps.mp4'))
    await importAll(client, { paths: [path] })
    const at = (end: number) => ({ ...analysis, file_hash: hashOfFile(path), ranges: [{ start: 0, end }] })
    await client.analyses.save(at(1 + 1 / 12))
    const late = client.analyses.save(at(1.1))
    const message = 'ranges.0.end: The range ends after the file, which lasts 1 seconds.'
    await expect(late).rejects.toMatchObject({ code: 'BAD_INPUT', data: { fields: ['ranges.0.end'] }, message })
    await expect(client.analyses.saveAll({ analyses: [at(1), at(2)] })).rejects.toMatchObject({
      data: { fields: ['analyses.1.ranges.0.end'] },
    })
    // Of a content that is not in the library nobody knows it.
    await client.analyses.save({ ...at(1.1), file_hash: hashOf('b') })
  })

  test('thousands of ranges are wrong: the sentence stays one that can be read', async () => {
    const { client } = await openLibrary()
    const ranges = Array.from({ length: 50_000 }, () => ({ start: 1, end: 0 }))
    const refusal = await client.analyses.save({ ...analysis, ranges }).catch((error: Error) => error)
    expect((refusal as Error).message.length).toBeLessThan(500)
  })
})

test('processing is refused when its inputs do not begin with its input', async () => {
  const { client } = await openLibrary()
  const ends = { input_path: '/a', input_hash: hashOf('a'), output_path: '/b', output_hash: hashOf('b') }
  const wrong = { job_id: 'j', action: 'stitch', config: 1, ...ends, inputs: [{ path: '/c', hash: hashOf('c') }] }
  await expect(client.processing.save(wrong)).rejects.toMatchObject({ data: { fields: ['inputs'] } })
  await expect(client.processing.save({ ...wrong, inputs: [], output_hash: 'x' })).rejects.toMatchObject({
    data: { fields: ['output_hash'] },
  })
  expect((await client.processing.list({})).total).toBe(0)
})

test('nothing is asked of no rows, and of too many nothing either', async () => {
  const { client } = await openLibrary()
  const refusal = { code: 'BAD_INPUT', data: { fields: ['ids'] } }
  for (const ids of [[], Array.from({ length: 10_001 }, (_, index) => index)]) {
    await expect(client.analyses.remove({ ids })).rejects.toMatchObject(refusal)
    await expect(client.analyses.verify({ ids })).rejects.toMatchObject(refusal)
  }
})
