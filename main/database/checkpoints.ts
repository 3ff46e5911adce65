import { type Insertable, sql } from 'kysely'
import type { Branch, Checkpoint } from '../../shared/contract/checkpoints.ts'
import { RushesError } from '../../shared/errors.ts'
import type { Db, WritableDb } from './connection/connection.ts'
import { type KeyedList, readPage, wholeList } from './connection/keyset.ts'
import { countRows, type Page } from './connection/query-parts.ts'
import type { Tables } from './tables.ts'

/** Returns the query of the checkpoints of timelines that are not removed. */
function selectCheckpoints(db: Db) {
  return db
    .selectFrom('checkpoints')
    .innerJoin('timelines', 'timelines.id', 'checkpoints.timeline_id')
    .leftJoin('stage_outputs', 'stage_outputs.output_hash', 'checkpoints.output_hash')
    .select([
      'checkpoints.id',
      'checkpoints.timeline_id',
      'checkpoints.parent_id',
      'checkpoints.stage_name',
      'checkpoints.output_hash',
      'checkpoints.is_scenario',
      'checkpoints.scenario_label',
      'checkpoints.pruned_with',
      'checkpoints.created_at',
    ])
    .select([
      sql<number>`ifnull(stage_outputs.size_bytes, 0)`.as('output_bytes'),
      sql<number>`iif(EXISTS (SELECT 1 FROM checkpoints AS other WHERE other.output_hash = checkpoints.output_hash
        AND other.pruned_with IS NULL AND other.id <> checkpoints.id), 0, ifnull(stored_bytes, 0))`.as('own_bytes'),
      sql<number>`checkpoints.id = ifnull(chosen_checkpoint_id, '')`.as('is_chosen'),
    ])
    .where('removed_at', 'is', null)
}

type CheckpointRow = Awaited<ReturnType<ReturnType<typeof selectCheckpoints>['executeTakeFirstOrThrow']>>

function checkpointOf({ is_scenario, is_chosen, ...row }: CheckpointRow): Checkpoint {
  return { ...row, is_scenario: is_scenario === 1, is_chosen: is_chosen === 1 }
}

interface TreeFilter {
  timeline_id: string
  /** True to list pruned checkpoints too. */
  pruned: boolean
}

const oldestFirst: KeyedList = {
  ...{ last: sql`checkpoints.seq`, order: 'asc' },
  row: (id) => sql`checkpoints WHERE id = ${id}`,
}

/** Returns the query of `listCheckpoints`, or of one segment of a page after a row. */
export function checkpointsQuery(
  db: Db,
  filter: TreeFilter,
  { offset, limit }: Page,
  { condition, order } = wholeList(oldestFirst),
) {
  return selectCheckpoints(db)
    .where('checkpoints.timeline_id', '=', filter.timeline_id)
    .$if(!filter.pruned, (query) => query.where('checkpoints.pruned_with', 'is', null))
    .where(condition)
    .orderBy(order)
    .limit(limit)
    .offset(offset)
}

/** Lists the checkpoints of a timeline: a parent comes before its children. */
export async function listCheckpoints(db: Db, filter: TreeFilter, page: Page): Promise<Checkpoint[]> {
  const rows = await readPage(db, oldestFirst, page, (segment, rest) =>
    checkpointsQuery(db, filter, rest, segment).execute(),
  )
  return rows.map(checkpointOf)
}

/** Counts the checkpoints of a timeline. */
export async function countCheckpoints(db: Db, { timeline_id, pruned }: TreeFilter): Promise<number> {
  return await countRows(
    db
      .selectFrom('checkpoints')
      .where('timeline_id', '=', timeline_id)
      .$if(!pruned, (query) => query.where('pruned_with', 'is', null)),
  )
}

/** Returns a checkpoint, also a pruned one. @throws RushesError NOT_FOUND */
export async function requireCheckpoint(db: Db, id: string): Promise<Checkpoint> {
  const row = await selectCheckpoints(db).where('checkpoints.id', '=', id).executeTakeFirst()
  if (!row) throw new RushesError('NOT_FOUND', `Checkpoint not found: ${id}.`)
  return checkpointOf(row)
}

/** The part of a state that one checkpoint adds to that of its ancestors. */
export type Step = Pick<Tables['checkpoints'], 'id' | 'stage_name' | 'output_hash' | 'config_overrides' | 'stats'>

/** Returns the query of `listSteps`. */
export function stepsQuery(id: string) {
  return sql<Step>`
    WITH RECURSIVE chain AS (
      SELECT * FROM checkpoints WHERE id = ${id}
      UNION ALL
      SELECT parent.* FROM chain JOIN checkpoints AS parent
        ON parent.id = chain.parent_id AND parent.seq < chain.seq AND parent.timeline_id = chain.timeline_id)
    SELECT id, stage_name, output_hash, config_overrides, stats FROM chain ORDER BY seq`
}

/** Lists what a checkpoint and its ancestors add, from the root on. A parent is older than its children. */
export async function listSteps(db: Db, id: string): Promise<Step[]> {
  return (await stepsQuery(id).execute(db)).rows
}

/** Adds a checkpoint; its parent and its output are there already. */
export async function insertCheckpoint(db: WritableDb, checkpoint: Insertable<Tables['checkpoints']>): Promise<void> {
  await db.insertInto('checkpoints').values(checkpoint).execute()
}

/** Changes the label of a checkpoint, as far as it is given. */
export async function labelCheckpoint(
  db: WritableDb,
  id: string,
  label: { is_scenario?: boolean | undefined; scenario_label?: string | undefined },
): Promise<void> {
  const { is_scenario, scenario_label } = label
  if (is_scenario === undefined && scenario_label === undefined) return
  await db
    .updateTable('checkpoints')
    .set({
      ...(is_scenario !== undefined && { is_scenario: Number(is_scenario) }),
      ...(scenario_label !== undefined && { scenario_label }),
    })
    .where('id', '=', id)
    .execute()
}

/** Returns the common table `branch`: a checkpoint and all that was made from it, without those already pruned. */
function branchFrom(id: string) {
  return sql`
    WITH RECURSIVE branch AS (
      SELECT * FROM checkpoints WHERE id = ${id} AND pruned_with IS NULL
      UNION ALL
      SELECT child.* FROM branch JOIN checkpoints AS child
        ON child.parent_id = branch.id AND child.seq > branch.seq AND child.pruned_with IS NULL)`
}

/** Sums what a checkpoint and all that was made from it own, and what others need too. */
export async function sumBranch(db: Db, id: string): Promise<Omit<Branch, 'scenario_labels'>> {
  const { rows } = await sql<{ checkpoints: number; own_bytes: number; shared_bytes: number; has_chosen: number }>`
    ${branchFrom(id)}, held AS (
      SELECT output_hash, count(*) AS inside, (
        SELECT count(*) FROM checkpoints WHERE output_hash = branch.output_hash AND pruned_with IS NULL) AS everywhere
      FROM branch WHERE output_hash IS NOT NULL GROUP BY output_hash)
    SELECT (SELECT count(*) FROM branch) AS checkpoints,
      ifnull(sum(iif(inside = everywhere, stored_bytes, 0)), 0) AS own_bytes,
      ifnull(sum(iif(inside = everywhere, 0, stored_bytes)), 0) AS shared_bytes,
      EXISTS (SELECT 1 FROM timelines JOIN branch ON branch.id = chosen_checkpoint_id) AS has_chosen
    FROM held JOIN stage_outputs USING (output_hash)`.execute(db)
  const [sums] = rows
  if (!sums) throw new Error('A sum has one row.')
  return { ...sums, has_chosen: sums.has_chosen === 1 }
}

/** Lists the labels of the scenarios in a branch, the oldest first. */
export async function listBranchLabels(db: Db, id: string, limit: number): Promise<string[]> {
  const { rows } = await sql<{ scenario_label: string }>`
    ${branchFrom(id)}
    SELECT scenario_label FROM branch WHERE scenario_label <> '' ORDER BY seq LIMIT ${limit}`.execute(db)
  return rows.map(({ scenario_label }) => scenario_label)
}

/** Marks a checkpoint and all that was made from it as pruned. */
export async function pruneBranch(db: WritableDb, id: string, prunedAt: string): Promise<void> {
  await sql`
    ${branchFrom(id)}
    UPDATE checkpoints SET pruned_with = ${id}, pruned_at = iif(id = ${id}, ${prunedAt}, NULL)
    WHERE id IN (SELECT id FROM branch)`.execute(db)
}

/** Restores the checkpoints that were pruned with one; returns their number. */
export async function restoreBranch(db: WritableDb, id: string): Promise<number> {
  const { numUpdatedRows } = await db
    .updateTable('checkpoints')
    .set({ pruned_with: null, pruned_at: null })
    .where('pruned_with', '=', id)
    .executeTakeFirst()
  return Number(numUpdatedRows)
}

/** Replaces the statistics that a checkpoint adds. */
export async function setCheckpointStats(db: WritableDb, id: string, stats: string): Promise<void> {
  await db.updateTable('checkpoints').set({ stats }).where('id', '=', id).execute()
}

/** A checkpoint that a run of a stage made. */
export type StageRun = Pick<Tables['checkpoints'], 'id' | 'parent_id' | 'output_hash' | 'stats' | 'pruned_with'>

/** Returns whether a run is a child of a checkpoint that was not pruned. */
export function isResultBelow({ parent_id, pruned_with }: StageRun, parentId: string): boolean {
  return parent_id === parentId && pruned_with === null
}

/** Returns a checkpoint that a run with this hash made: the child of `parentId`, else any other, also a pruned one. */
export async function findRun(db: Db, runHash: string, parentId: string): Promise<StageRun | undefined> {
  return await db
    .selectFrom('checkpoints')
    .select(['id', 'parent_id', 'output_hash', 'stats', 'pruned_with'])
    .where('run_hash', '=', runHash)
    .orderBy(sql`parent_id = ${parentId} AND pruned_with IS NULL`, 'desc')
    .orderBy('seq')
    .executeTakeFirst()
}
