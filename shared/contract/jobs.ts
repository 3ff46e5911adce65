import { z } from 'zod'
import { procedure, timestamp } from './procedure.ts'

/** `interrupted`: its process ended before it did. */
export const jobStates = ['queued', 'running', 'done', 'failed', 'cancelled', 'interrupted'] as const
export const jobKinds = [
  ...(['import', 'proxy', 'analysis', 'processing', 'verify', 'reread', 'perceptual_hash'] as const),
  ...(['find_copies', 'trash_copies', 'restore_copies'] as const),
] as const

export const jobErrorSchema = z.object({
  code: z.string(),
  message: z.string(),
  /** The last lines that a program said before it failed. */
  detail: z.string().optional(),
})

export const jobSchema = z.object({
  id: z.string(),
  kind: z.enum(jobKinds),
  state: z.enum(jobStates),
  /** What it works on, for people: `12 files`, the name of a video. */
  title: z.string(),
  /** Progress in `unit`s; `total` is null while it is not known. */
  done: z.number(),
  total: z.number().nullable(),
  unit: z.enum(['files', 'seconds']),
  /** The video that it works for, where it works for one. */
  video_id: z.string().nullable(),
  /** Whether somebody asked it to begin nothing new for now. */
  is_paused: z.boolean(),
  /** How many items ended in each way. Zero for kinds that have no items. */
  added: z.number(),
  duplicates: z.number(),
  /** Known files that lie at another path now; nothing else of them changed. */
  moved: z.number(),
  failed: z.number(),
  made: z.number(),
  cached: z.number(),
  /** Files in folders that are as they were at the last visit. They are only counted: they have no items. */
  unchanged: z.number(),
  error: jobErrorSchema.nullable(),
  created_at: timestamp,
  started_at: timestamp.nullable(),
  finished_at: timestamp.nullable(),
})
export type Job = z.infer<typeof jobSchema>
export type JobState = (typeof jobStates)[number]

/** A file that a job is at. `fraction` is how much of it is done, 0 to 1; null where nobody knows. */
export const workingFileSchema = z.object({ path: z.string(), fraction: z.number().min(0).max(1).nullable() })
export type WorkingFile = z.infer<typeof workingFileSchema>

/** Jobs that go through files one after the other. The others work on one thing, which is made or is not. */
export function isPausable({ kind, state }: Pick<Job, 'kind' | 'state'>): boolean {
  return isActive(state) && kind !== 'proxy' && kind !== 'processing'
}

/** Whether a job in this state can still change. */
export function isActive(state: JobState): boolean {
  return state === 'queued' || state === 'running'
}

/**
 * What became of one file of a job. `original_id` is the video that was here first when it is a duplicate. `made` is a new
 * result of an analyser or a processing, `cached` one that was there and still holds.
 */
export const jobItemSchema = z.object({
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
  list: procedure
    .route({ method: 'GET', path: '/jobs', summary: 'Newest jobs first; running ones on top' })
    .input(z.object({ limit: z.int().min(1).max(200).default(50) }))
    .output(z.array(jobSchema)),
  get: procedure.route({ method: 'GET', path: '/jobs/{id}', summary: 'One job' }).input(id).output(jobSchema),
  items: procedure
    .route({ method: 'GET', path: '/jobs/{id}/items', summary: 'What became of each file of a job' })
    .input(
      id.extend({
        outcome: jobItemSchema.shape.outcome.optional(),
        offset: z.int().min(0).default(0),
        limit: z.int().min(1).max(1000).default(200),
      }),
    )
    .output(z.object({ items: z.array(jobItemSchema), total: z.number() })),
  cancel: procedure
    .route({ method: 'POST', path: '/jobs/{id}/cancel', summary: 'Ask a job to stop; it does within a second' })
    .input(id)
    .output(jobSchema),
  /** What it is at is finished first. */
  pause: procedure
    .route({ method: 'POST', path: '/jobs/{id}/pause', summary: 'Let a job begin nothing new until it is resumed' })
    .input(id)
    .output(jobSchema),
  resume: procedure
    .route({ method: 'POST', path: '/jobs/{id}/resume', summary: 'Let a paused job go on' })
    .input(id)
    .output(jobSchema),
}
