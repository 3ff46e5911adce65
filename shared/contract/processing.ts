import { z } from 'zod'
import { cacheStates } from './analyses.ts'
import { configSchema, hashSchema } from './configurations.ts'
import { jobSchema } from './jobs.ts'
import { procedure } from './procedure.ts'

/** A row of `processing_jobs`. Paths are absolute; `created_at` is a Unix time in seconds. */
export const processingSchema = z.object({
  job_id: z.string(),
  action: z.string(),
  input_path: z.string(),
  input_hash: z.string(),
  config_hash: z.string(),
  output_path: z.string(),
  output_hash: z.string(),
  parameters: z.record(z.string(), z.json()).nullable(),
  metadata: z.record(z.string(), z.json()).nullable(),
  created_at: z.number(),
})
export type Processing = z.infer<typeof processingSchema>

/** One end of a processing. */
export const processingEndSchema = z.object({
  path: z.string(),
  hash: z.string(),
  state: z.enum(cacheStates),
  /** The video in the library with this content. */
  video_id: z.string().nullable(),
  video_name: z.string().nullable(),
})
export type ProcessingEnd = z.infer<typeof processingEndSchema>

/** What the processing view shows. `inputs` has more than one entry for what was stitched. */
export const listedProcessingSchema = processingSchema.extend({
  inputs: z.array(processingEndSchema),
  output: processingEndSchema,
})
export type ListedProcessing = z.infer<typeof listedProcessingSchema>

const seconds = z.number().min(0)
const video_id = z.string()

/** What Rushes can make of videos. Each result is a new video, but for sound alone: that is a file of the library. */
export const processingRequestSchema = z.discriminatedUnion('action', [
  z
    .object({
      action: z.literal('extract_segment'),
      video_id,
      start_seconds: seconds,
      end_seconds: seconds,
      /** `copy`: without encoding, from the keyframe before `start_seconds`. `exact`: encoded, to the frame. */
      cut: z.enum(['copy', 'exact']).default('exact'),
    })
    .refine(({ start_seconds, end_seconds }) => end_seconds > start_seconds, {
      message: 'A segment ends after it begins.',
      path: ['end_seconds'],
    }),
  z.object({ action: z.literal('stitch'), video_ids: z.array(z.string()).min(2).max(500) }),
  z.object({
    action: z.literal('convert'),
    video_id,
    format: z.enum(['mp4', 'mov', 'webm', 'mkv']).default('mp4'),
    /** Height in pixels; the width follows. As it is when left out. */
    height: z.int().min(2).max(8640).optional(),
  }),
  z.object({ action: z.literal('extract_audio'), video_id, format: z.enum(['wav', 'flac', 'm4a']).default('wav') }),
])
export type ProcessingRequest = z.infer<typeof processingRequestSchema>

/** What is to be cached. Paths are absolute, or count from the folder of the library. */
export const newProcessingSchema = z.object({
  job_id: z.string().min(1).max(300),
  action: z.string().min(1).max(200),
  input_path: z.string().min(1),
  input_hash: hashSchema,
  /** The hash, or the configuration itself, from which it is computed; given both, they must agree. */
  config_hash: hashSchema.optional(),
  config: configSchema.optional(),
  /** All inputs where there are several, in their order; the first is `input_path`. */
  inputs: z
    .array(z.object({ path: z.string().min(1), hash: hashSchema }))
    .max(10_000)
    .optional(),
  output_path: z.string().min(1),
  output_hash: hashSchema,
  parameters: z.record(z.string(), z.json()).optional(),
  metadata: z.record(z.string(), z.json()).optional(),
})
export type NewProcessing = z.infer<typeof newProcessingSchema>

const job_id = z.object({ job_id: z.string() })
const job_ids = z.object({ job_ids: z.array(z.string()).min(1).max(10_000) })

export const processing = {
  list: procedure
    .route({ method: 'GET', path: '/processing', summary: 'Cached processing, newest first' })
    .input(
      z.object({
        action: z.string().optional(),
        /** Part of the path of the input or the output, any case. */
        path: z.string().max(1000).optional(),
        offset: z.int().min(0).default(0),
        limit: z.int().min(1).max(1000).default(100),
      }),
    )
    .output(z.object({ items: z.array(listedProcessingSchema), total: z.number() })),
  get: procedure
    .route({ method: 'GET', path: '/processing/{job_id}', summary: 'One processing, by its job id' })
    .input(job_id)
    .output(listedProcessingSchema),
  /** The standard's own look-up: action, path, content and configuration must match. */
  cached: procedure
    .route({ method: 'GET', path: '/cached-processing', summary: 'The cached processing of an input, or null' })
    .input(z.object({ action: z.string(), input_path: z.string(), input_hash: hashSchema, config_hash: hashSchema }))
    .output(processingSchema.nullable()),
  /** Replaces what was cached for the same action, input path and configuration. */
  save: procedure
    .route({ method: 'PUT', path: '/processing', summary: 'Cache the result of a processing' })
    .input(newProcessingSchema)
    .output(processingSchema),
  /**
   * A job; the video that came of it is the `video_id` of its item, whose outcome is `cached` where an output was there that
   * still holds. Sound has only the item's `path`.
   */
  start: procedure
    .route({ method: 'POST', path: '/processing/start', summary: 'Make a new video of others' })
    .input(processingRequestSchema)
    .output(jobSchema),
  /** All that leads to a video and all that was made of it, by content, however many steps away: at most 1000 each way. */
  chain: procedure
    .route({ method: 'GET', path: '/videos/{id}/processing', summary: 'What a video was made of, and what of it' })
    .input(z.object({ id: z.string() }))
    .output(
      z.object({
        made_of: z.array(listedProcessingSchema),
        /** Also what would have to be made again if this video changed. */
        made_from_it: z.array(listedProcessingSchema),
      }),
    ),
  verify: procedure
    .route({ method: 'POST', path: '/processing/verify', summary: 'Hash both ends of these as they are now' })
    .input(job_ids)
    .output(jobSchema),
  /** Only the rows: files stay. `restore` undoes it. */
  remove: procedure
    .route({ method: 'POST', path: '/processing/remove', summary: 'Take processing out of the cache' })
    .input(job_ids)
    .output(z.object({ removed: z.array(z.string()) })),
  restore: procedure
    .route({ method: 'POST', path: '/processing/restore', summary: 'Undo that' })
    .input(job_ids)
    .output(z.object({ restored: z.array(z.string()) })),
}
