import { z } from 'zod'
import { continuesAfter, pageFields, sortFields } from './paging.ts'
import { readProcedure, timestamp, writeProcedure } from './procedure.ts'
import { videoSchema } from './videos.ts'

/** The fate of the data of the old version: `carried` to the new one, or `left` with the old one. */
export const versionAnswers = ['carried', 'left'] as const

/** The sort keys: the names of the new and of the previous video, and the number of details to carry over. */
export const versionSorts = ['found', 'video', 'previous', 'details'] as const
export type VersionSort = (typeof versionSorts)[number]

/** A video found at the path of another one, whose file was overwritten. Both are kept. */
export const versionSchema = z.object({
  video: videoSchema,
  previous: videoSchema,
  /** The path of the overwritten file. */
  path: z.string(),
  noticed_at: timestamp,
  /** The number of rows (generation details, workflow associations, tags, rating) to carry over, or carried over. */
  row_count: z.number(),
  /** Null until it is answered. */
  answer: z.enum(versionAnswers).nullable(),
  answered_at: timestamp.nullable(),
})
export type Version = z.infer<typeof versionSchema>

const ids = z.array(z.string()).min(1).max(10_000)
const changed = z.object({ video_ids: z.array(z.string()) })

export const versions = {
  list: readProcedure
    .meta(continuesAfter(({ video }: Version) => video.id))
    .route({ method: 'GET', path: '/versions', summary: 'List new versions of videos, newest first by default' })
    .input(
      z.object({
        /** Only unanswered versions, or only answered ones. */
        answered: z.boolean().optional(),
        /** Only versions of one video, as the new or the old one. */
        video_id: z.string().optional(),
        ...sortFields(versionSorts, 'found'),
        ...pageFields(100, 1000),
      }),
    )
    .output(z.object({ items: z.array(versionSchema), total: z.number() })),
  /** Skips answered versions. `reopen` undoes it. */
  answer: writeProcedure
    .meta({ hasDryRun: true })
    .route({
      method: 'POST',
      path: '/versions/answer',
      summary: 'Carry the data of the old version over, or leave it',
    })
    .input(z.object({ video_ids: ids, answer: z.enum(versionAnswers) }))
    .output(changed),
  /** Removes the carried data again, except values that were changed since. */
  reopen: writeProcedure
    .route({ method: 'POST', path: '/versions/reopen', summary: 'Undo an answer' })
    .input(z.object({ video_ids: ids }))
    .output(changed),
}
