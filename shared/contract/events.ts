import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { jobSchema, workingFileSchema } from './jobs.ts'
import { procedure } from './procedure.ts'

/** What a write can touch. Whoever shows something of a topic fetches it again. */
export const topics = [
  'videos',
  'jobs',
  'analyses',
  'processing',
  'workflows',
  'executions',
  'duplicates',
  'media',
  'watched',
] as const
export type Topic = (typeof topics)[number]

/**
 * `changed`: rows of these topics were committed, here or by another process. `progress`: a job went on; `working` is what it is at
 * now, a few files at the most, and none where it does not go through files.
 */
export const eventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('changed'), topics: z.array(z.enum(topics)) }),
  z.object({ type: z.literal('progress'), job: jobSchema, working: z.array(workingFileSchema) }),
])
export type CoreEvent = z.infer<typeof eventSchema>

export const events = {
  subscribe: procedure
    .route({ method: 'GET', path: '/events', summary: 'All that happens, as server-sent events' })
    .output(eventIterator(eventSchema)),
}
