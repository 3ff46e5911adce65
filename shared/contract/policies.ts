import { z } from 'zod'
import { jobSchema } from './jobs.ts'
import { adminProcedure, readProcedure, timestamp } from './procedure.ts'
import { querySchema } from './video-query.ts'

/**
 * The items that a policy chooses. `older_than`: takes added some days ago. `quota`: the oldest takes beyond a size of
 * the library’s own files. `rejected`: takes with one star or the tag “rejected”. `intermediates`: takes that are
 * intermediate results of workflows and nothing else. `cache`: previews and proxies of contents that are not in the
 * library any more.
 */
export const policyRules = ['older_than', 'quota', 'rejected', 'intermediates', 'cache'] as const
export const policySchedules = ['manual', 'daily', 'weekly'] as const

const days = z.int().min(1).max(100_000)

const choiceFields = z.object({
  rule: z.enum(policyRules),
  /** Only takes that were added at least so many days ago. Required by `older_than`. */
  days: days.nullable().default(null),
  /** The size that the library’s own files may have, in bytes; of `quota`, which requires it. */
  max_bytes: z.int().min(0).nullable().default(null),
  /** Only takes that match this query, such as `-rating:>=4`; empty for all. */
  query: querySchema.default(''),
})

/** The items that a policy chooses. */
export const policyChoiceSchema = choiceFields.superRefine(requireFields)
export type PolicyChoice = z.infer<typeof policyChoiceSchema>

function requireFields({ rule, days, max_bytes, query }: z.infer<typeof choiceFields>, context: z.RefinementCtx): void {
  const refuse = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message })
  if (rule === 'older_than' && days === null) refuse('days', 'Say after how many days.')
  if ((rule === 'quota') !== (max_bytes !== null))
    refuse('max_bytes', rule === 'quota' ? 'Say how large the files may be.' : 'Only a quota has a size.')
  if (rule === 'cache' && (days !== null || query.trim() !== ''))
    refuse(days === null ? 'query' : 'days', 'The cache has no takes to choose from.')
}

const name = z.string().trim().min(1, 'A policy needs a name.').max(100)
const id = z.object({ id: z.string().min(1).max(200) })

export const policySchema = choiceFields.extend({
  id: z.string(),
  name,
  /** Scheduled policies run while the library is open in a window or served. */
  schedule: z.enum(policySchedules),
  created_at: timestamp,
  last_run_at: timestamp.nullable(),
})
export type Policy = z.infer<typeof policySchema>

export const policyPreviewSchema = z.object({
  /** Takes, or files of the cache. */
  count: z.number(),
  /** The size of their files. */
  size_bytes: z.number(),
  /** The part of it that is in the library’s own folder: the bytes that deleting them frees. */
  freed_bytes: z.number(),
  /** The first of them, the oldest first; `video_id` is null for a file of the cache. */
  samples: z.array(z.object({ video_id: z.string().nullable(), name: z.string(), size_bytes: z.number() })),
})
export type PolicyPreview = z.infer<typeof policyPreviewSchema>

export const policies = {
  list: readProcedure
    .route({ method: 'GET', path: '/policies', summary: 'List the clean-up policies' })
    .output(z.array(policySchema)),
  /** With the id of a policy, it is replaced. */
  save: adminProcedure
    .route({ method: 'POST', path: '/policies', summary: 'Add a clean-up policy, or change one' })
    .input(
      choiceFields
        .extend({ id: id.shape.id.optional(), name, schedule: z.enum(policySchedules).default('manual') })
        .superRefine(requireFields),
    )
    .output(policySchema),
  /** Takes that it moved to the trash stay there. Undo by saving the policy that is returned. */
  remove: adminProcedure
    .meta({ hasDryRun: true })
    .route({ method: 'DELETE', path: '/policies/{id}', summary: 'Remove a clean-up policy' })
    .input(id)
    .output(policySchema),
  preview: readProcedure
    .route({ method: 'POST', path: '/policies/preview', summary: 'Count what a policy would choose now' })
    .input(policyChoiceSchema)
    .output(policyPreviewSchema),
  /**
   * Takes move to the trash, as one step of the history, which can be undone. Files of the cache are deleted, because
   * they are made again when they are needed.
   */
  run: adminProcedure
    .meta({ hasDryRun: true })
    .route({ method: 'POST', path: '/policies/{id}/run', summary: 'Start the job that runs a clean-up policy' })
    .input(id)
    .output(jobSchema),
}
