import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { jobSchema } from './jobs.ts'
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

/** `changed`: rows of these topics were committed, here or by another process. `progress`: a job went on. */
export const eventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('changed'), topics: z.array(z.enum(topics)) }),
  z.object({ type: z.literal('progress'), job: jobSchema }),
])
export type CoreEvent = z.infer<typeof eventSchema>

export const events = {
  subscribe: procedure
    .route({ method: 'GET', path: '/events', summary: 'All that happens, as server-sent events' })
    .output(eventIterator(eventSchema)),
}
