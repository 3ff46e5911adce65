import { z } from 'zod'
import { continuesAfter, pageAfter, pageFields } from './paging.ts'
import { readProcedure, timestamp, writeProcedure } from './procedure.ts'

/** `interrupted`: the job's process ended before the job did. */
export const jobStates = ['queued', 'running', 'done', 'failed', 'cancelled', 'interrupted'] as const
export const jobKinds = [
  ...(['import', 'proxy', 'analysis', 'processing', 'verify', 'reread', 'facts', 'perceptual_hash'] as const),
  ...(['find_copies', 'trash_copies', 'restore_copies', 'empty_trash', 'timeline', 'stage', 'backup'] as const),
  ...(['upload', 'fetch', 'demo', 'export_bundle', 'import_bundle', 'clean_up', 'relink_folder', 'archive'] as const),
  ...(['clear_previews', 'sidecars', 'compact'] as const),
] as const

export const jobErrorSchema = z.object({
  code: z.string(),
  message: z.string(),
  /** The last lines of a program's output before it failed. */
  detail: z.string().optional(),
})

export const jobSchema = z.object({
  id: z.string(),
  kind: z.enum(jobKinds),
  state: z.enum(jobStates),
  /** A short description: `12 files`, the name of a video. */
  title: z.string(),
  /** Progress in `unit`s; `total` is null while unknown. */
  done: z.number(),
  total: z.number().nullable(),
  unit: z.enum(['files', 'seconds']),
  /** The video that the job works on, if it is a single one. */
  video_id: z.string().nullable(),
  /** True if the job was asked to start no further files. */
  is_paused: z.boolean(),
  /** The number of items per outcome. Zero for kinds without items. */
  added: z.number(),
  duplicates: z.number(),
  /** Known files found at another path, otherwise unchanged. */
  moved: z.number(),
  failed: z.number(),
  made: z.number(),
  cached: z.number(),
  /** Unchanged files in folders. They are counted but have no items. */
  unchanged: z.number(),
  error: jobErrorSchema.nullable(),
  created_at: timestamp,
  started_at: timestamp.nullable(),
  finished_at: timestamp.nullable(),
})
export type Job = z.infer<typeof jobSchema>
export type JobState = (typeof jobStates)[number]

/** A file in progress. `fraction` is the completed share, 0 to 1; null when unknown. */
export const workingFileSchema = z.object({ path: z.string(), fraction: z.number().min(0).max(1).nullable() })
export type WorkingFile = z.infer<typeof workingFileSchema>

/** Returns whether a job can be paused: it is active and processes files one by one. */
export function isPausable({ kind, state }: Pick<Job, 'kind' | 'state'>): boolean {
  const inOnePiece: Job['kind'][] = ['proxy', 'processing', 'timeline', 'stage', 'backup', 'demo', 'compact']
  return isActive(state) && !inOnePiece.includes(kind)
}

/** Returns whether a job in this state can still change. */
export function isActive(state: JobState): boolean {
  return state === 'queued' || state === 'running'
}

/**
 * The outcome of one file of a job. `original_id` is the existing video of a duplicate. `made` is a new result of an
 * analyser or a processing; `cached` is an existing one that is still valid.
 */
export const jobItemSchema = z.object({
  /** The position among all items of the job, from 0. */
  seq: z.number(),
  path: z.string(),
  outcome: z.enum(['added', 'duplicate', 'moved', 'failed', 'made', 'cached']),
  video_id: z.string().nullable(),
  is_duplicate: z.boolean(),
  original_id: z.string().nullable(),
  error: jobErrorSchema.nullable(),
})
export type JobItem = z.infer<typeof jobItemSchema>

const id = z.object({ id: z.string() })

export const jobs = {
  list: readProcedure
    .meta(continuesAfter(({ id }: Job) => id))
    .route({ method: 'GET', path: '/jobs', summary: 'List jobs, running ones first, then newest first' })
    .input(z.object(pageAfter(50, 200)))
    .output(z.array(jobSchema)),
  get: readProcedure.route({ method: 'GET', path: '/jobs/{id}', summary: 'Get a job' }).input(id).output(jobSchema),
  items: readProcedure
    .meta(continuesAfter(({ seq }: JobItem) => seq))
    .route({ method: 'GET', path: '/jobs/{id}/items', summary: 'List the outcome of each file of a job' })
    .input(
      id.extend({
        outcome: jobItemSchema.shape.outcome.optional(),
        ...pageFields(200, 1000),
      }),
    )
    .output(z.object({ items: z.array(jobItemSchema), total: z.number() })),
  cancel: writeProcedure
    .route({ method: 'POST', path: '/jobs/{id}/cancel', summary: 'Cancel a job; it stops within a second' })
    .input(id)
    .output(jobSchema),
  /** The current file is completed first. */
  pause: writeProcedure
    .route({ method: 'POST', path: '/jobs/{id}/pause', summary: 'Pause a job' })
    .input(id)
    .output(jobSchema),
  resume: writeProcedure
    .route({ method: 'POST', path: '/jobs/{id}/resume', summary: 'Resume a paused job' })
    .input(id)
    .output(jobSchema),
}
