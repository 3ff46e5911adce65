import { type Insertable, type RawBuilder, type SqlBool, sql, type Updateable } from 'kysely'
import type { ExecutionSort } from '../../shared/contract/executions.ts'
import { RushesError } from '../../shared/errors.ts'
import type { SortOrder } from '../../shared/sort-order.ts'
import type { Db, WritableDb } from './connection/connection.ts'
import { choosePage, type KeyedList, readPage, wholeList } from './connection/keyset.ts'
import { allOf, countRows, type Page } from './connection/query-parts.ts'
import { withTimes } from './connection/timestamp.ts'
import type { ExecutionRow, Tables } from './tables.ts'
import { countOutputs } from './workflows.ts'

export interface ExecutionFilter {
  workflow_id?: string | undefined
  status?: string | undefined
}

function selectExecutions(db: Db) {
  return db.selectFrom('workflow_executions').innerJoin('workflows', 'workflows.id', 'workflow_executions.workflow_id')
}

function matches({ workflow_id, status }: ExecutionFilter): RawBuilder<SqlBool> {
  const conditions: RawBuilder<SqlBool>[] = []
  if (workflow_id !== undefined) conditions.push(sql`workflow_executions.workflow_id = ${workflow_id}`)
  if (status !== undefined) conditions.push(sql`workflow_executions.status = ${status}`)
  return allOf(conditions)
}

export interface ExecutionPage extends Page {
  sort?: ExecutionSort
  order?: SortOrder
}

const outputCount = countOutputs(sql`execution_id = workflow_executions.id`)

/** Values that each order compares; none for the order in which they were added. */
const sortKeys: Record<ExecutionSort, RawBuilder<unknown> | undefined> = {
  added: undefined,
  workflow: sql`workflows.name COLLATE NOCASE`,
  status: sql`workflow_executions.status`,
  error: sql`workflow_executions.error COLLATE NOCASE`,
  outputs: outputCount,
  took: sql`julianday(workflow_executions.completed_at) - julianday(workflow_executions.started_at)`,
  started: sql`workflow_executions.started_at`,
  ended: sql`workflow_executions.completed_at`,
}

/** Returns the list in an order, newest first by default. */
function sorted({ sort = 'added', order = 'desc' }: Pick<ExecutionPage, 'sort' | 'order'>): KeyedList {
  return {
    ...{ key: sortKeys[sort], last: sql`workflow_executions.rowid`, order },
    row: (id) =>
      sql`workflow_executions JOIN workflows ON workflows.id = workflow_id WHERE workflow_executions.id = ${id}`,
  }
}

/** Returns the query of `listExecutions`, or of one segment of a page after a row. */
export function executionsQuery(
  db: Db,
  filter: ExecutionFilter,
  page: ExecutionPage,
  segment = wholeList(sorted(page)),
) {
  const all = selectExecutions(db)
    .selectAll('workflow_executions')
    .select(['workflows.name as workflow_name', outputCount.as('output_count')])
  const choice = {
    id: sql`workflow_executions.id`,
    from: sql`workflow_executions JOIN workflows ON workflows.id = workflow_id`,
    where: matches(filter),
    isIndexed: (page.sort ?? 'added') === 'added',
  }
  return choosePage(all, choice, segment, page)
}

/** Lists a page of the executions that match `filter`, newest first by default. */
export async function listExecutions(db: Db, filter: ExecutionFilter, page: ExecutionPage) {
  const rows = await readPage(db, sorted(page), page, (segment, rest) =>
    executionsQuery(db, filter, { ...page, ...rest }, segment).execute(),
  )
  return rows.map(withTimes)
}

/** Counts the executions that match `filter`. */
export async function countExecutions(db: Db, filter: ExecutionFilter): Promise<number> {
  return await countRows(selectExecutions(db).where(matches(filter)))
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
