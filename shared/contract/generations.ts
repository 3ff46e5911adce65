import { z } from 'zod'
import { jsonObjectSchema } from '../json-object.ts'
import { parseTimestamp } from '../units.ts'
import { contentSchema, readProcedure, timestamp, writeProcedure } from './procedure.ts'
import { sourceTypeSchema } from './videos.ts'

const text = z.string().max(1_000_000).nullable()

/** ISO 8601, or the database's format. */
const time = z
  .string()
  .max(40)
  .refine((value) => !Number.isNaN(parseTimestamp(value)), 'It takes a date and a time, as in 2026-03-14T10:00:00Z.')
  .nullable()

/** A row of `video_generation`: how a model made a video. Parameters without a column are in `generation_params`. */
export const generationSchema = z.object({
  video_id: z.string(),
  /** `openai`, `google`, `kling`, `comfyui`, …; null when another program wrote none. */
  provider: z.string().nullable(),
  model: z.string().nullable(),
  prompt: z.string().nullable(),
  generation_params: jsonObjectSchema.nullable(),
  job_id: z.string().nullable(),
  status: z.string().nullable(),
  error: z.string().nullable(),
  started_at: timestamp.nullable(),
  completed_at: timestamp.nullable(),
})
export type Generation = z.infer<typeof generationSchema>

/** The generation details of a content that is a video or an image of the library. */
export const contentGenerationSchema = generationSchema.omit({ video_id: true }).extend(contentSchema.shape)
export type ContentGeneration = z.infer<typeof contentGenerationSchema>

/**
 * Details to set. Omitted fields keep their value; the first call requires a provider, and its status is `completed`
 * unless given.
 */
const detailsSchema = z.object({
  provider: z.string().trim().min(1, 'A provider needs a name.').max(200).optional(),
  model: text.optional(),
  prompt: text.optional(),
  generation_params: generationSchema.shape.generation_params.optional(),
  job_id: text.optional(),
  status: text.optional(),
  error: text.optional(),
  started_at: time.optional(),
  completed_at: time.optional(),
})

export const generations = {
  /** Returns null when there are no generation details. */
  get: readProcedure
    .meta({ isKept: true })
    .route({ method: 'GET', path: '/videos/{video_id}/generation', summary: 'Get the generation details of a video' })
    .input(z.object({ video_id: z.string() }))
    .output(generationSchema.nullable()),
  /** Of an image too. Returns null when there are none. */
  ofContent: readProcedure
    .route({
      method: 'GET',
      path: '/contents/{file_hash}/generation',
      summary: 'Get the generation details of a content',
    })
    .input(contentSchema)
    .output(contentGenerationSchema.nullable()),
  /** An `uploaded` video becomes `generated` unless `source_type` is given. */
  put: writeProcedure
    .meta({ hasDryRun: true })
    .route({ method: 'PUT', path: '/videos/{video_id}/generation', summary: 'Set the generation details of a video' })
    .input(detailsSchema.extend({ video_id: z.string(), source_type: sourceTypeSchema.optional() }))
    .output(generationSchema),
  /** As `put`, of an image too. */
  putOfContent: writeProcedure
    .meta({ hasDryRun: true })
    .route({
      method: 'PUT',
      path: '/contents/{file_hash}/generation',
      summary: 'Set the generation details of a content',
    })
    .input(detailsSchema.extend(contentSchema.shape))
    .output(contentGenerationSchema),
  /** Undo by setting the details again. */
  remove: writeProcedure
    .meta({ hasDryRun: true })
    .route({
      method: 'DELETE',
      path: '/videos/{video_id}/generation',
      summary: 'Delete the generation details of a video',
    })
    .input(z.object({ video_id: z.string() }))
    .output(generationSchema),
  /** As `remove`, of an image too. A file that is read again does not bring them back. */
  removeOfContent: writeProcedure
    .meta({ hasDryRun: true })
    .route({
      method: 'DELETE',
      path: '/contents/{file_hash}/generation',
      summary: 'Delete the generation details of a content',
    })
    .input(contentSchema)
    .output(contentGenerationSchema),
}
