import { expect, test } from 'vitest'
import type { Core } from '../../main/core.ts'
import { executionsQuery, listExecutions } from '../../main/database/executions.ts'
import { workflowImagesQuery } from '../../main/database/workflows/workflow-images.ts'
import { stripQuery, workflowsQuery } from '../../main/database/workflows.ts'
import { type ExecutionSort, executionSorts } from '../../shared/contract/executions.ts'
import type { SortOrder } from '../../shared/sort-order.ts'
import { databaseOf } from '../support/database-of.ts'
import { openLibrary } from '../support/library.ts'
import { planOf } from '../support/plan.ts'

async function filledLibrary(): Promise<Core> {
  const { core } = await openLibrary()
  databaseOf(core).exec(`
    WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000)
    INSERT INTO videos (id, name, file_path, file_hash, size_bytes, source_type)
    SELECT 'v' || i, 'Take ' || i, '/t/' || i, 'hash' || i, i, 'generated' FROM n;
    INSERT INTO workflows (id, name, status, definition)
    SELECT 'w' || size_bytes, name, iif(size_bytes % 50, 'draft', 'saved'), '{"nodes":[]}' FROM videos LIMIT 500;
    INSERT INTO workflow_executions (id, workflow_id, status)
    SELECT 'e' || size_bytes, 'w' || (size_bytes % 500 + 1), iif(size_bytes % 50, 'completed', 'failed') FROM videos;
    INSERT INTO workflow_videos (workflow_id, video_id, node_id, node_type, role, execution_id)
    SELECT 'w' || (size_bytes % 500 + 1), id, 'n', 'T', iif(size_bytes % 3, 'output', 'input'), 'e' || size_bytes FROM videos;
    ANALYZE;`)
  return core
}

test('images of a workflow are found by index, from its videos', async () => {
  const core = await filledLibrary()
  const plan = planOf(core, workflowImagesQuery('w1'))
  expect(plan).not.toMatch(/SCAN (?!\(subquery)/)
  expect(plan).toContain('media_by_content (file_hash=?)')
})

const stretch = { sort: 'updated', order: 'desc', offset: 100, limit: 100 } as const

test.for([
  ['updated', 'workflows_by_updated_at'],
  ['executed', 'workflows_by_last_executed_at'],
  ['created', 'workflows_by_created_at'],
  ['name', 'workflows_by_name'],
] as const)('workflows by %s: chosen in the order of an index that has all it takes', async ([sort, index]) => {
  const core = await filledLibrary()
  for (const order of ['asc', 'desc'] as const) {
    const plan = planOf(core, workflowsQuery(core.db, {}, { ...stretch, sort, order }))
    expect(plan).toMatch(new RegExp(`SCAN workflows USING (COVERING )?INDEX ${index}`))
    // Only the rows of the page are sorted.
    expect(plan.match(/TEMP B-TREE/g)).toHaveLength(1)
  }
})

test('templates come from the index of templates alone, however many workflows there are', async () => {
  const core = await filledLibrary()
  databaseOf(core).exec("UPDATE workflows SET template_inputs = '[]' WHERE id IN ('w1', 'w2'); ANALYZE")
  expect(planOf(core, workflowsQuery(core.db, { is_template: true }, stretch))).toMatch(/INDEX workflow_templates/)
})

test('the counts in a list of workflows are looked up by index', async () => {
  const core = await filledLibrary()
  const plan = planOf(core, workflowsQuery(core.db, {}, stretch))
  expect(plan).toContain('INDEX associations_by_workflow (workflow_id=? AND role=?)')
  expect(plan.match(/INDEX executions_by_workflow \(workflow_id=\?\)/g)).toHaveLength(2)
  expect(plan).not.toMatch(/SCAN (workflow_videos|workflow_executions|videos)/)
})

test('executions come newest first without a sort, also those of one workflow or of one status', async () => {
  const core = await filledLibrary()
  const page = { offset: 0, limit: 100 }
  const plans = [{}, { workflow_id: 'w1' }, { status: 'failed' }].map((filter) =>
    planOf(core, executionsQuery(core.db, filter, page)),
  )
  for (const plan of plans) expect(plan).not.toContain('TEMP B-TREE')
  expect(plans[0]).toContain('SCAN workflow_executions')
  expect(plans[1]).toContain('executions_by_workflow (workflow_id=?)')
  expect(plans[2]).toContain('executions_by_status (status=?)')
})

test.for(executionSorts.filter((sort) => sort !== 'added'))(
  'executions by %s: the page is chosen first, then read by its ids',
  async (sort) => {
    const core = await filledLibrary()
    for (const order of ['asc', 'desc'] as const) {
      const plan = planOf(core, executionsQuery(core.db, {}, { sort, order, offset: 100, limit: 100 }))
      expect(plan).toMatch(/SEARCH workflow_executions USING (COVERING )?INDEX \S+ \(id=\?\)/)
      // One sort of all rows at most, and one of those of the page.
      expect(plan.match(/TEMP B-TREE/g)?.length).toBeLessThanOrEqual(2)
    }
  },
)

test.for(['nodes', 'outputs', 'runs'] as const)('workflows by %s: only the page is read in full', async (sort) => {
  const core = await filledLibrary()
  const plan = planOf(core, workflowsQuery(core.db, {}, { ...stretch, sort }))
  expect(plan).toMatch(/SEARCH workflows USING INDEX \S+ \(id=\?\)/)
  expect(plan).not.toMatch(/SCAN (workflow_videos|workflow_executions|videos)/)
})

test('executions are sorted by any column, on all pages', async () => {
  const core = await filledLibrary()
  const names = async (sort: ExecutionSort, order: SortOrder, offset = 0) =>
    (await listExecutions(core.db, {}, { sort, order, offset, limit: 2 })).map((row) => row.workflow_name)
  expect(await names('workflow', 'asc')).toEqual(['Take 1', 'Take 1'])
  expect(await names('workflow', 'desc')).toEqual(['Take 99', 'Take 99'])
  expect(await names('workflow', 'desc', 2998)).toEqual(['Take 1', 'Take 1'])
  const [first] = await listExecutions(core.db, {}, { sort: 'status', order: 'desc', offset: 0, limit: 1 })
  expect(first?.status).toBe('failed')
})

test.for([
  [{ workflow_id: 'w1' }, 'associations_by_workflow (workflow_id=? AND role=?)'],
  [{ execution_id: 'e1' }, 'associations_by_execution (execution_id=? AND role=?)'],
] as const)('a film strip of %o takes the newest only, without a sort', async ([of, index]) => {
  const core = await filledLibrary()
  const plan = planOf(core, stripQuery(core.db, of))
  expect(plan).toContain(index)
  expect(plan).not.toContain('TEMP B-TREE')
})
