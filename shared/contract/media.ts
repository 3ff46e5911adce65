import { z } from 'zod'
import { mediaStatuses } from '../media-status.ts'
import { continuesAfter, pageAfter } from './paging.ts'
import { readProcedure, timestamp, writeProcedure } from './procedure.ts'
import { trashKeySchema } from './trash.ts'

export const mediaTypes = ['Image', 'Video'] as const

/** A row of the table `media`, with the columns' own names: an image, or a video that a program submitted. */
export const mediaSchema = z.object({
  /** Usually the sampled XxHash64 of the content; with the prefix `V`, nothing is stored. */
  Id: z.string(),
  Name: z.string(),
  /** The path of the file; null if nothing is stored. */
  Path: z.string().nullable(),
  /** `Image` or `Video`; another program may have written another type. */
  MediaType: z.string(),
  /** 1 New, 2 AIProcessing, 3 AIProcessed, 6 Error; another program may have written another number. */
  MediaStatus: z.number(),
  /** The user who submitted it; null if nobody is named. */
  UserId: z.string().nullable(),
  /** SHA-256 of the content; null if another program recorded it and its file has not been read. */
  file_hash: z.string().nullable(),
  size_bytes: z.number().nullable(),
  created_at: timestamp.nullable(),
  /** The video of the library that has the content. */
  video_id: z.string().nullable(),
  /** Why processing failed; null unless the status is 6. */
  message: z.string().nullable(),
})
export type Media = z.infer<typeof mediaSchema>

/** One change of a status. */
const statusChangeSchema = z.object({
  MediaStatus: z.number(),
  message: z.string().nullable(),
  /** Null for the person at the library’s computer and for other programs. */
  user_id: z.string().nullable(),
  /** The way of the call: `window`, `terminal`, `browser` or `token`; null if another program wrote the row. */
  via: z.string().nullable(),
  changed_at: timestamp,
})
export type StatusChange = z.infer<typeof statusChangeSchema>

export const mediaDetailsSchema = mediaSchema.extend({
  /** Oldest first. */
  history: z.array(statusChangeSchema),
  /** The statuses that may follow. */
  next_statuses: z.array(z.number()),
})
export type MediaDetails = z.infer<typeof mediaDetailsSchema>

/** A record, and whether its content was in the library before. */
export const addedMediaSchema = mediaSchema.extend({ is_duplicate: z.boolean() })
export type AddedMedia = z.infer<typeof addedMediaSchema>

const filter = z.object({
  MediaType: z.enum(mediaTypes).optional(),
  MediaStatus: z.coerce.number().int().optional(),
  UserId: z.string().max(300).optional(),
})
export type MediaFilter = z.infer<typeof filter>

const id = z.string().min(1).max(300)

export const media = {
  list: readProcedure
    .meta(continuesAfter(({ Id }: Media) => Id))
    .route({ method: 'GET', path: '/media', summary: 'List media, newest first' })
    .input(
      filter.extend({
        ...pageAfter(100, 500),
      }),
    )
    .output(z.object({ items: z.array(mediaSchema), total: z.number() })),
  get: readProcedure
    .meta({ isKept: true })
    .route({ method: 'GET', path: '/media/{id}', summary: 'Get media with its history' })
    .input(z.object({ id }))
    .output(mediaDetailsSchema),
  /** The record of a content, which a video or an image may have. */
  ofContent: readProcedure
    .route({ method: 'GET', path: '/contents/{file_hash}/media', summary: 'Get the media of a content; null if none' })
    .input(z.object({ file_hash: z.string().min(1).max(300) }))
    .output(mediaDetailsSchema.nullable()),
  /** Over HTTP, the same address takes the bytes of files (docs/rest.md) and responds with 201 for a new content. */
  add: writeProcedure
    .route({ method: 'POST', path: '/media', summary: 'Add a file of the library’s computer' })
    .input(
      z.object({
        /** Absolute, and inside a folder from which the caller may import. */
        path: z.string(),
        /** The file name to record; that of the path by default. */
        name: z.string().min(1).max(1000).optional(),
        /** True to compute the id only, and store nothing. */
        virtual: z.boolean().default(false),
      }),
    )
    .output(addedMediaSchema),
  setStatus: writeProcedure
    .meta({ hasDryRun: true })
    .route({ method: 'PUT', path: '/media/{id}/status', summary: 'Record the progress of processing' })
    .input(
      z
        .object({
          id,
          MediaStatus: z.union(Object.values(mediaStatuses).map((status) => z.literal(status))),
          /** Why it failed; for the status 6 only. */
          message: z.string().trim().min(1).max(10_000).optional(),
        })
        .refine(({ MediaStatus, message }) => (MediaStatus === mediaStatuses.failed) === (message !== undefined), {
          message: 'goes with the status 6 (Error), which needs it.',
          path: ['message'],
        }),
    )
    .output(mediaDetailsSchema),
  /** Moves the file to the trash if the library owns it. `trash.restore` with the result undoes it. */
  remove: writeProcedure
    .meta({ hasDryRun: true })
    .route({ method: 'DELETE', path: '/media/{id}', summary: 'Move media to the trash' })
    .input(z.object({ id }))
    .output(z.object({ items: z.array(trashKeySchema) })),
}
