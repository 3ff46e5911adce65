import { describe, expect, test } from 'vitest'
import type { Core } from '../../main/core.ts'
import { analysesOfFileQuery, analysesQuery, listAnalyses } from '../../main/database/analyses/list-analyses.ts'
import { analysisOfContentQuery, cachedAnalysisQuery } from '../../main/database/analyses.ts'
import { madeFromQuery, madeOfQuery } from '../../main/database/processing/chain.ts'
import { processingQuery } from '../../main/database/processing/list-processing.ts'
import { cachedProcessingQuery, processingOfContentQuery } from '../../main/database/processing.ts'
import { analysisSorts } from '../../shared/contract/analyses.ts'
import { processingSorts } from '../../shared/contract/processing.ts'
import { databaseOf } from '../support/database-of.ts'
import { openLibrary } from '../support/library.ts'
import { planOf } from '../support/plan.ts'

const key = { file_path: '/1', file_hash: 'sha256:01', config_hash: 'sha256:02' }
const made = { action: 'cut', input_path: '/1', input_hash: 'sha256:01', config_hash: 'sha256:02' }
const page = { offset: 100, limit: 100 }

async function filledLibrary(analyze: boolean): Promise<Core> {
  const { core } = await openLibrary()
  databaseOf(core).exec(`
    WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)
    INSERT INTO videos (id, name, file_path, file_hash, size_bytes, source_type)
    SELECT 'id' || i, 'Take ' || i, '/' || i, printf('%02x', i), i, 'uploaded' FROM n;
    INSERT INTO locations (path, file_hash, size_bytes, mtime_ms, sample_hash) SELECT file_path, file_hash, 1, 1, '' FROM videos;
    INSERT INTO configurations (config_hash, name) VALUES ('sha256:00', 'scenes'), ('sha256:01', 'black');
    INSERT INTO analysis_jobs (file_path, file_hash, config_hash, ranges, created_at)
    SELECT file_path, 'sha256:' || file_hash, 'sha256:0' || (size_bytes % 4), '[]', size_bytes FROM videos;
    INSERT INTO processing_jobs (job_id, action, input_path, input_hash, config_hash, output_path, output_hash, created_at)
    SELECT id, iif(size_bytes % 3, 'cut', 'convert'), file_path, 'sha256:' || file_hash, 'sha256:02', file_path || '.mp4',
      'sha256:' || printf('%02x', size_bytes + 1), size_bytes FROM videos;
    INSERT INTO processing_inputs SELECT id, 0, file_path, 'sha256:' || file_hash FROM videos;`)
  if (analyze) databaseOf(core).exec('ANALYZE')
  return core
}

describe.each([
  ['after SQLite looked at the data', true],
  ['before it did', false],
])('%s', (_name, analyze) => {
  test('the look-ups of the standard are one step in one index', async () => {
    const core = await filledLibrary(analyze)
    expect(planOf(core, cachedAnalysisQuery(core.db, key))).toBe(
      'SEARCH analysis_jobs USING INDEX sqlite_autoindex_analysis_jobs_1 (file_path=? AND config_hash=?)',
    )
    expect(planOf(core, cachedProcessingQuery(core.db, made))).toBe(
      'SEARCH processing_jobs USING INDEX idx_processing_cache (action=? AND input_path=? AND config_hash=?)',
    )
  })

  test('so are those by content', async () => {
    const core = await filledLibrary(analyze)
    expect(planOf(core, analysisOfContentQuery(core.db, key))).toContain(
      'SEARCH analysis_jobs USING INDEX analysis_jobs_by_content (file_hash=?)',
    )
    expect(planOf(core, processingOfContentQuery(core.db, made))).toContain(
      'SEARCH processing_jobs USING INDEX processing_jobs_by_input (input_hash=?)',
    )
  })

  test('lists come in the order of an index, with look-ups for the rows that are shown', async () => {
    const core = await filledLibrary(analyze)
    for (const filter of [{}, { state: 'stale' as const }, { path: 'take' }]) {
      const plan = planOf(core, analysesQuery(core.db, filter, page))
      expect(plan).toContain('SCAN analysis_jobs USING INDEX analysis_jobs_by_time')
      expect(plan).toMatch(/SEARCH locations USING (INDEX|PRIMARY KEY)/)
      expect(plan).toContain('SEARCH videos USING INDEX videos_by_file_hash')
      expect(plan).not.toContain('TEMP B-TREE')
    }
    const ofConfig = planOf(core, analysesQuery(core.db, { config_hash: 'sha256:01' }, page))
    expect(ofConfig).toContain('SEARCH analysis_jobs USING INDEX analysis_jobs_by_config (config_hash=?)')
    expect(ofConfig).not.toContain('TEMP B-TREE')
    expect(planOf(core, processingQuery(core.db, {}, page))).toBe(
      'SCAN processing_jobs USING INDEX processing_jobs_by_time',
    )
  })

  test('lists in another order choose the page first, then read it by its ids', async () => {
    const core = await filledLibrary(analyze)
    for (const sort of analysisSorts.filter((one) => one !== 'created')) {
      const plan = planOf(core, analysesQuery(core.db, {}, { ...page, sort, order: 'asc' }))
      expect(plan).toContain('SEARCH analysis_jobs USING INTEGER PRIMARY KEY (rowid=?)')
      expect(plan.match(/TEMP B-TREE/g)?.length).toBeLessThanOrEqual(2)
    }
    for (const sort of processingSorts.filter((one) => one !== 'created')) {
      const plan = planOf(core, processingQuery(core.db, {}, { ...page, sort, order: 'asc' }))
      expect(plan).toContain('SEARCH processing_jobs USING INTEGER PRIMARY KEY (rowid=?)')
    }
    const [first] = await listAnalyses(core.db, {}, { sort: 'path', order: 'asc', offset: 0, limit: 1 })
    const [last] = await listAnalyses(core.db, {}, { sort: 'path', order: 'desc', offset: 0, limit: 1 })
    expect([first?.file_path, last?.file_path].toSorted()).toEqual([first?.file_path, last?.file_path])
    expect(first?.file_path).not.toBe(last?.file_path)
  })

  test('the lanes of a video are found by its content and by its paths', async () => {
    const core = await filledLibrary(analyze)
    const plan = planOf(core, analysesOfFileQuery(core.db, { paths: ['/1', '/2'], hash: 'sha256:01' }))
    expect(plan).toContain('MULTI-INDEX OR')
    expect(plan).toContain('analysis_jobs_by_content (file_hash=?)')
    expect(plan).toContain('sqlite_autoindex_analysis_jobs_1 (file_path=?)')
    expect(plan).not.toContain('SCAN analysis_jobs')
  })

  test('each step of a chain is found by content', async () => {
    const core = await filledLibrary(analyze)
    for (const query of [madeFromQuery(['sha256:01']), madeOfQuery(['sha256:01'])]) {
      const plan = planOf(core, query)
      expect(plan).not.toMatch(/SCAN processing_(jobs|inputs)/)
    }
  })
})
