import { type Insertable, sql, type Updateable } from 'kysely'
import { RushesError } from '../../shared/errors.ts'
import type { Db, WritableDb } from './connection/connection.ts'
import { type KeyedList, readPage, wholeList } from './connection/keyset.ts'
import { countRows, type Page } from './connection/query-parts.ts'
import { withTimes } from './connection/timestamp.ts'
import type { ExecutionRow, Tables } from './tables.ts'
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

const newestFirst: KeyedList = {
  ...{ last: sql`workflow_executions.rowid`, order: 'desc' },
  row: (id) => sql`workflow_executions WHERE id = ${id}`,
}

/** Returns the query of `listExecutions`, or of one segment of a page after a row. */
export function executionsQuery(
  db: Db,
  filter: ExecutionFilter,
  { offset, limit }: Page,
  { condition, order } = wholeList(newestFirst),
) {
  return selectExecutions(db, filter)
    .selectAll('workflow_executions')
    .select([
      'workflows.name as workflow_name',
      countOutputs(sql`execution_id = workflow_executions.id`).as('output_count'),
    ])
    .where(condition)
    .orderBy(order)
    .limit(limit)
    .offset(offset)
}

/** Lists a page of the executions that match `filter`, newest first. */
export async function listExecutions(db: Db, filter: ExecutionFilter, page: Page) {
  const rows = await readPage(db, newestFirst, page, (segment, rest) =>
    executionsQuery(db, filter, rest, segment).execute(),
  )
  return rows.map(withTimes)
}

/** Counts the executions that match `filter`. */
export async function countExecutions(db: Db, filter: ExecutionFilter): Promise<number> {
  return await countRows(selectExecutions(db, filter))
}

/** Returns the execution with this id. @throws RushesError NOT_FOUND */
export async function requireExecution(db: Db, id: string): Promise<ExecutionRow> {
  const row = await db.selectFrom('workflow_executions').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw new RushesError('NOT_FOUND', `Execution not found: ${id}.`)
  return withTimes(row)
}

/** Returns the definition that an execution ran; null if it was not kept. */
export async function readExecutedDefinition(db: Db, id: string): Promise<string | null> {
  const row = await db
    .selectFrom('executed_definitions')
    .innerJoin('definitions', 'definitions.id', 'executed_definitions.definition_id')
    .where('execution_id', '=', id)
    .select('definition')
    .executeTakeFirst()
  return row?.definition ?? null
}

/** Adds an execution; a trigger keeps its definition. @throws RushesError CONFLICT if the id exists. */
export async function insertExecution(
  db: WritableDb,
  execution: Insertable<Tables['workflow_executions']>,
): Promise<void> {
  const existing = await db
    .selectFrom('workflow_executions')
    .select('id')
    .where('id', '=', execution.id)
    .executeTakeFirst()
  if (existing) throw new RushesError('CONFLICT', `An execution with the id ${execution.id} exists already.`)
  await db.insertInto('workflow_executions').values(execution).execute()
}

/** Changes columns of an execution; a trigger copies the time of its end to the workflow. */
export async function updateExecution(
  db: WritableDb,
  id: string,
  changes: Updateable<Tables['workflow_executions']>,
): Promise<void> {
  await db.updateTable('workflow_executions').set(changes).where('id', '=', id).execute()
}
