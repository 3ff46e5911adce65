import { z } from 'zod'
import { colours } from '../colours.ts'
import { jsonObjectSchema } from '../json-object.ts'
import { sortOrders } from '../sort-order.ts'
import { continuesAfter } from './paging.ts'
import { adminProcedure, readProcedure, timestamp, writeProcedure } from './procedure.ts'
import { removalInput, removalOutput } from './removal.ts'
import {
  videoFacetsSchema,
  videoFilterSchema,
  videoGroupSorts,
  videoGroupsSchema,
  videoQuerySchema,
} from './video-query.ts'
import { videoSummarySchema } from './video-summary.ts'

/** The origin of a video, as in the Media Manager's table. `processed` videos were made by Rushes from others. */
export const sourceTypes = ['uploaded', 'generated', 'stitched', 'processed'] as const

/** A value of `source_type` to set: one of `sourceTypes`, or another program's. */
export const sourceTypeSchema = z.string().trim().min(1, 'A source needs a name.').max(100)

/** A row of `videos`, with the columns' own names. */
export const videoSchema = z.object({
  id: z.string(),
  name: z.string(),
  /** The location used for playback. */
  file_path: z.string(),
  /** SHA-256 of the content in lower-case hex: the identity. */
  file_hash: z.string(),
  size_bytes: z.number(),
  duration_seconds: z.number().nullable(),
  /** `1920x1080`, as displayed: after rotation. */
  resolution: z.string().nullable(),
  /** Pixels as displayed, after rotation. */
  width: z.number().nullable(),
  height: z.number().nullable(),
  /** `16:9`, as displayed: after rotation and with the pixels' own aspect ratio. */
  aspect_ratio: z.string().nullable(),
  codec: z.string().nullable(),
  /** Frames per second, rounded to two decimals; `frame_rate` is exact. */
  fps: z.number().nullable(),
  /** A rational, `30000/1001`. */
  frame_rate: z.string().nullable(),
  /** The frame count that the container states; null if it does not (Matroska, WebM). */
  frame_count: z.number().nullable(),
  /** Bits per second of the whole file. */
  bit_rate: z.number().nullable(),
  audio_codec: z.string().nullable(),
  /** The clockwise rotation of the stored picture for display: 0, 90, 180 or 270 degrees. */
  rotation: z.number().nullable(),
  /** ffprobe's name of the container, `mov,mp4,m4a,3gp,3g2,mj2`. */
  container: z.string().nullable(),
  /** One of `sourceTypes`, or another program's value. */
  source_type: z.string(),
  created_at: timestamp.nullable(),
  /** A rating of 1 to 5 stars, or null. */
  rating: z.number().nullable(),
  /** The `MediaStatus` of a video that a program submitted: 1, 2, 3 or 6, or another program’s; null for others. */
  media_status: z.number().nullable(),
  /** In alphabetical order. */
  tags: z.array(z.string()),
  /** From the generation details; null if they do not state it. A seed is a text, because it may exceed 2^53. */
  provider: z.string().nullable(),
  model: z.string().nullable(),
  seed: z.string().nullable(),
  prompt: z.string().nullable(),
  /** The name of the workflow that it is in, the first in alphabetical order; null if it is in none. */
  workflow: z.string().nullable(),
  /** The colour of its label, and the note on it; null without one. */
  colour: z.enum(colours).nullable(),
  note: z.string().nullable(),
  /** When the file was found missing at `file_path`; null if it was present at the last check. */
  missing_since: timestamp.nullable(),
  /**
   * The path whose file was overwritten, if no location has the content any more; null otherwise. An import of that
   * path adds its new content as a version.
   */
  overwritten_path: z.string().nullable(),
  /** The strongest evidence that a model made it, a sentence; null if there is none. `embedded` lists all. */
  ai_evidence: z.string().nullable(),
  /** True if the disk or watched folder of the file is disconnected. Only lists and single videos state it. */
  is_offline: z.boolean().optional(),
})
export type Video = z.infer<typeof videoSchema>

/** A path at which the content of a video was found. */
export const locationSchema = z.object({
  path: z.string(),
  size_bytes: z.number(),
  mtime_ms: z.number(),
  seen_at: timestamp,
  verified_at: timestamp.nullable(),
  missing_since: timestamp.nullable(),
  /** True if the disk or watched folder is disconnected, so that the file cannot be checked. */
  is_offline: z.boolean(),
})
export type Location = z.infer<typeof locationSchema>

export const videoDetailsSchema = videoSchema.extend({
  /** The content of the `metadata` column. */
  metadata: z.record(z.string(), z.unknown()).nullable(),
  locations: z.array(locationSchema),
  /** True if the cache has a proxy of this content. */
  has_proxy: z.boolean(),
})
export type VideoDetails = z.infer<typeof videoDetailsSchema>

const ids = z.array(z.string()).min(1).max(10_000)

const rating = z.int().min(1).max(5).nullable()
const ratingsSchema = z.object({ ratings: z.array(z.object({ ids, rating })) })

const coloursSchema = z.object({ colours: z.array(z.object({ ids, colour: z.enum(colours).nullable() })) })

const neighboursSchema = z.object({
  /** Position in the list, from 1; null if the filter excludes the video. */
  position: z.number().nullable(),
  total: z.number(),
  /** The ids of the videos before and after it. */
  previous: z.string().nullable(),
  next: z.string().nullable(),
})
export type Neighbours = z.infer<typeof neighboursSchema>

export const videos = {
  list: readProcedure
    .meta(continuesAfter(({ id }: Video) => id))
    .route({ method: 'GET', path: '/videos', summary: 'List videos, newest first by default' })
    .input(videoQuerySchema)
    .output(
      z.object({
        items: z.array(videoSchema),
        /** The number of all matches; null if they were not to be counted. */
        total: z.number().nullable(),
      }),
    ),
  count: readProcedure
    .route({ method: 'GET', path: '/video-count', summary: 'Count the videos that match a filter' })
    .input(videoFilterSchema)
    .output(z.object({ total: z.number() })),
  /** The ids of a page of the same list, for selections larger than the screen. */
  ids: readProcedure
    .meta(continuesAfter((id: string) => id))
    .route({ method: 'GET', path: '/video-ids', summary: 'List only the ids of a page' })
    .input(videoQuerySchema.omit({ count: true }).extend({ limit: z.int().min(1).max(10_000).default(10_000) }))
    .output(z.array(z.string())),
  neighbours: readProcedure
    .route({ method: 'GET', path: '/videos/{id}/neighbours', summary: 'Find the place of a video in a list' })
    .input(videoQuerySchema.pick({ sort: true, order: true }).extend({ ...videoFilterSchema.shape, id: z.string() }))
    .output(neighboursSchema),
  facets: readProcedure
    .route({ method: 'GET', path: '/video-facets', summary: 'List the values that a filter can be narrowed to' })
    .input(videoFilterSchema)
    .output(videoFacetsSchema),
  /** The list in this order, divided where the value changes. */
  groups: readProcedure
    .route({ method: 'GET', path: '/video-groups', summary: 'Count the videos of each group of a sorted list' })
    .input(videoFilterSchema.extend({ sort: z.enum(videoGroupSorts), order: z.enum(sortOrders).default('asc') }))
    .output(videoGroupsSchema),
  get: readProcedure
    .meta({ isKept: true })
    .route({ method: 'GET', path: '/videos/{id}', summary: 'Get a video with its locations' })
    .input(z.object({ id: z.string() }))
    .output(videoDetailsSchema),
  /**
   * As `add_video` of the Media Manager: a known content is a duplicate, and gains the path. `imports.start` takes many
   * files and folders.
   */
  add: writeProcedure
    .route({ method: 'POST', path: '/videos', summary: 'Add a video by its path, with an id of your own' })
    .input(
      z.object({
        /** Absolute, on the library’s computer, and inside a folder from which the caller may import. */
        file_path: z.string(),
        /** Generated when omitted. */
        id: z.string().trim().min(1).max(200).optional(),
        /** That of the file when omitted. */
        name: z.string().trim().min(1).max(500).optional(),
        source_type: sourceTypeSchema.optional(),
        metadata: jsonObjectSchema.optional(),
        /** `reference` leaves the file in its place. */
        mode: z.enum(['reference', 'copy']).default('reference'),
      }),
    )
    .output(
      z.object({
        video_id: z.string(),
        is_duplicate: z.boolean(),
        /** The video that had the content before; null for a new content. */
        original_id: z.string().nullable(),
      }),
    ),
  rename: writeProcedure
    .meta({ hasDryRun: true })
    .route({ method: 'PATCH', path: '/videos/{id}', summary: 'Change the display name; file names stay' })
    .input(z.object({ id: z.string(), name: z.string().trim().min(1, 'A name needs at least one letter.').max(500) }))
    .output(videoSchema),
  /** Omitted fields keep their value. Undo by setting the former values. */
  edit: writeProcedure
    .meta({ hasDryRun: true })
    .route({ method: 'PATCH', path: '/videos/{id}/description', summary: 'Set the source or the metadata of a video' })
    .input(
      z.object({
        id: z.string(),
        source_type: sourceTypeSchema.optional(),
        /** Replaces all of the metadata; null clears it. */
        metadata: jsonObjectSchema.nullable().optional(),
      }),
    )
    .output(videoSchema),
  /** Applied in order; unknown ids are skipped. `undo` is the input that reverts the call. */
  rate: writeProcedure
    .meta({ hasDryRun: true })
    .route({ method: 'POST', path: '/videos/rate', summary: 'Rate videos, or clear ratings' })
    .input(ratingsSchema)
    .output(
      z.object({
        /** The number of given videos that exist, and of those whose rating changed. */
        found: z.number(),
        changed: z.number(),
        undo: ratingsSchema,
      }),
    ),
  /** Applied in order; unknown ids are skipped. `undo` is the input that reverts the call. */
  colour: writeProcedure
    .meta({ hasDryRun: true })
    .route({ method: 'POST', path: '/videos/colour', summary: 'Label videos with a colour, or clear it' })
    .input(coloursSchema)
    .output(
      z.object({
        /** The number of given videos that exist, and of those whose colour changed. */
        found: z.number(),
        changed: z.number(),
        undo: coloursSchema,
      }),
    ),
  /** An empty note clears it. Undo by setting the former one. */
  note: writeProcedure
    .meta({ hasDryRun: true })
    .route({ method: 'PUT', path: '/videos/{id}/note', summary: 'Write a note on a video, or clear it' })
    .input(z.object({ id: z.string(), note: z.string().trim().max(10_000) }))
    .output(videoSchema),
  /** A POST because the ids would not fit into an address. Changes nothing. */
  summary: readProcedure
    .route({ method: 'POST', path: '/videos/summary', summary: 'Sum up videos, with what they share and differ in' })
    .input(z.object({ ids }))
    .output(videoSummarySchema),
  /** Moves files in the library folder to its trash; referenced files stay. `restore` undoes it. */
  remove: writeProcedure
    .meta({ hasDryRun: true })
    .route({ method: 'POST', path: '/videos/remove', summary: 'Remove videos from the library' })
    .input(removalInput)
    .output(removalOutput),
  restore: writeProcedure
    .meta({ hasDryRun: true })
    .route({ method: 'POST', path: '/videos/restore', summary: 'Undo a removal' })
    .input(z.object({ ids }))
    .output(z.object({ restored: z.array(z.string()) })),
  /** Reads the file at an absolute path. Its content must be the video's. */
  relink: adminProcedure
    .route({ method: 'POST', path: '/videos/{id}/relink', summary: 'Set the location of a video’s file' })
    .input(z.object({ id: z.string(), path: z.string().min(1) }))
    .output(videoSchema),
  reveal: adminProcedure
    .route({
      method: 'POST',
      path: '/videos/{id}/reveal',
      summary: 'Show a location in this computer’s file manager',
    })
    .input(z.object({ id: z.string(), path: z.string().optional() }))
    .output(z.object({ path: z.string() })),
  open: adminProcedure
    .route({ method: 'POST', path: '/videos/{id}/open', summary: 'Open a video with its default program' })
    .input(z.object({ id: z.string() }))
    .output(z.object({ path: z.string() })),
  /** Only the desktop window can, while the button of the pointer is down. */
  drag: adminProcedure
    .route({ method: 'POST', path: '/videos/drag', summary: 'Drag the files of videos out of the window' })
    .input(z.object({ ids: z.array(z.string()).min(1).max(500) }))
    .output(z.object({ paths: z.array(z.string()) })),
}
