import { sql } from 'kysely'
import { expect, test } from 'vitest'
import type { z } from 'zod'
import { analysesQuery } from '../../main/database/analyses/list-analyses.ts'
import { checkpointsQuery } from '../../main/database/checkpoints.ts'
import { type KeyedList, segmentsAfter } from '../../main/database/connection/keyset.ts'
import { listCopied } from '../../main/database/duplicates/exact-copies.ts'
import { executionsQuery } from '../../main/database/executions.ts'
import { imagesQuery } from '../../main/database/images.ts'
import { jobsQuery, listJobs } from '../../main/database/jobs.ts'
import { processingQuery } from '../../main/database/processing/list-processing.ts'
import { trashKeysQuery } from '../../main/database/removal/trash.ts'
import { timelinesQuery } from '../../main/database/timelines.ts'
import { versionsQuery } from '../../main/database/versions.ts'
import { workflowsQuery } from '../../main/database/workflows.ts'
import { contract } from '../../shared/contract/index.ts'
import { isActive } from '../../shared/contract/jobs.ts'
import type { ProcedureMeta } from '../../shared/contract/procedure.ts'
import { perceptualHashVersion } from '../../shared/duplicates/perceptual-hash.ts'
import { databaseOf } from '../support/database-of.ts'
import { serveLibrary } from '../support/listen.ts'
import { planOf } from '../support/plan.ts'

interface Procedure {
  '~orpc': { route: { method?: string; path?: string }; meta: ProcedureMeta; inputSchema?: z.ZodObject }
}

const lists = Object.values(contract).flatMap((calls) =>
  Object.values(calls as Record<string, Procedure>).filter(({ '~orpc': { meta } }) => meta.nextPage),
)

/** Rows of every list: of several, some have the same value to be sorted by, or none. */
async function openFull(count = 7) {
  const library = await serveLibrary()
  databaseOf(library.core).exec(`
    CREATE TEMP TABLE n AS WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${count}) SELECT i FROM n;
    INSERT INTO videos (id, name, file_path, file_hash, size_bytes, source_type)
      SELECT 'v' || i, 'Take ' || (i % 3), '/v/' || i, printf('%064x', i), i % 4, 'uploaded' FROM n;
    INSERT INTO perceptual_hashes (file_hash, version, hash)
      SELECT printf('%064x', i), ${perceptualHashVersion}, substr('ffffffff00000000ffffffff', 1 + 4 * (i % 3), 16) FROM n;
    INSERT INTO locations (path, file_hash, size_bytes, mtime_ms, sample_hash)
      SELECT '/' || copy || '/' || i, printf('%064x', i), i % 3, 1, '' FROM n, (SELECT 1 AS copy UNION SELECT 2);
    INSERT INTO media (Id, Name, Path, MediaType, file_hash, size_bytes, width, height, created_at)
      SELECT 'i' || i, 'Still ' || (i % 3), '/i/' || i, 'Image', printf('%063xa', i), nullif(i % 3, 0), 2, i % 2, '' FROM n;
    INSERT INTO image_generation (file_hash, model, prompt)
      SELECT printf('%063xa', i), nullif('m' || (i % 2), 'm1'), 'p' FROM n WHERE i % 3;
    INSERT INTO tagged_videos SELECT 'v' || n.i, 'tag' || o.i, 'Tag' || o.i FROM n, n AS o WHERE n.i < o.i AND o.i < 8 AND n.i % 3;
    INSERT INTO workflows (id, name, definition, created_at, updated_at, last_executed_at)
      SELECT 'w' || i, 'W' || (i % 3), '{}', '2026-01-0' || (1 + i % 2), nullif('2026-01-0' || (i % 3), '2026-01-00'), NULL FROM n;
    INSERT INTO workflow_executions (id, workflow_id, status) SELECT 'e' || i, 'w1', iif(i % 2, 'running', 'failed') FROM n;
    INSERT INTO analysis_jobs (file_path, file_hash, config_hash, ranges, created_at)
      SELECT '/v/' || i, 'sha256:' || i, 'sha256:c' || (i % 2), '[]', i % 3 FROM n;
    INSERT INTO processing_jobs (job_id, action, input_path, input_hash, config_hash, output_path, output_hash, created_at)
      SELECT 'p' || i, iif(i % 2, 'cut', 'convert'), '/v/' || i, 'x', 'c', '/o', 'y', i % 3 FROM n;
    INSERT INTO video_versions (video_id, previous_id, path, noticed_at, row_count)
      SELECT 'v' || i, 'v1', '/v', '2026-01-0' || (1 + i % 3), 1 FROM n WHERE i > 1;
    INSERT INTO jobs (id, kind, state, title, unit, owner, heartbeat_ms)
      SELECT 'j' || i, 'import', iif(i % 2, 'done', 'failed'), '', 'files', '', 0 FROM n;
    INSERT INTO job_items (job_id, seq, path, outcome) SELECT 'j1', i, '/v', iif(i % 2, 'added', 'failed') FROM n;
    INSERT INTO job_items (job_id, seq, path, outcome) SELECT 'j' || (2 + i % 2), i, '/v', 'duplicate' FROM n;
    INSERT INTO duplicate_decisions (first_hash, second_hash, decision)
      SELECT printf('%064x', 0), printf('%064x', i), 'different' FROM n;
    INSERT INTO timelines (id, source_video, source_asset_id, profile_name, at, frames, root_checkpoint_id)
      SELECT 't' || i, 'v', 'v' || (i % 2), '', 'fps', 0, 'k' || i FROM n;
    INSERT INTO timeline_frames SELECT 't1', i, 0, i, '', i, 'f', 1 FROM n;
    INSERT INTO checkpoints (id, timeline_id) SELECT 'k' || i, 't' || max(1, i - 4) FROM n;
    INSERT INTO removed_workflows (id, workflow, executions, executed, associations, removed_at)
      SELECT 'r' || i, '{"name":"W"}', '[]', '[]', '[]', '2026-01-0' || (1 + i % 2) FROM n;
    INSERT INTO removed_videos (id, file_hash, video, locations, related, removed_at)
      SELECT 'r' || i, 'x' || i, '{"name":"V","file_path":"/v"}', '[]', '[]', '2026-01-0' || (1 + i % 2) FROM n;
    INSERT INTO trashed_copies (step_id, seq, path, kept_path, trashed_path, file_hash, size_bytes, location, played, trashed_at)
      SELECT 'r' || (i % 2), i, '/c', '/k', '/t', 'x', 1, '{}', '[]', '2026-01-01' FROM n;
    DROP TABLE n; ANALYZE;`)
  return library
}

test('each list with a limit continues after a row', () => {
  const without = Object.entries(contract).flatMap(([noun, calls]) =>
    Object.entries(calls as Record<string, Procedure>).flatMap(([name, { '~orpc': call }]) => {
      const takesLimit = call.route.method === 'GET' && call.inputSchema?.shape?.limit !== undefined
      return takesLimit !== (call.meta.nextPage !== undefined) ? [`${noun}.${name}`] : []
    }),
  )
  expect(without).toEqual([])
})

test('Link leads through each list, which has the same rows page by page', async () => {
  const { get, client, core } = await openFull()
  for (const name of ['A', 'B', 'C']) await client.collections.save({ name })
  const orders = (path: string, sorts: string[]) =>
    sorts.flatMap((sort) => ['asc', 'desc'].map((order) => `${path}?sort=${sort}&order=${order}`))
  const asked = lists.map(({ '~orpc': { route } }) =>
    `/api${route.path}`.replace(/\/timelines\/\{\w+\}/, '/timelines/t1').replace('{id}', 'j1'),
  )
  const paths = [
    ...asked.filter((path) => path !== '/api/duplicates/exact'),
    ...orders('/api/images', ['name', 'size', 'pixels', 'model', 'tags', 'rating']),
    ...orders('/api/workflows', ['name', 'updated', 'executed', 'created', 'outputs', 'nodes', 'runs']),
    ...orders('/api/executions', ['workflow', 'status', 'outputs', 'took']),
    ...orders('/api/analyses', ['take', 'analyser', 'state', 'ranges', 'size', 'configuration']),
    ...orders('/api/processing', ['source', 'action', 'result']),
    ...orders('/api/timelines', ['video', 'choice', 'frames', 'checkpoints']),
    ...orders('/api/versions', ['video', 'previous', 'details']),
    '/api/history?order=asc',
    ...['/api/executions?status=running', '/api/processing?action=cut', '/api/jobs/j1/items?outcome=failed'],
    ...['/api/trash?kind=copy', '/api/analyses?config_hash=sha256:c1', '/api/tags?search=tag'],
  ]
  const rowsOf = async (answer: Response) => {
    const body = await answer.json()
    return (Array.isArray(body) ? body : body.items) as unknown[]
  }
  for (const path of paths) {
    const join = path.includes('?') ? '&' : '?'
    const whole = await rowsOf(await get(path))
    expect(whole.length, path).toBeGreaterThan(2)
    const seen: unknown[] = []
    for (let next: string | undefined = `${path}${join}limit=3`; next !== undefined; ) {
      const page: Response = await get(next)
      expect(page.status, next).toBe(200)
      seen.push(...(await rowsOf(page)))
      next = /^<(.+)>; rel="next"$/.exec(page.headers.get('link') ?? '')?.[1]
    }
    expect(seen, path).toEqual(whole)
    if (/frames|items|history/.test(path)) continue
    const gone = await get(`${path}${join}after=gone`)
    expect([path, gone.status]).toEqual([path, 404])
  }
  // Their files are checked as they are listed.
  const copied = await listCopied(core.db, { offset: 0, limit: 100 })
  const [, , third] = copied
  expect(await listCopied(core.db, { offset: 0, limit: 100, after: third?.file_hash })).toEqual(copied.slice(3))
})

test('jobs that run come before those that have ended, on every page', async () => {
  const { core } = await openFull()
  databaseOf(core).exec(`UPDATE jobs SET state = 'queued' WHERE id IN ('j1', 'j4', 'j6')`)
  const all = await listJobs(core.db, 100)
  expect(all.map(({ state }) => isActive(state))).toEqual([true, true, true, false, false, false, false])
  for (const [index, { id }] of all.entries())
    expect(await listJobs(core.db, 2, id)).toEqual(all.slice(index + 1, index + 3))
})

test('a page after a row starts in an index, without the rows before it and without a sort', async () => {
  const { core } = await openFull(3000)
  const { db } = core
  const page = { offset: 0, limit: 100 }
  const after = (list: Omit<KeyedList, 'row' | 'order'> & { order?: 'asc' }, key: unknown, last: unknown) =>
    // The third one has the rows without a key, which none of these tables can have.
    segmentsAfter({ key, last }, { order: 'desc', ...list }).slice(0, 2)
  const byTime = (last: string, key = 'created_at') => after({ key: sql.ref(key), last: sql.ref(last) }, 1, 100)
  const byRow = (last: string, order?: 'asc') => after({ last: sql.ref(last), ...(order && { order }) }, null, 100)
  const plans = [
    ...byTime('analysis_jobs.id').map((it) => planOf(core, analysesQuery(db, {}, page, it))),
    ...byTime('id').map((it) => planOf(core, processingQuery(db, {}, page, it))),
    ...byTime('video_id', 'noticed_at').map((it) => planOf(core, versionsQuery(db, {}, page, it))),
    ...byRow('workflow_executions.rowid').map((it) => planOf(core, executionsQuery(db, {}, page, it))),
    ...byRow('timelines.seq').map((it) => planOf(core, timelinesQuery(db, undefined, page, it))),
    ...byRow('media.rowid').map((it) => planOf(core, imagesQuery(db, { ...page, order: 'desc' }, it))),
    ...byRow('checkpoints.seq', 'asc').map((it) =>
      planOf(core, checkpointsQuery(db, { timeline_id: 't1', pruned: true }, page, it)),
    ),
    ...byRow('rowid').map((it) => planOf(core, jobsQuery(db, 'ended', 100, it))),
  ]
  for (const plan of plans) {
    expect(plan).not.toMatch(/^SCAN (?!json_each)|TEMP B-TREE/m)
  }
  // Only rows of one time are sorted.
  const trash = planOf(core, trashKeysQuery({}, page, { kind: 'video', id: 'r9', removedAt: '2026-01-01' }))
  expect(
    trash.match(/SEARCH \w+ USING (COVERING )?INDEX \w+_by_\w+ \(.*(removed|pruned|trashed)_at<\?\)/g),
  ).toHaveLength(6)
  expect(trash).not.toMatch(/SCAN|B-TREE FOR ORDER BY/)
  // Only the rows of the page are sorted.
  const byName = after({ key: sql`workflows.name COLLATE NOCASE`, last: sql`workflows.rowid` }, 'w', 100)
  for (const segment of byName) {
    const plan = planOf(core, workflowsQuery(db, {}, { ...page, sort: 'name', order: 'desc' }, segment))
    expect(plan).toMatch(/^LIST SUBQUERY \d+\nSEARCH workflows USING INDEX workflows_by_name \(name.+\)\nCORRELATED/m)
  }
})
