import { z } from 'zod'
import { cleanTag, isTag, longestTag } from '../tags.ts'
import { readProcedure, writeProcedure } from './procedure.ts'

/** One or a few words on videos. Tags that differ only in case are one tag; the first spelling is kept. */
export const tagSchema = z
  .string()
  .overwrite(cleanTag)
  .refine(isTag, `A tag needs at least one letter or sign, and at most ${longestTag}.`)

const counted = z.object({ tag: z.string(), count: z.number() })
export type CountedTag = z.infer<typeof counted>

const tagChangesSchema = z.object({
  changes: z.array(
    z.object({
      ids: z.array(z.string()).min(1).max(10_000),
      add: z.array(tagSchema).max(100).default([]),
      remove: z.array(tagSchema).max(100).default([]),
    }),
  ),
})
export type TagChange = z.infer<typeof tagChangesSchema>['changes'][number]

export const tags = {
  list: readProcedure
    .route({ method: 'GET', path: '/tags', summary: 'List tags with their number of videos, most used first' })
    .input(
      z.object({
        /** Only tags with this prefix, ignoring case. */
        search: z.string().max(200).optional(),
        offset: z.int().min(0).default(0),
        limit: z.int().min(1).max(1000).default(100),
      }),
    )
    .output(z.object({ items: z.array(counted), total: z.number() })),
  /** Applied in order; unknown ids are skipped. `undo` is the input that reverts the call. */
  change: writeProcedure
    .meta({ hasDryRun: true })
    .route({ method: 'POST', path: '/tags/change', summary: 'Add and remove tags of videos' })
    .input(tagChangesSchema)
    .output(
      z.object({
        /** The number of given videos that exist, and of those whose tags changed. */
        found: z.number(),
        changed: z.number(),
        undo: tagChangesSchema,
      }),
    ),
  /** A tag that videos have already merges with it. `undo` is the input of `tags.change` that reverts the call. */
  rename: writeProcedure
    .route({ method: 'POST', path: '/tags/rename', summary: 'Rename a tag on all videos, or merge it with another' })
    .input(z.object({ tag: tagSchema, to: tagSchema }))
    .output(z.object({ changed: z.number(), undo: tagChangesSchema })),
}
