import { type Insertable, sql, type Updateable } from 'kysely'
import { RushesError } from '../../shared/errors.ts'
import type { Db } from './connection.ts'
import type { ExecutionRow, WorkflowExecutionsTable } from './tables.ts'
import { withTimes } from './timestamp.ts'
import { countOutputs } from './workflows.ts'

export interface ExecutionFilter {
  workflow_id?: string | undefined
  status?: string | undefined
}

function selectExecutions(db: Db, { workflow_id, status }: ExecutionFilter) {
  let query = db
    .selectFrom('workflow_executions')
    .innerJoin('workflows', 'workflows.id', 'workflow_executions.workflow_id')
  if (workflow_id !== undefined) query = query.where('workflow_executions.workflow_id', '=', workflow_id)
  if (status !== undefined) query = query.where('workflow_executions.status', '=', status)
  return query
}

interface Stretch {
  offset: number
  limit: number
}

/** The query behind `listExecutions`, apart so that a test can look at its plan. */
export function executionsQuery(db: Db, filter: ExecutionFilter, { offset, limit }: Stretch) {
  return selectExecutions(db, filter)
    .selectAll('workflow_executions')
    .select([
      'workflows.name as workflow_name',
      countOutputs(sql`execution_id = workflow_executions.id`).as('output_count'),
    ])
    .orderBy(sql`workflow_executions.rowid`, 'desc')
    .limit(limit)
    .offset(offset)
}

/** A stretch of the executions that pass `filter`, newest first. */
export async function listExecutions(db: Db, filter: ExecutionFilter, stretch: Stretch) {
  return (await executionsQuery(db, filter, stretch).execute()).map(withTimes)
}

/** How many executions pass `filter`. */
export async function countExecutions(db: Db, filter: ExecutionFilter): Promise<number> {
  const row = await selectExecutions(db, filter)
    .select((of) => of.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return row.count
}

/** The execution with this id. @throws RushesError NOT_FOUND */
export async function requireExecution(db: Db, id: string): Promise<ExecutionRow> {
  const row = await db.selectFrom('workflow_executions').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw new RushesError('NOT_FOUND', `There is no execution with the id ${id}.`)
  return withTimes(row)
}

/** The definition as it was when an execution began; null where it was not kept. */
export async function readExecutedDefinition(db: Db, id: string): Promise<string | null> {
  const row = await db
    .selectFrom('executed_definitions')
    .innerJoin('definitions', 'definitions.id', 'executed_definitions.definition_id')
    .where('execution_id', '=', id)
    .select('definition')
    .executeTakeFirst()
  return row?.definition ?? null
}

/** Adds a row; a trigger keeps the definition beside it. @throws RushesError CONFLICT when its id is taken. */
export async function insertExecution(db: Db, execution: Insertable<WorkflowExecutionsTable>): Promise<void> {
  const taken = await db
    .selectFrom('workflow_executions')
    .select('id')
    .where('id', '=', execution.id)
    .executeTakeFirst()
  if (taken) throw new RushesError('CONFLICT', `There is an execution with the id ${execution.id} already.`)
  await db.insertInto('workflow_executions').values(execution).execute()
}

/** Changes columns of one execution; a trigger notes its end with the workflow. */
export async function updateExecution(db: Db, id: string, changes: Updateable<WorkflowExecutionsTable>): Promise<void> {
  await db.updateTable('workflow_executions').set(changes).where('id', '=', id).execute()
}
