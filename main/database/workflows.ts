import { type Insertable, type RawBuilder, type SqlBool, sql, type Updateable } from 'kysely'
import { RushesError } from '../../shared/errors.ts'
import type { Db } from './connection.ts'
import type { WorkflowRow, WorkflowsTable } from './tables.ts'
import { withTimes } from './timestamp.ts'

export interface WorkflowFilter {
  /** Part of the name or the description, any case. */
  search?: string | undefined
  status?: string | undefined
}

export interface WorkflowStretch {
  sort: 'updated' | 'executed' | 'created' | 'name'
  order: 'asc' | 'desc'
  offset: number
  limit: number
}

/** How many posters a film strip has. */
const stripLength = 8

const sortColumns = {
  updated: sql`workflows.updated_at`,
  executed: sql`workflows.last_executed_at`,
  created: sql`workflows.created_at`,
  name: sql`workflows.name COLLATE NOCASE`,
}

/** Nodes of a definition in any of its shapes, counted without reading it: a list called nodes, else an object by id. */
const nodeCount = sql<number | null>`
  CASE WHEN NOT json_valid(definition, 2) THEN NULL
    WHEN json_type(definition, '$.nodes') = 'array' THEN json_array_length(definition, '$.nodes')
    WHEN json_type(definition) = 'object' THEN (SELECT count(*) FROM json_each(definition))
  END`

function matches({ search, status }: WorkflowFilter): RawBuilder<SqlBool> {
  const conditions = [sql<SqlBool>`true`]
  if (status !== undefined) conditions.push(sql`workflows.status = ${status}`)
  if (search?.trim()) {
    const pattern = `%${search.trim().replaceAll(/[\\%_]/g, '\\$&')}%`
    conditions.push(sql`(name LIKE ${pattern} ESCAPE '\\' OR description LIKE ${pattern} ESCAPE '\\')`)
  }
  return sql.join(conditions, sql` AND `)
}

/** How many videos there are of those whose association meets `condition`; another program may have left some that are gone. */
export const countOutputs = (condition: RawBuilder<unknown>) => sql<number>`(
  SELECT count(*) FROM workflow_videos JOIN videos ON videos.id = video_id WHERE ${condition} AND role = 'output')`

/** The query behind `listWorkflows`, apart so that a test can look at its plan. */
export function workflowsQuery(db: Db, filter: WorkflowFilter, { sort, order, offset, limit }: WorkflowStretch) {
  const direction = order === 'asc' ? sql`ASC` : sql`DESC`
  const inOrder = sql`${sortColumns[sort]} ${direction}, workflows.rowid ${direction}`
  // First which ones: what is counted of each would be counted of all that are sorted.
  const chosen = db.selectFrom('workflows').select('id').where(matches(filter))
  const stretch = chosen.orderBy(inOrder).limit(limit).offset(offset)
  return db
    .selectFrom('workflows')
    .select(['id', 'name', 'description', 'status', 'created_at', 'updated_at', 'last_executed_at'])
    .select([
      nodeCount.as('node_count'),
      countOutputs(sql`workflow_id = workflows.id`).as('output_count'),
      sql<number>`(SELECT count(*) FROM workflow_executions WHERE workflow_id = workflows.id)`.as('execution_count'),
      sql<
        string | null
      >`(SELECT status FROM workflow_executions WHERE workflow_id = workflows.id ORDER BY rowid DESC LIMIT 1)`.as(
        'last_status',
      ),
    ])
    .where('id', 'in', stretch)
    .orderBy(inOrder)
}

/** A stretch of the workflows that pass `filter`, with what is known of each without reading all of it. */
export async function listWorkflows(db: Db, filter: WorkflowFilter, stretch: WorkflowStretch) {
  return (await workflowsQuery(db, filter, stretch).execute()).map(withTimes)
}

/** How many workflows pass `filter`. */
export async function countWorkflows(db: Db, filter: WorkflowFilter): Promise<number> {
  const row = await db
    .selectFrom('workflows')
    .select((of) => of.fn.countAll<number>().as('count'))
    .where(matches(filter))
    .executeTakeFirstOrThrow()
  return row.count
}

/** How many workflows there are of each status. */
export async function countByStatus(db: Db): Promise<Record<string, number>> {
  const rows = await db
    .selectFrom('workflows')
    .select((of) => [sql<string>`ifnull(status, 'draft')`.as('status'), of.fn.countAll<number>().as('count')])
    .groupBy(sql`1`)
    .execute()
  return Object.fromEntries(rows.map(({ status, count }) => [status, count]))
}

/** The newest outputs of a workflow, or of one of its executions: for a film strip. */
export async function readStrip(db: Db, of: { workflow_id: string } | { execution_id: string }) {
  return await stripQuery(db, of).execute()
}

/** The query behind `readStrip`, apart so that a test can look at its plan. */
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

/** The workflow with this id. @throws RushesError NOT_FOUND */
export async function requireWorkflow(db: Db, id: string): Promise<WorkflowRow> {
  const row = await db.selectFrom('workflows').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw new RushesError('NOT_FOUND', `There is no workflow with the id ${id}.`)
  // SQLite keeps what another program writes, whatever the type of the column.
  return withTimes({ ...row, name: String(row.name), definition: String(row.definition) })
}

/** The id of the oldest workflow with exactly this definition, or undefined. Found by the length of the text, then by the text. */
export async function findWorkflowByDefinition(db: Db, definition: string): Promise<string | undefined> {
  return (await sameDefinitionQuery(db, definition).executeTakeFirst())?.id
}

/** The query behind `findWorkflowByDefinition`, apart so that a test can look at its plan. */
export function sameDefinitionQuery(db: Db, definition: string) {
  return db
    .selectFrom('workflows')
    .select('id')
    .where(sql<SqlBool>`length(definition) = length(${definition})`)
    .where('definition', '=', definition)
    .orderBy(sql`rowid`)
    .limit(1)
}

/** Adds a row. @throws RushesError CONFLICT when its id is taken. */
export async function insertWorkflow(db: Db, workflow: Insertable<WorkflowsTable>): Promise<void> {
  const taken = await db.selectFrom('workflows').select('name').where('id', '=', workflow.id).executeTakeFirst()
  if (taken) throw new RushesError('CONFLICT', `The id ${workflow.id} is that of the workflow ${taken.name} already.`)
  await db.insertInto('workflows').values(workflow).execute()
}

/** Changes columns of one workflow. @throws RushesError NOT_FOUND */
export async function updateWorkflow(db: Db, id: string, changes: Updateable<WorkflowsTable>): Promise<void> {
  const result = await db.updateTable('workflows').set(changes).where('id', '=', id).executeTakeFirst()
  if (result.numUpdatedRows === 0n) await requireWorkflow(db, id)
}
