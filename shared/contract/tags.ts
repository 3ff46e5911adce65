import { z } from 'zod'
import { cleanTag, isTag, longestTag } from '../tags.ts'
import { procedure } from './procedure.ts'

/** A word or a few that people put on takes. Two that differ in case only are one; the first spelling stays. */
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
  list: procedure
    .route({ method: 'GET', path: '/tags', summary: 'Tags with how many videos have each, the most used first' })
    .input(
      z.object({
        /** Only those that begin so, in any case. */
        search: z.string().max(200).optional(),
        offset: z.int().min(0).default(0),
        limit: z.int().min(1).max(1000).default(100),
      }),
    )
    .output(z.object({ items: z.array(counted), total: z.number() })),
  /** In order; ids that are not there are passed over. `undo` is the input that takes all of it back. */
  change: procedure
    .route({ method: 'POST', path: '/tags/change', summary: 'Put tags on videos, and take tags off' })
    .input(tagChangesSchema)
    .output(
      z.object({
        /** Of the videos that were named, those that are there, and those that have other tags now. */
        found: z.number(),
        changed: z.number(),
        undo: tagChangesSchema,
      }),
    ),
}
