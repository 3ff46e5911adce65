import { v7 as uuidv7 } from 'uuid'
import { executions as calls, type Execution } from '../../shared/contract/executions.ts'
import { endStatuses } from '../../shared/contract/workflows.ts'
import { RushesError } from '../../shared/errors.ts'
import { showObject } from '../database/connection/json-column.ts'
import type { Transaction } from '../database/connection/write.ts'
import {
  countExecutions,
  insertExecution,
  listExecutions,
  readExecutedDefinition,
  requireExecution,
  updateExecution,
} from '../database/executions.ts'
import type { ExecutionRow } from '../database/tables.ts'
import { listAssociatedVideos } from '../database/workflows/associations.ts'
import { readStrip, requireWorkflow } from '../database/workflows.ts'
import { implementCalls } from './calls/implement.ts'

const os = implementCalls({ executions: calls })

function shown<Row extends ExecutionRow>(row: Row) {
  return { ...row, execution_data: showObject(row.execution_data) }
}

const isEnd = (status: string) => endStatuses.some((end) => end === status)

interface Change {
  status?: string | undefined
  execution_data?: Record<string, unknown> | undefined
  error?: string | undefined
}

async function update({ db, now }: Transaction, id: string, change: Change): Promise<Execution> {
  const before = await requireExecution(db, id)
  if (before.completed_at !== null || isEnd(before.status)) {
    throw new RushesError('CONFLICT', `The execution ${id} has ended already, as ${before.status}.`)
  }
  const { execution_data, status = before.status, error } = change
  await updateExecution(db, id, {
    status,
    ...(execution_data && { execution_data: JSON.stringify(execution_data) }),
    ...(error !== undefined && { error }),
    ...(isEnd(status) && { completed_at: now }),
  })
  return shown(await requireExecution(db, id))
}

export const executions = {
  list: os.executions.list.handler(async ({ input, context: { core } }) => {
    const rows = await listExecutions(core.db, input, input)
    const items = await Promise.all(
      rows.map(async (row) => ({ ...shown(row), outputs: await readStrip(core.db, { execution_id: row.id }) })),
    )
    return { items, total: await countExecutions(core.db, input) }
  }),
  get: os.executions.get.handler(async ({ input: { id }, context: { core } }) => {
    const row = await requireExecution(core.db, id)
    const videos = await listAssociatedVideos(core.db, { execution_id: id })
    return {
      ...shown(row),
      workflow_name: (await requireWorkflow(core.db, row.workflow_id)).name,
      outputs: await readStrip(core.db, { execution_id: id }),
      output_count: videos.filter(({ role }) => role === 'output').length,
      videos,
      definition: await readExecutedDefinition(core.db, id),
    }
  }),
  start: os.executions.start.handler(({ input, context: { core } }) =>
    core.write(async ({ db, touch, now }) => {
      const id = input.id ?? uuidv7()
      await requireWorkflow(db, input.workflow_id)
      await insertExecution(db, {
        id,
        workflow_id: input.workflow_id,
        status: input.status,
        started_at: now,
        execution_data: input.execution_data ? JSON.stringify(input.execution_data) : null,
      })
      touch('executions', 'workflows')
      return shown(await requireExecution(db, id))
    }),
  ),
  update: os.executions.update.handler(({ input: { id, ...change }, context: { core } }) =>
    core.write(async (transaction) => {
      transaction.touch('executions', 'workflows')
      return await update(transaction, id, change)
    }),
  ),
}
