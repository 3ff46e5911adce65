import { fork } from 'node:child_process'
import { once } from 'node:events'
import { describe, expect, test } from 'vitest'
import { openLibrary } from '../support/library.ts'
import { programPath } from '../support/program.ts'
import { startPython, withoutPython, writeByPython } from '../support/python.ts'

const hash = (digit: string) => `sha256:${digit.repeat(64)}`
const analysis = {
  file_path: '/takes/ferry “ü” 100%.mp4',
  file_hash: hash('a'),
  config_hash: hash('c'),
  ranges: [{ start: 0.1, end: 2.5, label: 'speech', confidence: 0.98, speaker: 'A' }],
  metadata: { total_speech: 2.4, deep: { null: null } },
}
const processing = {
  job_id: 'job_conv_001',
  action: 'convert',
  input_path: '/takes/source.mkv',
  input_hash: hash('a'),
  config_hash: hash('f'),
  output_path: '/takes/output.mp4',
  output_hash: hash('b'),
  parameters: { codec: 'h264' },
  metadata: { duration: 120.5 },
}
const { ranges: _, metadata: __, ...analysisKey } = analysis
const processingKey = {
  action: 'convert',
  input_path: '/takes/source.mkv',
  input_hash: hash('a'),
  config_hash: hash('f'),
}

describe.skipIf(withoutPython)(`beside Python on one media.db${withoutPython ? ` (${withoutPython})` : ''}`, () => {
  async function enter() {
    const library = await openLibrary()
    return { ...library, python: startPython(library.core.layout.database) }
  }

  test('what Python saves is found, listed and replaced by Rushes', async () => {
    const { client, python } = await enter()
    await python('analysis', 'save', analysis)
    await python('processing', 'save', processing)
    expect(await client.analyses.cached(analysisKey)).toMatchObject(analysis)
    expect(await client.analyses.list({})).toMatchObject({ total: 1, items: [{ file_path: analysis.file_path }] })
    expect(await client.processing.cached(processingKey)).toMatchObject(processing)
    expect(await client.processing.get({ job_id: 'job_conv_001' })).toMatchObject(processing)

    await client.analyses.save({ ...analysis, file_hash: hash('9'), ranges: [] })
    await client.processing.save({ ...processing, job_id: 'job_conv_002', input_hash: hash('9') })
    expect(await python('analysis', 'get_cached', analysisKey)).toBeNull()
    expect(await python('processing', 'get_cached', processingKey)).toBeNull()
    expect(await python('analysis', 'list_jobs', {})).toHaveLength(1)
    expect(await python('processing', 'list_jobs', {})).toMatchObject([{ job_id: 'job_conv_002' }])
  })

  test('what Rushes saves is found, listed and replaced by Python', async () => {
    const { client, python } = await enter()
    await client.analyses.save(analysis)
    await client.processing.save(processing)
    expect(await python('analysis', 'get_cached', analysisKey)).toMatchObject(analysis)
    expect(await python('processing', 'get_cached', processingKey)).toMatchObject(processing)
    expect(await python('processing', 'get_by_job_id', { job_id: 'job_conv_001' })).toMatchObject(processing)

    expect(await python('analysis', 'save_with_logging', { ...analysis, file_hash: hash('9') })).toBe(true)
    expect(await python('processing', 'save_with_logging', { ...processing, job_id: 'theirs' })).toBe(true)
    expect(await client.analyses.cached(analysisKey)).toBeNull()
    expect(await client.analyses.cached({ ...analysisKey, file_hash: hash('9') })).toMatchObject({ ranges: [{}] })
    await expect(client.processing.get({ job_id: 'job_conv_001' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    expect((await client.processing.list({})).items).toMatchObject([{ job_id: 'theirs' }])
  })

  test('the newest comes first for both', async () => {
    const { client, python } = await enter()
    await client.analyses.save({ ...analysis, file_path: '/one' })
    await python('analysis', 'save', { ...analysis, file_path: '/two' })
    await client.analyses.save({ ...analysis, file_path: '/three' })
    const paths = ['/three', '/two', '/one']
    expect((await client.analyses.list({})).items.map((it) => it.file_path)).toEqual(paths)
    expect(await python('analysis', 'list_jobs', { limit: 2 })).toMatchObject(
      paths.slice(0, 2).map((file_path) => ({ file_path })),
    )
  })

  test('what Python cannot have known of a stitch is not told of its row', async () => {
    const { client, python } = await enter()
    const inputs = [
      { path: '/takes/source.mkv', hash: hash('a') },
      { path: '/takes/second.mkv', hash: hash('2') },
    ]
    await client.processing.save({ ...processing, inputs })
    expect((await client.processing.get({ job_id: 'job_conv_001' })).inputs).toMatchObject(inputs)
    await python('processing', 'save', { ...processing, input_path: '/takes/other.mkv' })
    expect((await client.processing.get({ job_id: 'job_conv_001' })).inputs).toMatchObject([
      { path: '/takes/other.mkv' },
    ])
  })

  test('eight processes of both kinds write 2,400 rows at once, and none is lost or told of a lock', async () => {
    const { client, core, folder } = await openLibrary()
    const python = [1, 2, 3, 4].map((it) => writeByPython(core.layout.database, `python ${it}`, 300))
    const ours = [1, 2, 3, 4].map((it) =>
      once(fork(programPath('add-caches'), [folder, `rushes ${it}`, '300']), 'exit'),
    )
    expect(await Promise.all(python)).toEqual([1, 2, 3, 4].map(() => ({ code: 0, said: '' })))
    expect((await Promise.all(ours)).map(([code]) => code)).toEqual([0, 0, 0, 0])
    expect((await client.analyses.list({ limit: 1 })).total).toBe(1200)
    expect((await client.processing.list({ limit: 1 })).total).toBe(1200)
  }, 300_000)
})
