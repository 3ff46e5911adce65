import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { resolvedInputs } from '../../main/database/embedded/links.ts'
import { arrivedFilesQuery, unprovenInputsQuery } from '../../main/database/embedded/unproven-inputs.ts'
import { unreadFilesQuery } from '../../main/database/embedded/unread-files.ts'
import { workflowOfReadingsQuery } from '../../main/database/embedded.ts'
import { imagesQuery } from '../../main/database/images.ts'
import { twinsQuery } from '../../main/database/workflows/twins.ts'
import { sameDefinitionQuery } from '../../main/database/workflows.ts'
import { databaseOf } from '../support/database-of.ts'
import { openLibrary } from '../support/library.ts'
import { planOf } from '../support/plan.ts'

async function filled() {
  const { core } = await openLibrary()
  databaseOf(core).exec(`
    WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)
    INSERT INTO workflows (id, name, definition) SELECT i, 'w', printf('{"nodes":%d}', i) FROM n;
    INSERT INTO locations (path, file_hash, size_bytes, mtime_ms, sample_hash)
      SELECT '/some/folder ' || id || '/take ' || id || '.mp4', id, 1, 1, '' FROM workflows;
    INSERT INTO locations (path, file_hash, size_bytes, mtime_ms, sample_hash) VALUES ('C:\\in\\ferry.mp4', 'hash', 1, 1, '');
    ANALYZE`)
  return core
}

test('a workflow with a definition is found by the length of the text', async () => {
  const core = await filled()
  const query = sameDefinitionQuery(core.db, '{"nodes":7}')
  expect(planOf(core, query)).toContain('SEARCH workflows USING INDEX workflows_by_definition_length')
  expect(await query.execute()).toEqual([{ id: '7' }])
})

test('videos and images with a kind of evidence are found by an index', async () => {
  const core = await filled()
  databaseOf(core).exec(`
    INSERT INTO embedded_readings (file_hash, parser_version, ai_kinds)
      SELECT id, 1, iif(id % 100 = 0, 'credentials graph', NULL) FROM workflows; ANALYZE`)
  for (const kind of ['credentials', 'yes'] as const) {
    const query = imagesQuery(core.db, { order: 'asc', offset: 0, limit: 10, ai: kind })
    expect(planOf(core, query)).toContain('embedded_readings_by_ai_kinds')
  }
})

test('a file is found by its name with an index, whatever system wrote its path', async () => {
  const core = await filled()
  databaseOf(core).exec(`
    INSERT INTO embedded_readings (file_hash, parser_version) SELECT id, 1 FROM workflows;
    INSERT INTO embedded_inputs (file_hash, position, kind, name, folder)
      SELECT id, 0, 'input', iif(id = '7', 'in\\ferry.mp4', 'take ' || id || '.mp4'), 'input' FROM workflows; ANALYZE`)
  const of = sql`SELECT input_hash, evidence FROM ${resolvedInputs('file_hash', ['7'])} AS inputs`
  const to = sql`SELECT file_hash, evidence FROM ${resolvedInputs('input_hash', ['hash'])} AS inputs`
  expect(planOf(core, of)).toContain('SEARCH found USING INDEX locations_by_file_name')
  for (const query of [to, unprovenInputsQuery([{ path: '/a', file_hash: 'a', mtime_ms: 1 }])])
    expect(planOf(core, query)).toContain('SEARCH named USING INDEX embedded_inputs_unproven')
  expect(planOf(core, arrivedFilesQuery(5, 10))).toContain('SEARCH locations USING INTEGER PRIMARY KEY (rowid>?)')
  expect((await of.execute(core.db)).rows).toEqual([{ input_hash: 'hash', evidence: 'likely' }])
  expect((await to.execute(core.db)).rows).toEqual([{ file_hash: '7', evidence: 'likely' }])
})

test('a workflow is found by the hash of its definition in a reading', async () => {
  const core = await filled()
  databaseOf(core).exec(`
    INSERT INTO embedded_readings (file_hash, parser_version, definition_hash, workflow_id)
      SELECT id, 1, 'd' || id, id FROM workflows; ANALYZE`)
  const query = workflowOfReadingsQuery(core.db, 'd7')
  expect(planOf(core, query)).toContain('SEARCH embedded_readings USING COVERING INDEX embedded_readings_by_definition')
  expect(await query.execute()).toEqual([{ id: '7' }])
})

test('files that this version has not read, and workflows that were saved twice, are found by an index', async () => {
  const core = await filled()
  databaseOf(core).exec(`
    INSERT INTO embedded_readings (file_hash, parser_version, file_version)
      SELECT printf('%064d', id), 7, iif(id = '7', 6, NULL) FROM workflows;
    INSERT INTO videos (id, name, file_path, file_hash, size_bytes, source_type)
      SELECT id, 'v', '/v/' || id, printf('%064d', id), 1, 'uploaded' FROM workflows;
    ANALYZE`)
  expect(planOf(core, unreadFilesQuery(0, 100))).toContain('embedded_readings_by_file_version')
  expect((await unreadFilesQuery(0, 100).execute(core.db)).rows).toMatchObject([{ file_path: '/v/7' }])
  expect(planOf(core, twinsQuery(100))).toContain('SEARCH workflows USING INDEX workflows_by_definition_length')
})
