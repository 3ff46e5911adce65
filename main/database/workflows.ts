import { type Insertable, type RawBuilder, type SqlBool, sql, type Updateable } from 'kysely'
import type { WorkflowSort } from '../../shared/contract/workflows.ts'
import { RushesError } from '../../shared/errors.ts'
import type { SortOrder } from '../../shared/sort-order.ts'
import type { Db, WritableDb } from './connection/connection.ts'
import { type KeyedList, readPage, wholeList } from './connection/keyset.ts'
import { allOf, contains, countRows, type Page } from './connection/query-parts.ts'
import { withTimes } from './connection/timestamp.ts'
import type { Tables, WorkflowRow } from './tables.ts'

export interface WorkflowFilter {
  /** Part of the name or the description, ignoring case. */
  search?: string | undefined
  status?: string | undefined
  is_template?: boolean | undefined
}

export interface WorkflowPage extends Page {
  sort: WorkflowSort
  order: SortOrder
}

/** Number of posters in a film strip. */
const stripLength = 8

/**
 * Counts the nodes of a definition of any format: in a list called `nodes`, or in an object by id; with those inside
 * subgraphs and group nodes, as `countNodes` does.
 */
const nodeCount = sql<number | null>`
  CASE WHEN NOT json_valid(definition, 2) THEN NULL
    WHEN json_type(definition, '$.nodes') = 'array' THEN
      json_array_length(definition, '$.nodes') +
      (SELECT coalesce(sum(json_array_length(value, '$.nodes')), 0) FROM json_each(definition, '$.definitions.subgraphs')) +
      (SELECT coalesce(sum(json_array_length(value, '$.nodes')), 0) FROM json_each(definition, '$.extra.groupNodes')
        WHERE instr(definition, '"workflow>' || key || '"') > 0 OR instr(definition, '"workflow/' || key || '"') > 0)
    WHEN json_type(definition) = 'object' THEN (SELECT count(*) FROM json_each(definition))
  END`

function matches({ search, status, is_template }: WorkflowFilter): RawBuilder<SqlBool> {
  const conditions: RawBuilder<SqlBool>[] = []
  if (status !== undefined) conditions.push(sql`workflows.status = ${status}`)
  if (is_template !== undefined)
    conditions.push(is_template ? sql`template_inputs IS NOT NULL` : sql`template_inputs IS NULL`)
  const part = search?.trim()
  if (part) conditions.push(sql`(${contains(sql.ref('name'), part)} OR ${contains(sql.ref('description'), part)})`)
  return allOf(conditions)
}

/** Counts the output videos whose association meets `condition`, without those that another program removed. */
export const countOutputs = (condition: RawBuilder<unknown>) => sql<number>`(
  SELECT count(*) FROM workflow_videos JOIN videos ON videos.id = video_id WHERE ${condition} AND role = 'output')`

const executionCount = sql<number>`(SELECT count(*) FROM workflow_executions WHERE workflow_id = workflows.id)`

const sortColumns: Record<WorkflowSort, RawBuilder<unknown>> = {
  updated: sql`workflows.updated_at`,
  executed: sql`workflows.last_executed_at`,
  created: sql`workflows.created_at`,
  name: sql`workflows.name COLLATE NOCASE`,
  outputs: countOutputs(sql`workflow_id = workflows.id`),
  nodes: nodeCount,
  runs: executionCount,
}

function listOfWorkflows({ sort, order }: Pick<WorkflowPage, 'sort' | 'order'>): KeyedList {
  return {
    ...{ key: sortColumns[sort], last: sql`workflows.rowid`, order },
    row: (id) => sql`workflows WHERE id = ${id}`,
  }
}

/** Returns the query of `listWorkflows`, or of one segment of a page after a row. */
export function workflowsQuery(
  db: Db,
  filter: WorkflowFilter,
  { offset, limit, ...sorting }: WorkflowPage,
  { condition, order: inOrder } = wholeList(listOfWorkflows(sorting)),
) {
  // Selects the page first; otherwise the counts would be taken for all rows that are sorted.
  const matching = db.selectFrom('workflows').select('id').where(matches(filter)).where(condition)
  const page = matching.orderBy(inOrder).limit(limit).offset(offset)
  return db
    .selectFrom('workflows')
    .select(['id', 'name', 'description', 'status', 'created_at', 'updated_at', 'last_executed_at'])
    .select([
      nodeCount.as('node_count'),
      countOutputs(sql`workflow_id = workflows.id`).as('output_count'),
      executionCount.as('execution_count'),
      sql<number>`template_inputs IS NOT NULL`.as('is_template'),
      sql<
        string | null
      >`(SELECT status FROM workflow_executions WHERE workflow_id = workflows.id ORDER BY rowid DESC LIMIT 1)`.as(
        'last_status',
      ),
    ])
    .where('id', 'in', page)
    .orderBy(inOrder)
}

/** Lists a page of the workflows that match `filter`, without their definitions. */
export async function listWorkflows(db: Db, filter: WorkflowFilter, page: WorkflowPage) {
  const rows = await readPage(db, listOfWorkflows(page), page, (segment, rest) =>
    workflowsQuery(db, filter, { ...page, ...rest }, segment).execute(),
  )
  return rows.map(withTimes)
}

/** Counts the workflows that match `filter`. */
export async function countWorkflows(db: Db, filter: WorkflowFilter): Promise<number> {
  return await countRows(db.selectFrom('workflows').where(matches(filter)))
}

/** Counts the workflows of each status. */
export async function countByStatus(db: Db): Promise<Record<string, number>> {
  const rows = await db
    .selectFrom('workflows')
    .select((of) => [sql<string>`ifnull(status, 'draft')`.as('status'), of.fn.countAll<number>().as('count')])
    .groupBy(sql`1`)
    .execute()
  return Object.fromEntries(rows.map(({ status, count }) => [status, count]))
}

/** Lists the newest outputs of a workflow or of an execution, for a film strip. */
export async function readStrip(db: Db, of: { workflow_id: string } | { execution_id: string }) {
  return await stripQuery(db, of).execute()
}

/** Returns the query of `readStrip`. */
export function stripQuery(db: Db, of: { workflow_id: string } | { execution_id: string }) {
  const [[column, value] = ['', '']] = Object.entries(of)
  return db
    .selectFrom('workflow_videos')
    .innerJoin('videos', 'videos.id', 'workflow_videos.video_id')
    .where(sql.ref(`workflow_videos.${column}`), '=', value)
    .where('role', '=', 'output')
    .select(['videos.id', 'videos.file_hash'])
    .orderBy(sql`workflow_videos.rowid`, 'desc')
    .limit(stripLength)
}

/** Returns the workflow with this id. @throws RushesError NOT_FOUND */
export async function requireWorkflow(db: Db, id: string): Promise<WorkflowRow> {
  const row = await db.selectFrom('workflows').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw new RushesError('NOT_FOUND', `Workflow not found: ${id}.`)
  // See [Note: foreign values].
  return withTimes({ ...row, name: String(row.name), definition: String(row.definition) })
}

/** Tests whether a workflow exists. */
export async function hasWorkflow(db: Db, id: string): Promise<boolean> {
  return (await db.selectFrom('workflows').select('id').where('id', '=', id).executeTakeFirst()) !== undefined
}

/**
 * Returns the id of the oldest workflow with exactly this definition, or undefined. The index is over the length of the
 * text.
 */
export async function findWorkflowByDefinition(db: Db, definition: string): Promise<string | undefined> {
  return (await sameDefinitionQuery(db, definition).executeTakeFirst())?.id
}

/** Returns the query of `findWorkflowByDefinition`. */
export function sameDefinitionQuery(db: Db, definition: string) {
  return db
    .selectFrom('workflows')
    .select('id')
    .where(sql<SqlBool>`length(definition) = length(${definition})`)
    .where('definition', '=', definition)
    .orderBy(sql`rowid`)
    .limit(1)
}

/** Adds a workflow. @throws RushesError CONFLICT if the id exists. */
export async function insertWorkflow(db: WritableDb, workflow: Insertable<Tables['workflows']>): Promise<void> {
  const existing = await db.selectFrom('workflows').select('name').where('id', '=', workflow.id).executeTakeFirst()
  if (existing)
    throw new RushesError('CONFLICT', `The id ${workflow.id} already belongs to the workflow ${existing.name}.`)
  await db.insertInto('workflows').values(workflow).execute()
}

/** Changes columns of a workflow. @throws RushesError NOT_FOUND */
export async function updateWorkflow(
  db: WritableDb,
  id: string,
  changes: Updateable<Tables['workflows']>,
): Promise<void> {
  const result = await db.updateTable('workflows').set(changes).where('id', '=', id).executeTakeFirst()
  if (result.numUpdatedRows === 0n) await requireWorkflow(db, id)
}
