import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import BetterSqlite3 from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import { listAnalyses } from '../../main/database/analyses/list-analyses.ts'
import { findAnalysisAtPath, findCachedAnalysis, upsertAnalyses } from '../../main/database/analyses.ts'
import { prepareProcessingJobs } from '../../main/database/connection/prepare-processing-jobs.ts'
import { listProcessing } from '../../main/database/processing/list-processing.ts'
import { findCachedProcessing, findProcessing, upsertProcessing } from '../../main/database/processing.ts'
import { saveAnalysisOrLog } from '../../main/services/analyses/save-analyses.ts'
import { saveProcessingOrLog } from '../../main/services/processing/save-processing.ts'
import { databaseOf } from '../support/database-of.ts'
import { openLibrary, type TestLibrary, temporaryFolder } from '../support/library.ts'

// The document of the two storage classes, assertion by assertion. Its hashes are not hex, which only the contract
// minds.
const hash = (digit: string) => `sha256:${digit.repeat(64)}`
const all = { offset: 0, limit: 1000 }

describe('analyses', () => {
  const path = '/tmp/test_audio.mp3'
  const clock = { now: 0 }

  async function save(
    { core }: TestLibrary,
    config_hash: string,
    ranges: unknown[],
    metadata: object,
    file_hash = 'a',
  ) {
    const row = { file_path: path, file_hash: hash(file_hash), config_hash: hash(config_hash) }
    const json = { ranges: JSON.stringify(ranges), metadata: JSON.stringify(metadata) }
    await core.write(({ db }) => upsertAnalyses(db, [{ ...row, ...json }], ++clock.now))
  }

  async function withTwoSegments(): Promise<TestLibrary> {
    const library = await openLibrary()
    const segments = [
      { start: 0, end: 2.5, label: 'speech', confidence: 0.98 },
      { start: 4, end: 8.5, label: 'speech', confidence: 0.95 },
    ]
    await save(library, 'c', segments, { segment_count: 2, total_speech: 7 })
    return library
  }

  test('a saved result is cached for its path, content and configuration', async () => {
    const { core } = await withTwoSegments()
    const cached = await findCachedAnalysis(core.db, { file_path: path, file_hash: hash('a'), config_hash: hash('c') })
    expect(cached).toMatchObject({ file_path: path, metadata: { segment_count: 2 }, created_at: expect.any(Number) })
    expect(cached?.ranges).toHaveLength(2)
    expect(cached?.file_hash).toBe(hash('a'))
  })

  test('another configuration misses, and so does changed content', async () => {
    const { core } = await withTwoSegments()
    const key = { file_path: path, file_hash: hash('a'), config_hash: hash('c') }
    expect(await findCachedAnalysis(core.db, { ...key, config_hash: hash('d') })).toBeUndefined()
    expect(await findCachedAnalysis(core.db, { ...key, file_hash: hash('z') })).toBeUndefined()
    // The form before asked for path and configuration alone.
    expect(await findAnalysisAtPath(core.db, key)).toMatchObject({ file_path: path })
    expect(await findAnalysisAtPath(core.db, { ...key, config_hash: hash('d') })).toBeUndefined()
  })

  test('saving the same file and configuration replaces, another configuration adds', async () => {
    const library = await withTwoSegments()
    const { db } = library.core
    await save(library, 'c', [{ start: 0, end: 3, label: 'speech' }], { segment_count: 1, total_speech: 3 })
    const key = { file_path: path, file_hash: hash('a'), config_hash: hash('c') }
    expect(await findCachedAnalysis(db, key)).toMatchObject({ ranges: [{ end: 3 }], metadata: { segment_count: 1 } })
    expect(await listAnalyses(db, {}, all)).toHaveLength(1)
    await save(library, 'e', [{ start: 0.5, end: 2, label: 'speech' }], { segment_count: 1 })
    expect(await listAnalyses(db, {}, all)).toHaveLength(2)
  })

  test('changed content is saved in place of the old: no stale rows gather', async () => {
    const library = await withTwoSegments()
    await save(library, 'c', [], {}, '9')
    const rows = await listAnalyses(library.core.db, {}, all)
    expect(rows.map(({ file_hash }) => file_hash)).toEqual([hash('9')])
  })

  test('a save that logs says whether it worked, and never throws', async () => {
    const { core, warnings } = await openLibrary()
    const analysis = { file_path: '/tmp/a.wav', file_hash: hash('4'), config_hash: hash('5') }
    expect(await saveAnalysisOrLog(core, { ...analysis, ranges: [{ start: 0, end: 1 }] })).toBe(true)
    expect(await findCachedAnalysis(core.db, analysis)).toBeDefined()
    databaseOf(core).exec('DROP TABLE analysis_jobs')
    expect(await saveAnalysisOrLog(core, analysis)).toBe(false)
    expect(warnings.join()).toContain('analysis not cached')
  })
})

describe('processing', () => {
  const clock = { now: 0 }
  const conversion = {
    job_id: 'job_conv_001',
    action: 'convert',
    input_path: '/tmp/source.mkv',
    input_hash: hash('a'),
    config_hash: hash('f'),
    output_path: '/tmp/output.mp4',
    output_hash: hash('b'),
  }
  const extraction = {
    ...conversion,
    job_id: 'job_ext_001',
    action: 'extract_segment',
    config_hash: hash('g'),
    output_path: '/tmp/segment_10-20.wav',
    output_hash: hash('c'),
  }

  async function save({ core }: TestLibrary, row: typeof conversion, parameters: object | null = null) {
    const json = { parameters: parameters && JSON.stringify(parameters), metadata: null }
    await core.write(({ db }) => upsertProcessing(db, { ...row, ...json, created_at: ++clock.now }))
  }

  async function withBoth(): Promise<TestLibrary> {
    const library = await openLibrary()
    await save(library, conversion, { output_format: 'mp4', codec: 'h264' })
    await save(library, extraction, { start: 10, end: 20 })
    return library
  }

  test('a saved job is found by its id, and no other', async () => {
    const { core } = await withBoth()
    const row = await findProcessing(core.db, 'job_conv_001')
    expect(row).toMatchObject({ ...conversion, parameters: { output_format: 'mp4' }, created_at: expect.any(Number) })
    expect(await findProcessing(core.db, 'nonexistent')).toBeUndefined()
  })

  test('the newest is listed first, and a limit is kept', async () => {
    const { core } = await withBoth()
    const ids = async (limit: number) =>
      (await listProcessing(core.db, {}, { offset: 0, limit })).map((it) => it.job_id)
    expect(await ids(1000)).toEqual(['job_ext_001', 'job_conv_001'])
    expect(await ids(1)).toEqual(['job_ext_001'])
  })

  test('it is cached for its action, path, content and configuration; each of them misses', async () => {
    const { db } = (await withBoth()).core
    const { action, input_path, input_hash, config_hash } = conversion
    const key = { action, input_path, input_hash, config_hash }
    expect((await findCachedProcessing(db, key))?.job_id).toBe('job_conv_001')
    expect(await findCachedProcessing(db, { ...key, config_hash: hash('0') })).toBeUndefined()
    expect(await findCachedProcessing(db, { ...key, input_hash: hash('9') })).toBeUndefined()
    expect(await findCachedProcessing(db, { ...key, action: 'extract_segment' })).toBeUndefined()
  })

  test('the same action, path and configuration again replaces the row', async () => {
    const library = await withBoth()
    const { db } = library.core
    const again = { ...conversion, job_id: 'job_conv_002', input_hash: hash('9'), output_hash: hash('e') }
    await save(library, { ...again, output_path: '/tmp/output_v2.mp4' })
    const rows = (await listProcessing(db, {}, all)).filter((it) => it.action === 'convert')
    expect(rows.map((it) => it.job_id)).toEqual(['job_conv_002'])
    const { action, input_path, config_hash } = conversion
    const key = { action, input_path, config_hash }
    expect(await findCachedProcessing(db, { ...key, input_hash: hash('a') })).toBeUndefined()
    expect((await findCachedProcessing(db, { ...key, input_hash: hash('9') }))?.job_id).toBe('job_conv_002')
  })

  test('a save that logs says whether it worked, and never throws', async () => {
    const { core, warnings } = await openLibrary()
    const row = { ...conversion, job_id: 'job_swl_001', input_path: '/tmp/swl.mkv' }
    expect(await saveProcessingOrLog(core, row)).toBe(true)
    expect(await findProcessing(core.db, 'job_swl_001')).toBeDefined()
    expect(await saveProcessingOrLog(core, { ...row, inputs: [{ path: '/other', hash: row.input_hash }] })).toBe(false)
    expect(warnings.join()).toContain('processing not cached')
  })
})

describe('a table from before the cache', () => {
  const before = `
    CREATE TABLE processing_jobs (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      job_id TEXT UNIQUE NOT NULL,
      action TEXT NOT NULL,
      input_path TEXT NOT NULL,
      input_hash TEXT NOT NULL,
      output_path TEXT NOT NULL,
      output_hash TEXT NOT NULL,
      parameters JSON,
      metadata JSON,
      created_at REAL NOT NULL
    );
    INSERT INTO processing_jobs (job_id, action, input_path, input_hash, output_path, output_hash, created_at) VALUES
      ('dup_old', 'convert', '/tmp/old.mkv', 'sha256:o1', '/tmp/old1.mp4', 'sha256:oo1', 0.0),
      ('dup_new', 'convert', '/tmp/old.mkv', 'sha256:o2', '/tmp/old2.mp4', 'sha256:oo2', 1.0),
      ('uniq', 'extract_segment', '/tmp/old.mkv', 'sha256:o1', '/tmp/seg.wav', 'sha256:os', 2.0);`

  test('is given the column and the index when a library is opened; the newest of each key stays', async () => {
    const folder = join(temporaryFolder(), 'library')
    mkdirSync(folder)
    const theirs = new BetterSqlite3(join(folder, 'media.db'))
    theirs.exec(before)
    theirs.close()
    const { core, client } = await openLibrary({ folder })
    const columns = databaseOf(core).prepare("SELECT name FROM pragma_table_info('processing_jobs')").pluck().all()
    expect(columns).toContain('config_hash')
    expect((await client.processing.list({})).items.map((it) => it.job_id)).toEqual(['uniq', 'dup_new'])
    await core.write(({ db }) =>
      upsertProcessing(db, {
        job_id: 'new_job',
        action: 'convert',
        input_path: '/tmp/new.mkv',
        input_hash: 'sha256:new',
        config_hash: 'sha256:cfg',
        output_path: '/tmp/new.mp4',
        output_hash: 'sha256:newout',
        created_at: 3,
      }),
    )
    const key = { action: 'convert', input_path: '/tmp/new.mkv', input_hash: 'sha256:new', config_hash: 'sha256:cfg' }
    expect((await findCachedProcessing(core.db, key))?.job_id).toBe('new_job')
  })

  test('is prepared once: a second time changes nothing', () => {
    const database = new BetterSqlite3(':memory:')
    database.exec(before)
    const look = () => [
      database.prepare('SELECT * FROM processing_jobs').all(),
      database.prepare('SELECT sql FROM sqlite_schema').pluck().all(),
    ]
    prepareProcessingJobs(database)
    const first = look()
    prepareProcessingJobs(database)
    expect(look()).toEqual(first)
    database.close()
  })
})
