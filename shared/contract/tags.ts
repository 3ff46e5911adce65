import { z } from 'zod'
import { cleanTag, isTag, longestTag } from '../tags.ts'
import { continuesAfter, pageFields } from './paging.ts'
import { readProcedure, writeProcedure } from './procedure.ts'

/** One or a few words on videos and images. Tags that differ only in case are one tag; the first spelling is kept. */
export const tagSchema = z
  .string()
  .overwrite(cleanTag)
  .refine(isTag, `A tag needs at least one letter or sign, and at most ${longestTag}.`)

const counted = z.object({ tag: z.string(), count: z.number() })
export type CountedTag = z.infer<typeof counted>

/** The kinds of what can have tags. */
const taggedKind = z.enum(['video', 'image'])
export type TaggedKind = z.infer<typeof taggedKind>

const tagChangesSchema = z.object({
  changes: z.array(
    z.object({
      /** The kind of the ids: `video` by default, or `image`. */
      of: taggedKind.optional(),
      ids: z.array(z.string()).min(1).max(10_000),
      add: z.array(tagSchema).max(100).default([]),
      remove: z.array(tagSchema).max(100).default([]),
    }),
  ),
})
export type TagChange = z.infer<typeof tagChangesSchema>['changes'][number]

export const tags = {
  list: readProcedure
    .meta(continuesAfter(({ tag }: CountedTag) => tag))
    .route({
      method: 'GET',
      path: '/tags',
      summary: 'List tags with their number of videos and images, most used first',
    })
    .input(
      z.object({
        /** Only the tags of videos, or those of images; both by default. */
        of: taggedKind.optional(),
        /** Only tags with this prefix, ignoring case. */
        search: z.string().max(200).optional(),
        ...pageFields(100, 1000),
      }),
    )
    .output(z.object({ items: z.array(counted), total: z.number() })),
  /** Applied in order; unknown ids are skipped. `undo` is the input that reverts the call. */
  change: writeProcedure
    .meta({ hasDryRun: true })
    .route({ method: 'POST', path: '/tags/change', summary: 'Add and remove tags of videos and images' })
    .input(tagChangesSchema)
    .output(
      z.object({
        /** The number of given videos and images that exist, and of those whose tags changed. */
        found: z.number(),
        changed: z.number(),
        undo: tagChangesSchema,
      }),
    ),
  /** A tag that exists already merges with it, as `merged` says. `undo`, for `tags.change`, reverts the call. */
  rename: writeProcedure
    .meta({ hasDryRun: true })
    .route({
      method: 'POST',
      path: '/tags/rename',
      summary: 'Rename a tag on all videos and images, or merge it with another',
    })
    .input(z.object({ tag: tagSchema, to: tagSchema }))
    .output(z.object({ changed: z.number(), merged: z.boolean(), undo: tagChangesSchema })),
}
