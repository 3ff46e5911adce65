import { describe, expect, test } from 'vitest'
import type { Core } from '../../main/core.ts'
import {
  contentFactsQuery,
  contentsOfRunsQuery,
  embeddedLinksQuery,
  runsOfContentsQuery,
} from '../../main/database/lineage.ts'
import { databaseOf } from '../support/database-of.ts'
import { openLibrary } from '../support/library.ts'
import { planOf } from '../support/plan.ts'

async function filledLibrary(analyze: boolean): Promise<Core> {
  const { core } = await openLibrary()
  databaseOf(core).exec(`
    WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)
    INSERT INTO videos (id, name, file_path, file_hash, size_bytes, source_type)
    SELECT 'id' || i, 'Take ' || i, '/' || i, printf('%02x', i), i, 'generated' FROM n;
    INSERT INTO locations (path, file_hash, size_bytes, mtime_ms, sample_hash) SELECT file_path, file_hash, 1, 1, '' FROM videos;
    INSERT INTO workflows (id, name, definition) SELECT 'w' || size_bytes, name, '{}' FROM videos;
    INSERT INTO workflow_executions (id, workflow_id, status) SELECT 'e' || size_bytes, 'w' || size_bytes, 'completed' FROM videos;
    INSERT INTO workflow_videos (workflow_id, video_id, node_id, node_type, role, execution_id)
    SELECT 'w' || (size_bytes / 2), id, 'n', 'T', iif(size_bytes % 2, 'output', 'input'), iif(size_bytes % 3, 'e' || (size_bytes / 2), NULL)
    FROM videos WHERE size_bytes > 1;
    INSERT INTO embedded_readings (file_hash, parser_version, workflow_id) SELECT file_hash, 1, 'w' || size_bytes FROM videos;
    INSERT INTO embedded_inputs (file_hash, position, kind, name, input_hash, evidence)
    SELECT file_hash, 0, 'input', 'x', printf('%02x', size_bytes + 1), iif(size_bytes % 2, 'proven', NULL) FROM videos;`)
  if (analyze) databaseOf(core).exec('ANALYZE')
  return core
}

describe.each([
  ['after SQLite looked at the data', true],
  ['before it did', false],
])('%s', (_name, analyze) => {
  test('each step of a lineage is found by content, and no table is read through', async () => {
    const core = await filledLibrary(analyze)
    const runs = [
      { workflow_id: 'w1', execution_id: 'e1' },
      { workflow_id: 'w2', execution_id: null },
    ]
    const plans = {
      of: planOf(core, embeddedLinksQuery('file_hash', ['01'], 100)),
      from: planOf(core, embeddedLinksQuery('input_hash', ['01'], 100)),
      runs: planOf(core, runsOfContentsQuery(['01'], ['input', 'intermediate'], 100)),
      takes: planOf(core, contentsOfRunsQuery(runs, ['input', 'intermediate'], 100)),
      facts: planOf(core, contentFactsQuery(['01', 'md5:02'])),
    }
    for (const plan of Object.values(plans)) {
      expect(plan).not.toMatch(/SCAN (?!chosen|run|content|json_each|CONSTANT|named|resolved|\(subquery)/)
    }
    expect(plans.of).toContain('sqlite_autoindex_embedded_inputs_1 (file_hash=?)')
    expect(plans.from).toContain('embedded_inputs_by_content (input_hash=?)')
    expect(plans.runs).toContain('videos_by_file_hash (file_hash=?)')
    expect(plans.runs).toContain('associations_by_video (video_id=?)')
    expect(plans.takes).toContain('associations_by_execution (execution_id=? AND role=?)')
    expect(plans.takes).toContain('associations_by_workflow (workflow_id=? AND role=?)')
    expect(plans.facts).toContain('processing_jobs_by_output (output_hash=?)')
    expect(plans.facts).toContain('processing_inputs_by_hash (hash=?)')
  })
})
