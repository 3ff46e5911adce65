import { z } from 'zod'
import { jsonObjectSchema } from '../json-object.ts'
import { continuesAfter, pageFields, sortFields } from './paging.ts'
import { readProcedure, timestamp, writeProcedure } from './procedure.ts'
import { associatedVideoSchema, executionStatuses } from './workflows.ts'

const id = z.string().min(1).max(200)

/** A row of `workflow_executions`. */
export const executionSchema = z.object({
  id: z.string(),
  workflow_id: z.string(),
  /** One of `executionStatuses`, or another program's value. */
  status: z.string(),
  started_at: timestamp.nullable(),
  completed_at: timestamp.nullable(),
  error: z.string().nullable(),
  execution_data: jsonObjectSchema.nullable(),
})
export type Execution = z.infer<typeof executionSchema>

/** An execution as lists show it. */
export const listedExecutionSchema = executionSchema.extend({
  workflow_name: z.string(),
  /** The videos of the run, newest first, at most eight. */
  outputs: z.array(z.object({ id: z.string(), file_hash: z.string() })),
  output_count: z.number(),
})
export type ListedExecution = z.infer<typeof listedExecutionSchema>

/** The columns that a list of executions can be sorted by; `took` is the time from start to end. */
export const executionSorts = ['added', 'workflow', 'status', 'error', 'outputs', 'took', 'started', 'ended'] as const
export type ExecutionSort = (typeof executionSorts)[number]

export const executions = {
  list: readProcedure
    .meta(continuesAfter(({ id }: ListedExecution) => id))
    .route({ method: 'GET', path: '/executions', summary: 'List executions, newest first by default' })
    .input(
      z.object({
        workflow_id: id.optional(),
        status: z.enum(executionStatuses).optional(),
        ...sortFields(executionSorts, 'added'),
        ...pageFields(100, 1000),
      }),
    )
    .output(z.object({ items: z.array(listedExecutionSchema), total: z.number() })),
  get: readProcedure
    .meta({ isKept: true })
    .route({ method: 'GET', path: '/executions/{id}', summary: 'Get an execution with its videos and its definition' })
    .input(z.object({ id }))
    .output(
      listedExecutionSchema.extend({
        videos: z.array(associatedVideoSchema),
        /** The definition when the execution started; null when it was not recorded. */
        definition: z.string().nullable(),
      }),
    ),
  start: writeProcedure
    .route({ method: 'POST', path: '/executions', summary: 'Record the start of an execution' })
    .input(
      z.object({
        /** Generated when omitted. */
        id: id.optional(),
        workflow_id: id,
        status: z.enum(['pending', 'running']).default('running'),
        execution_data: jsonObjectSchema.optional(),
      }),
    )
    .output(executionSchema),
  /** An ended execution cannot change. */
  update: writeProcedure
    .route({ method: 'PATCH', path: '/executions/{id}', summary: 'Record the progress or the end of an execution' })
    .input(
      z.object({
        id,
        status: z.enum(executionStatuses).optional(),
        execution_data: jsonObjectSchema.optional(),
        error: z.string().max(100_000).optional(),
      }),
    )
    .output(executionSchema),
}
