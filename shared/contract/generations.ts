import { z } from 'zod'
import { parseTimestamp } from '../units.ts'
import { procedure, timestamp } from './procedure.ts'

const text = z.string().max(1_000_000).nullable()

/** ISO 8601, or as the database has it. */
const time = z
  .string()
  .max(40)
  .refine((value) => !Number.isNaN(parseTimestamp(value)), 'It takes a date and a time, as in 2026-03-14T10:00:00Z.')
  .nullable()

/** A row of `video_generation`: how a model made a video. What has no column is in `generation_params`. */
export const generationSchema = z.object({
  video_id: z.string(),
  /** `openai`, `google`, `kling`, `comfyui`; null where another program did not say. */
  provider: z.string().nullable(),
  model: z.string().nullable(),
  prompt: z.string().nullable(),
  generation_params: z.record(z.string(), z.json()).nullable(),
  job_id: z.string().nullable(),
  status: z.string().nullable(),
  error: z.string().nullable(),
  started_at: timestamp.nullable(),
  completed_at: timestamp.nullable(),
})
export type Generation = z.infer<typeof generationSchema>

export const generations = {
  /** Null where nobody said how it was made. */
  get: procedure
    .route({ method: 'GET', path: '/videos/{video_id}/generation', summary: 'How a model made a video' })
    .input(z.object({ video_id: z.string() }))
    .output(generationSchema.nullable()),
  /** What is left out stays; the first time it needs a provider. */
  put: procedure
    .route({ method: 'PUT', path: '/videos/{video_id}/generation', summary: 'Say how a model made a video' })
    .input(
      z.object({
        video_id: z.string(),
        provider: z.string().trim().min(1, 'A provider needs a name.').max(200).optional(),
        model: text.optional(),
        prompt: text.optional(),
        generation_params: generationSchema.shape.generation_params.optional(),
        job_id: text.optional(),
        status: text.optional(),
        error: text.optional(),
        started_at: time.optional(),
        completed_at: time.optional(),
      }),
    )
    .output(generationSchema),
  /** To put it again is the undo. */
  remove: procedure
    .route({ method: 'DELETE', path: '/videos/{video_id}/generation', summary: 'Forget how a video was made' })
    .input(z.object({ video_id: z.string() }))
    .output(generationSchema),
}
