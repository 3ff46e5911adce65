import { z } from 'zod'
import { continuesAfter, pageFields, sortFields } from './paging.ts'
import { adminProcedure, readProcedure, timestamp, writeProcedure } from './procedure.ts'

/** `given`: frames of another program. The others are extracted from a video. */
export const frameChoices = ['given', 'fps', 'scenes', 'every'] as const
export type FrameChoice = (typeof frameChoices)[number]

/** `extracting`: its job is active. `failed`: it failed or was stopped; the same request starts it again. */
export const timelineStates = ['extracting', 'ready', 'failed'] as const

/** The columns that a list of timelines can be sorted by; `choice` is how its frames were chosen. */
export const timelineSorts = ['created', 'video', 'choice', 'frames', 'checkpoints'] as const
export type TimelineSort = (typeof timelineSorts)[number]

/** A sequence of frames of a video. */
export const timelineSchema = z.object({
  id: z.string(),
  /** The file name or title of the video that the frames are of. */
  source_video: z.string(),
  /** The library's video; null if it is unknown or no longer in the library. The frames stay either way. */
  video_id: z.string().nullable(),
  /** The id of the video under which the timeline was made, whether or not it still exists; a program's own id. */
  source_asset_id: z.string().nullable(),
  profile_name: z.string(),
  at: z.enum(frameChoices),
  /** Frames per second that were asked for; null for `scenes` and `every`. */
  fps: z.number().nullable(),
  /** Each how many frames, for `every`. */
  every: z.number().nullable(),
  /** Difference at a cut from 0 to 1, for `scenes`. */
  threshold: z.number().nullable(),
  state: z.enum(timelineStates),
  /** The job that extracts the frames, or did. */
  job_id: z.string().nullable(),
  /** While it is `extracting`, those that are there so far. */
  frames: z.number(),
  checkpoints: z.number(),
  /** Without a parent or stage outputs; made with the timeline. */
  root_checkpoint_id: z.string(),
  /** The checkpoint that a person marked as the good one. */
  chosen_checkpoint_id: z.string().nullable(),
  created_at: timestamp,
})
export type Timeline = z.infer<typeof timelineSchema>

/** One frame. `/media/timelines/{id}/frames/{sequence}` is its picture, a JPEG. */
export const frameSchema = z.object({
  sequence: z.number(),
  chunk_id: z.number(),
  /** Seconds on the player’s clock. */
  timestamp: z.number(),
  /** 16 hex digits of an extracted frame; of a given one, what its program wrote. */
  perceptual_hash: z.string(),
  /** Its number in the video, counted from 0; null for a given frame. */
  frame_number: z.number().nullable(),
  /** SHA-256 of the JPEG. Identical frames are stored once. */
  file_hash: z.string(),
  size_bytes: z.number(),
})
export type Frame = z.infer<typeof frameSchema>

const sequence = z.int().min(0).max(Number.MAX_SAFE_INTEGER)
const name = z.string().max(300)

/** Frames as another program describes them. */
export const givenFrameSchema = z.object({
  sequence,
  chunk_id: z.int().default(0),
  timestamp: z.number(),
  perceptual_hash: z.string().max(300).default(''),
})
export type GivenFrame = z.infer<typeof givenFrameSchema>

/** The names of a timeline of given frames, as in the reference system. */
export const givenTimelineSchema = z.object({
  source_video: z.string().max(4096).default(''),
  profile_name: name.default(''),
  fps: z.number().gt(0).max(1000).default(2),
  source_asset_id: name.nullable().default(null),
})

const created = z.object({ timeline_id: z.string(), checkpoint_id: z.string() })
const id = z.object({ id: z.string() })
const ids = z.object({ ids: z.array(z.string()).min(1).max(10_000) })

const fromNext = ({ next }: { next: number | null }) => (next === null ? undefined : { from: String(next) })

export const timelines = {
  list: readProcedure
    .meta(continuesAfter(({ id }: Timeline) => id))
    .route({ method: 'GET', path: '/timelines', summary: 'List timelines, newest first by default' })
    .input(
      z.object({
        video_id: z.string().optional(),
        ...sortFields(timelineSorts, 'created'),
        ...pageFields(100, 1000),
      }),
    )
    .output(z.object({ items: z.array(timelineSchema), total: z.number() })),
  get: readProcedure
    .meta({ isKept: true })
    .route({ method: 'GET', path: '/timelines/{id}', summary: 'Get a timeline' })
    .input(id)
    .output(timelineSchema),
  /**
   * Starts a job that extracts frames of a video. The same request again returns the same timeline, and its job only
   * while that runs. `POST /api/timelines` with a multipart body takes given frames instead (docs/timelines.md).
   */
  create: writeProcedure
    .route({
      method: 'POST',
      path: '/timelines',
      successStatus: 202,
      summary: 'Create a timeline from a video',
    })
    .input(
      z.object({
        video_id: z.string(),
        at: z.enum(['fps', 'scenes', 'every']).default('fps'),
        /** For `fps`: the first frame at or after each multiple of 1/fps seconds. 2 when omitted. */
        fps: z.number().gt(0).max(240).optional(),
        /** For `every`. */
        every: z.int().min(1).max(1_000_000).optional(),
        /** For `scenes`: how much two frames differ at a cut, from 0 to 1. 0.3 when omitted. */
        threshold: z.number().gt(0).max(1).optional(),
        profile_name: name.default(''),
      }),
    )
    .output(
      created.extend({
        /** Null if the frames are there already. */
        job_id: z.string().nullable(),
      }),
    ),
  /** Reads JPEGs of this computer, by absolute paths. */
  createFromFiles: adminProcedure
    .route({
      method: 'POST',
      path: '/timelines/from-files',
      successStatus: 201,
      summary: 'Create a timeline from frames in files',
    })
    .input(
      givenTimelineSchema.extend({
        frames: z.array(givenFrameSchema.extend({ path: z.string().min(1) })).max(100_000),
      }),
    )
    .output(created),
  frames: readProcedure
    .meta({ nextPage: (page) => fromNext(page as { next: number | null }) })
    .route({ method: 'GET', path: '/timelines/{id}/frames', summary: 'List the frames of a timeline' })
    .input(
      id.extend({
        /** `base64` adds the pictures. */
        as: z.enum(['facts', 'base64']).default('facts'),
        /** The first and the last sequence, both included. */
        from: sequence.optional(),
        to: sequence.optional(),
        limit: z.int().min(1).max(10_000).default(1000),
      }),
    )
    .output(
      z.object({
        items: z.array(frameSchema.extend({ jpeg_b64: z.string().optional() })),
        /** The number of frames in the range. */
        total: z.number(),
        /** The `from` of the next page; null at the end. A page of pictures ends after 16 MiB. */
        next: z.number().nullable(),
      }),
    ),
  /** `frames_prefix`, `frames_manifest` and `frames_meta` as the reference system stores them. */
  manifest: readProcedure
    .route({ method: 'GET', path: '/timelines/{id}/manifest', summary: 'Get the paths and facts of all frames' })
    .input(id)
    .output(
      z.object({
        /** Relative to the library’s folder. */
        frames_prefix: z.string(),
        /** The path of each sequence, relative to the library’s folder. */
        frames_manifest: z.record(z.string(), z.string()),
        frames_meta: z.array(
          frameSchema.pick({ sequence: true, chunk_id: true, timestamp: true, perceptual_hash: true }),
        ),
      }),
    ),
  storage: readProcedure
    .route({ method: 'GET', path: '/timeline-storage', summary: 'Get what timelines take on the library’s disk' })
    .output(
      z.object({
        /** Different pictures, each stored once, with those of timelines in the trash. */
        pictures: z.number(),
        picture_bytes: z.number(),
        /** Different outputs of stages, as stored. */
        outputs: z.number(),
        output_bytes: z.number(),
      }),
    ),
  /** Removes timelines with their checkpoints from all lists, into the trash. `restore` undoes it. */
  remove: writeProcedure
    .meta({ hasDryRun: true })
    .route({ method: 'POST', path: '/timelines/remove', summary: 'Remove timelines' })
    .input(ids)
    .output(z.object({ removed: z.array(z.string()) })),
  restore: writeProcedure
    .meta({ hasDryRun: true })
    .route({ method: 'POST', path: '/timelines/restore', summary: 'Undo a removal' })
    .input(ids)
    .output(z.object({ restored: z.array(z.string()) })),
}
