import { z } from 'zod'
import { jobSchema } from './jobs.ts'
import { continuesAfter, pageFields, sortFields } from './paging.ts'
import { adminProcedure, readProcedure, timestamp, writeProcedure } from './procedure.ts'

/** `branch`: a checkpoint that was pruned, with all that was made from it. */
export const trashKinds = ['video', 'image', 'workflow', 'timeline', 'branch', 'copy'] as const

/** Names something in the trash. The id of a copy is that of its job and its number there: `<job>/<number>`. */
export const trashKeySchema = z.object({ kind: z.enum(trashKinds), id: z.string() })
export type TrashKey = z.infer<typeof trashKeySchema>

export const trashItemSchema = trashKeySchema.extend({
  name: z.string(),
  /** The path before it was removed. Null for a workflow, a timeline or a branch. */
  path: z.string().nullable(),
  /** Bytes that deleting it frees: of its files in the trash, or of pictures and outputs that nothing else needs. */
  size_bytes: z.number(),
  removed_at: timestamp,
})
export type TrashItem = z.infer<typeof trashItemSchema>

const keys = z.object({ items: z.array(trashKeySchema).min(1).max(10_000) })

const filter = z.object({
  kind: z.enum(trashKinds).optional(),
  /** Only what was removed at least so many days ago. */
  older_than_days: z.number().min(0).max(100_000).optional(),
})
export type TrashFilter = z.infer<typeof filter>

/** The columns that the trash can be sorted by; `path` is where an item was, `removed` the time of its removal. */
export const trashSorts = ['removed', 'name', 'path', 'kind', 'size'] as const
export type TrashSort = (typeof trashSorts)[number]

export const trashLimitsSchema = z.object({
  /** Items removed at least so many days ago are deleted; null to keep them until a person empties the trash. */
  max_days: z.int().min(1).max(100_000).nullable().default(null),
  /** The size that the trash may have: what was removed first is deleted beyond it. Null for any size. */
  max_bytes: z.int().min(0).nullable().default(null),
})
export type TrashLimits = z.infer<typeof trashLimitsSchema>

export const trash = {
  list: readProcedure
    .meta(continuesAfter(({ kind, id }: TrashItem) => `${kind}/${id}`))
    .route({ method: 'GET', path: '/trash', summary: 'List what was removed, newest first by default' })
    .input(
      filter.extend({
        ...sortFields(trashSorts, 'removed'),
        ...pageFields(100, 1000),
      }),
    )
    .output(z.object({ items: z.array(trashItemSchema), total: z.number() })),
  size: readProcedure
    .route({ method: 'GET', path: '/trash/size', summary: 'Measure what emptying the trash frees' })
    .input(filter.default({}))
    .output(z.object({ size_bytes: z.number() })),
  limits: readProcedure
    .route({ method: 'GET', path: '/trash/limits', summary: 'Get the limits of the trash' })
    .output(trashLimitsSchema),
  /** Checked each hour while the library is open in a window or served. What is deleted then cannot be restored. */
  setLimits: adminProcedure
    .route({ method: 'PUT', path: '/trash/limits', summary: 'Set the age and size beyond which the trash is emptied' })
    .input(trashLimitsSchema)
    .output(trashLimitsSchema),
  /** Restores what was removed last first. Copies are restored by a job, as they can be on another disk. */
  restore: writeProcedure
    .meta({ hasDryRun: true })
    .route({ method: 'POST', path: '/trash/restore', summary: 'Restore with all details, tags and associations' })
    .input(keys)
    .output(z.object({ restored: z.array(trashKeySchema), job: jobSchema.nullable() })),
  /** This cannot be undone. Files outside the library are never deleted. */
  delete: adminProcedure
    .meta({ hasDryRun: true })
    .route({ method: 'POST', path: '/trash/delete', summary: 'Start the job that deletes some of it for good' })
    .input(keys)
    .output(jobSchema),
  /** This cannot be undone. Files outside the library are never deleted. */
  empty: adminProcedure
    .meta({ hasDryRun: true })
    .route({ method: 'POST', path: '/trash/empty', summary: 'Start the job that deletes all of it for good' })
    .input(filter)
    .output(jobSchema),
}
