import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { jobSchema, workingFileSchema } from './jobs.ts'
import { readProcedure } from './procedure.ts'

/** The topics that a write can touch. A client that shows data of a topic refetches it. */
export const topics = [
  'library',
  'videos',
  'jobs',
  'analyses',
  'processing',
  'workflows',
  'executions',
  'duplicates',
  'images',
  'media',
  'watched',
  'searches',
  'sharing',
  'collections',
  'trash',
  'timelines',
  'history',
  'policies',
  'settings',
] as const
export type Topic = (typeof topics)[number]

/**
 * `changed`: rows of these topics were committed, by this or another process. `progress`: a job advanced; `working`
 * lists the few files in progress, and is empty for jobs that do not process files.
 */
export const eventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('changed'), topics: z.array(z.enum(topics)) }),
  z.object({ type: z.literal('progress'), job: jobSchema, working: z.array(workingFileSchema) }),
])
export type CoreEvent = z.infer<typeof eventSchema>

export const events = {
  subscribe: readProcedure
    .route({ method: 'GET', path: '/events', summary: 'Stream all events as server-sent events' })
    .output(eventIterator(eventSchema)),
}
