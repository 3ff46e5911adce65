import { z } from 'zod'
import { procedure, timestamp } from './procedure.ts'
import { videoFacetsSchema, videoFilterSchema, videoQuerySchema } from './video-query.ts'

/** How a video came to be, as the Media Manager's table has it; `processed` is what Rushes made of others. */
export const sourceTypes = ['uploaded', 'generated', 'stitched', 'processed'] as const

/** A row of `videos` as every door shows it; names are those of the columns, so that no door translates. */
export const videoSchema = z.object({
  id: z.string(),
  name: z.string(),
  /** The location that plays. */
  file_path: z.string(),
  /** SHA-256 of the content, lower-case hex: the identity. */
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
  /** How many frames the container says that there are; null where it does not say (Matroska, WebM). */
  frame_count: z.number().nullable(),
  /** Bits per second of the whole file. */
  bit_rate: z.number().nullable(),
  audio_codec: z.string().nullable(),
  /** Degrees clockwise by which the stored picture is turned for display: 0, 90, 180 or 270. */
  rotation: z.number().nullable(),
  /** ffprobe's name of the container, `mov,mp4,m4a,3gp,3g2,mj2`. */
  container: z.string().nullable(),
  /** One of `sourceTypes`, or what another program wrote. */
  source_type: z.string(),
  created_at: timestamp.nullable(),
  /** Stars that a person gave it, 1 to 5. */
  rating: z.number().nullable(),
  /** In alphabetical order. */
  tags: z.array(z.string()),
  /** Since when the file is not at `file_path`; null when it was there the last time anybody looked. */
  missing_since: timestamp.nullable(),
  /** Whether the disk or the watched folder that holds the file is away now; where a list or one video was asked for. */
  is_offline: z.boolean().optional(),
})
export type Video = z.infer<typeof videoSchema>

/** A path at which the content of a video was seen. */
export const locationSchema = z.object({
  path: z.string(),
  size_bytes: z.number(),
  mtime_ms: z.number(),
  seen_at: timestamp,
  verified_at: timestamp.nullable(),
  missing_since: timestamp.nullable(),
  /** The disk or the watched folder that holds it is away now: nobody can tell what is there. */
  is_offline: z.boolean(),
})
export type Location = z.infer<typeof locationSchema>

export const videoDetailsSchema = videoSchema.extend({
  /** What another program put into the `metadata` column. */
  metadata: z.record(z.string(), z.unknown()).nullable(),
  locations: z.array(locationSchema),
  /** Whether a proxy for this content lies in the cache. */
  has_proxy: z.boolean(),
})
export type VideoDetails = z.infer<typeof videoDetailsSchema>

const ids = z.array(z.string()).min(1).max(10_000)

const rating = z.int().min(1).max(5).nullable()
const ratingsSchema = z.object({ ratings: z.array(z.object({ ids, rating })) })

/** What many takes have in common: how many have each rating and each tag. */
const sharedMarksSchema = z.object({
  count: z.number(),
  ratings: z.array(z.object({ rating, count: z.number() })),
  /** The most used first, at most 500. */
  tags: z.array(z.object({ tag: z.string(), count: z.number() })),
})
export type SharedMarks = z.infer<typeof sharedMarksSchema>

export const videos = {
  list: procedure
    .route({ method: 'GET', path: '/videos', summary: 'Videos, newest first unless asked otherwise' })
    .input(videoQuerySchema)
    .output(z.object({ items: z.array(videoSchema), total: z.number() })),
  /** The ids of a stretch of the same list, for a selection that is wider than what is on screen. */
  ids: procedure
    .route({ method: 'GET', path: '/video-ids', summary: 'Only the ids of a stretch of the list' })
    .input(videoQuerySchema.extend({ limit: z.int().min(1).max(10_000).default(10_000) }))
    .output(z.array(z.string())),
  facets: procedure
    .route({ method: 'GET', path: '/video-facets', summary: 'What the videos that pass a filter can be narrowed to' })
    .input(videoFilterSchema)
    .output(videoFacetsSchema),
  get: procedure
    .route({ method: 'GET', path: '/videos/{id}', summary: 'One video with its locations' })
    .input(z.object({ id: z.string() }))
    .output(videoDetailsSchema),
  rename: procedure
    .route({ method: 'PATCH', path: '/videos/{id}', summary: 'Change the display name; files keep theirs' })
    .input(z.object({ id: z.string(), name: z.string().trim().min(1, 'A name needs at least one letter.').max(500) }))
    .output(videoSchema),
  /** In order; ids that are not there are passed over. `undo` is the input that takes all of it back. */
  rate: procedure
    .route({ method: 'POST', path: '/videos/rate', summary: 'Give videos stars, or take them away' })
    .input(ratingsSchema)
    .output(
      z.object({
        /** Of the videos that were named, those that are there, and those whose rating is another one now. */
        found: z.number(),
        changed: z.number(),
        undo: ratingsSchema,
      }),
    ),
  /** No change, but too many ids for an address. */
  marks: procedure
    .route({ method: 'POST', path: '/videos/marks', summary: 'How many of some videos have each rating and each tag' })
    .input(z.object({ ids }))
    .output(sharedMarksSchema),
  /** Files that the library owns go to its trash; referenced files stay where they are. `restore` undoes it. */
  remove: procedure
    .route({ method: 'POST', path: '/videos/remove', summary: 'Take videos out of the library' })
    .input(z.object({ ids }))
    .output(z.object({ removed: z.array(z.string()) })),
  restore: procedure
    .route({ method: 'POST', path: '/videos/restore', summary: 'Undo a removal' })
    .input(z.object({ ids }))
    .output(z.object({ restored: z.array(z.string()) })),
  /** Reads the file at an absolute path, which must have the content of the video. */
  relink: procedure
    .route({ method: 'POST', path: '/videos/{id}/relink', summary: 'Say where the file of a video is now' })
    .input(z.object({ id: z.string(), path: z.string().min(1) }))
    .output(videoSchema),
  reveal: procedure
    .route({
      method: 'POST',
      path: '/videos/{id}/reveal',
      summary: 'Show a location in the file manager of this computer',
    })
    .input(z.object({ id: z.string(), path: z.string().optional() }))
    .output(z.object({ path: z.string() })),
}
