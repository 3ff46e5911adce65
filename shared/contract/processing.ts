import { z } from 'zod'
import { jsonObjectSchema } from '../json-object.ts'
import { cacheStates } from './analyses.ts'
import { configSchema, hashSchema } from './configurations.ts'
import { jobSchema } from './jobs.ts'
import { continuesAfter, pageFields, sortFields } from './paging.ts'
import { adminProcedure, readProcedure, writeProcedure } from './procedure.ts'

/** A row of `processing_jobs`. Paths are absolute; `created_at` is a Unix time in seconds. */
export const processingSchema = z.object({
  job_id: z.string(),
  action: z.string(),
  input_path: z.string(),
  input_hash: z.string(),
  config_hash: z.string(),
  output_path: z.string(),
  output_hash: z.string(),
  parameters: jsonObjectSchema.nullable(),
  metadata: jsonObjectSchema.nullable(),
  created_at: z.number(),
})
export type Processing = z.infer<typeof processingSchema>

/** The input or output of a processing. */
export const processingEndSchema = z.object({
  path: z.string(),
  hash: z.string(),
  state: z.enum(cacheStates),
  /** The library's video with this content. */
  video_id: z.string().nullable(),
  video_name: z.string().nullable(),
})
export type ProcessingEnd = z.infer<typeof processingEndSchema>

/** A processing as lists show it. `inputs` has several entries for a stitched video. */
export const listedProcessingSchema = processingSchema.extend({
  inputs: z.array(processingEndSchema),
  output: processingEndSchema,
})
export type ListedProcessing = z.infer<typeof listedProcessingSchema>

const seconds = z.number().min(0)
/** `copy`: no re-encode; starts at the keyframe before `start_seconds`. `exact`: frame-accurate re-encode. */
const cut = z.enum(['copy', 'exact']).default('exact')

function endsLater({ start_seconds, end_seconds }: { start_seconds: number; end_seconds: number }): boolean {
  return end_seconds > start_seconds
}
const endsEarlier = { message: 'A segment ends after it begins.', path: ['end_seconds'] }
const video_id = z.string()

/** The available actions. Each result is a new video, except extracted audio, which is a file of the library. */
export const processingRequestSchema = z.discriminatedUnion('action', [
  z
    .object({
      action: z.literal('extract_segment'),
      video_id,
      start_seconds: seconds,
      end_seconds: seconds,
      cut,
    })
    .refine(endsLater, endsEarlier),
  z.object({
    action: z.literal('stitch'),
    video_ids: z.array(z.string()).min(2).max(500),
    /** The name of a new result; composed of those of the videos when omitted. */
    name: z.string().trim().min(1).max(200).optional(),
  }),
  z.object({
    action: z.literal('convert'),
    video_id,
    format: z.enum(['mp4', 'mov', 'webm', 'mkv']).default('mp4'),
    /** The height in pixels; the width follows. The original height when omitted. */
    height: z.int().min(2).max(8640).optional(),
  }),
  z.object({ action: z.literal('extract_audio'), video_id, format: z.enum(['wav', 'flac', 'm4a']).default('wav') }),
])
export type ProcessingRequest = z.infer<typeof processingRequestSchema>

/** A processing to be cached. Paths are absolute or relative to the library folder. */
export const newProcessingSchema = z.object({
  job_id: z.string().min(1).max(300),
  action: z.string().min(1).max(200),
  input_path: z.string().min(1),
  input_hash: hashSchema,
  /** The hash, or the configuration to compute it from. If both are given, they must agree. */
  config_hash: hashSchema.optional(),
  config: configSchema.optional(),
  /** All inputs in order, if there are several. The first is `input_path`. */
  inputs: z
    .array(z.object({ path: z.string().min(1), hash: hashSchema }))
    .max(10_000)
    .optional(),
  output_path: z.string().min(1),
  output_hash: hashSchema,
  parameters: jsonObjectSchema.optional(),
  metadata: jsonObjectSchema.optional(),
})
export type NewProcessing = z.infer<typeof newProcessingSchema>

const job_id = z.object({ job_id: z.string() })
const job_ids = z.object({ job_ids: z.array(z.string()).min(1).max(10_000) })

/** The columns that a list of processing can be sorted by; `source` and `result` by the names of their files. */
export const processingSorts = ['created', 'source', 'action', 'result'] as const
export type ProcessingSort = (typeof processingSorts)[number]

export const processing = {
  list: readProcedure
    .meta(continuesAfter(({ job_id }: ListedProcessing) => job_id))
    .route({ method: 'GET', path: '/processing', summary: 'List cached processing, newest first by default' })
    .input(
      z.object({
        action: z.string().optional(),
        /** Matches a part of the input's or output's path, ignoring case. */
        path: z.string().max(1000).optional(),
        ...sortFields(processingSorts, 'created'),
        ...pageFields(100, 1000),
      }),
    )
    .output(z.object({ items: z.array(listedProcessingSchema), total: z.number() })),
  get: readProcedure
    .route({ method: 'GET', path: '/processing/{job_id}', summary: 'Get a processing by its job id' })
    .input(job_id)
    .output(listedProcessingSchema),
  /** Looks up as the reference system does: action, path, content and configuration must match. */
  cached: readProcedure
    .route({
      method: 'GET',
      path: '/cached-processing',
      summary: 'Look up the cached processing of an input; null if none',
    })
    .input(z.object({ action: z.string(), input_path: z.string(), input_hash: hashSchema, config_hash: hashSchema }))
    .output(processingSchema.nullable()),
  /** Replaces the cached processing of the same action, input path and configuration. */
  save: writeProcedure
    .route({ method: 'PUT', path: '/processing', summary: 'Cache a processing' })
    .input(newProcessingSchema)
    .output(processingSchema),
  /**
   * Returns a job. The `video_id` of its item is the new video; the outcome is `cached` when a valid output exists.
   * Extracted audio has only the item's `path`.
   */
  start: adminProcedure
    .route({ method: 'POST', path: '/processing/start', summary: 'Start a processing' })
    .input(processingRequestSchema)
    .output(jobSchema),
  /** One job with an item for each range, in their order, which is undone in one step. */
  extract: adminProcedure
    .route({ method: 'POST', path: '/processing/extract', summary: 'Extract several ranges of a video' })
    .input(
      z.object({
        video_id,
        ranges: z
          .array(z.object({ start_seconds: seconds, end_seconds: seconds }).refine(endsLater, endsEarlier))
          .min(1)
          .max(500),
        cut,
      }),
    )
    .output(jobSchema),
  /** Follows the content in both directions over any number of steps, at most 1000 rows each way. */
  chain: readProcedure
    .route({ method: 'GET', path: '/videos/{id}/processing', summary: 'Get the processing before and after a video' })
    .input(z.object({ id: z.string() }))
    .output(
      z.object({
        made_of: z.array(listedProcessingSchema),
        /** All results that would be outdated if this video changed. */
        made_from_it: z.array(listedProcessingSchema),
      }),
    ),
  verify: writeProcedure
    .route({
      method: 'POST',
      path: '/processing/verify',
      summary: 'Verify inputs and outputs against the current content of their files',
    })
    .input(job_ids)
    .output(jobSchema),
  /** Removes the rows only; files stay. `restore` undoes it. */
  remove: writeProcedure
    .meta({ hasDryRun: true })
    .route({ method: 'POST', path: '/processing/remove', summary: 'Remove processing from the cache' })
    .input(job_ids)
    .output(z.object({ removed: z.array(z.string()) })),
  restore: writeProcedure
    .meta({ hasDryRun: true })
    .route({ method: 'POST', path: '/processing/restore', summary: 'Undo a removal' })
    .input(job_ids)
    .output(z.object({ restored: z.array(z.string()) })),
}
