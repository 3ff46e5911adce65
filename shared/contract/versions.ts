import { z } from 'zod'
import { procedure, timestamp } from './procedure.ts'
import { videoSchema } from './videos.ts'

/** What becomes of what is known of the old version: `carried` over to the new one, or `left` with the old one. */
export const versionAnswers = ['carried', 'left'] as const

/** A video that was found where another one had been: somebody wrote over its file. Both are kept. */
export const versionSchema = z.object({
  video: videoSchema,
  previous: videoSchema,
  /** The file that was written over. */
  path: z.string(),
  noticed_at: timestamp,
  /** How many rows (details of generation, places in workflows, tags, the rating) would be carried over, or were. */
  row_count: z.number(),
  /** Null while the person is asked. */
  answer: z.enum(versionAnswers).nullable(),
  answered_at: timestamp.nullable(),
})
export type Version = z.infer<typeof versionSchema>

const ids = z.array(z.string()).min(1).max(10_000)
const changed = z.object({ video_ids: z.array(z.string()) })

export const versions = {
  list: procedure
    .route({ method: 'GET', path: '/versions', summary: 'New versions of videos, the last noticed first' })
    .input(
      z.object({
        /** Only those that wait for an answer, or only the others. */
        answered: z.boolean().optional(),
        /** Only those of one video, as the new version or as the old one. */
        video_id: z.string().optional(),
        offset: z.int().min(0).default(0),
        limit: z.int().min(1).max(1000).default(100),
      }),
    )
    .output(z.object({ items: z.array(versionSchema), total: z.number() })),
  /** Those that are answered already stay as they are. `reopen` undoes it. */
  answer: procedure
    .route({
      method: 'POST',
      path: '/versions/answer',
      summary: 'Carry over what is known of the old version, or leave it',
    })
    .input(z.object({ video_ids: ids, answer: z.enum(versionAnswers) }))
    .output(changed),
  /** What was carried over is taken back, but for what somebody changed since. */
  reopen: procedure
    .route({ method: 'POST', path: '/versions/reopen', summary: 'Undo an answer, and ask again' })
    .input(z.object({ video_ids: ids }))
    .output(changed),
}
