import { z } from 'zod'
import { readProcedure, timestamp, writeProcedure } from './procedure.ts'

const id = z.string().min(1).max(200)
const name = z.string().trim().min(1, 'A collection needs a name.').max(100)
const note = z.string().max(10_000)
const ids = z.array(z.string()).min(1).max(10_000)

/** Videos in an order of their own, under a name that no other collection has. */
export const collectionSchema = z.object({
  id,
  name,
  note,
  /** The video whose poster stands for the collection; null for the first one. */
  cover_id: z.string().nullable(),
  created_at: timestamp,
})

const listedSchema = collectionSchema.extend({
  count: z.number(),
  /** The video of the cover, or the first one; null without videos. */
  cover: z.object({ id: z.string(), file_hash: z.string() }).nullable(),
})
export type Collection = z.infer<typeof listedSchema>

/** The videos of a collection in their order, at most 100,000. */
const contentsSchema = z.object({ id, video_ids: z.array(z.string()).max(100_000) })
const changedSchema = z.object({
  /** The number of videos that were added, moved or taken out. */
  changed: z.number(),
  /** The input of `collections.arrange` that reverts the call. */
  undo: contentsSchema,
})

export const collections = {
  list: readProcedure
    .route({ method: 'GET', path: '/collections', summary: 'List the collections by name' })
    .output(z.array(listedSchema)),
  /** With what `remove` returned, it is restored. @throws CONFLICT if another one has the name */
  save: writeProcedure
    .meta({ hasDryRun: true })
    .route({ method: 'POST', path: '/collections', summary: 'Create a collection' })
    .input(
      z.object({
        id: id.optional(),
        name,
        note: note.optional(),
        cover_id: z.string().nullable().optional(),
        created_at: timestamp.optional(),
        video_ids: contentsSchema.shape.video_ids.default([]),
      }),
    )
    .output(collectionSchema),
  /** Omitted fields keep their value. Undo by setting the former values. */
  change: writeProcedure
    .meta({ hasDryRun: true })
    .route({ method: 'PATCH', path: '/collections/{id}', summary: 'Change the name, note or cover of a collection' })
    .input(z.object({ id, name: name.optional(), note: note.optional(), cover_id: z.string().nullable().optional() }))
    .output(collectionSchema),
  /** Its videos stay in the library. Undo by saving what is returned. */
  remove: writeProcedure
    .meta({ hasDryRun: true })
    .route({ method: 'DELETE', path: '/collections/{id}', summary: 'Remove a collection' })
    .input(z.object({ id }))
    .output(collectionSchema.extend({ video_ids: contentsSchema.shape.video_ids })),
  videos: readProcedure
    .route({ method: 'GET', path: '/collections/{id}/videos', summary: 'List the ids of its videos in their order' })
    .input(z.object({ id }))
    .output(z.array(z.string())),
  /** Videos that it has already are moved; unknown ids are skipped. */
  add: writeProcedure
    .meta({ hasDryRun: true })
    .route({ method: 'POST', path: '/collections/{id}/videos', summary: 'Add or move videos of a collection' })
    .input(
      z.object({
        id,
        video_ids: ids,
        /** The video before which they are put; at the end when omitted. */
        before: z.string().optional(),
      }),
    )
    .output(changedSchema),
  take_out: writeProcedure
    .meta({ hasDryRun: true })
    .route({ method: 'POST', path: '/collections/{id}/take-out', summary: 'Take videos out of a collection' })
    .input(z.object({ id, video_ids: ids }))
    .output(changedSchema),
  arrange: writeProcedure
    .meta({ hasDryRun: true })
    .route({ method: 'PUT', path: '/collections/{id}/videos', summary: 'Replace the videos of a collection' })
    .input(contentsSchema)
    .output(changedSchema),
}
