import { z } from 'zod'

/** Values that several videos can share or differ in. */
export const summedFields = [
  'model',
  'provider',
  'prompt',
  'seed',
  'workflow',
  'source_type',
  'resolution',
  'aspect_ratio',
  'fps',
  'codec',
  'audio_codec',
  'colour',
] as const
export type SummedField = (typeof summedFields)[number]

/** Several videos, summed up. */
export const videoSummarySchema = z.object({
  count: z.number(),
  /** The sum over the videos whose duration is known. */
  duration_seconds: z.number(),
  size_bytes: z.number(),
  /** The number of videos with each rating, the highest first; null for those without one. */
  ratings: z.array(z.object({ rating: z.int().min(1).max(5).nullable(), count: z.number() })),
  /** Most used first, at most 500. */
  tags: z.array(z.object({ tag: z.string(), count: z.number() })),
  /** The values of each field, null for none: how many there are, and the three most frequent. */
  values: z.array(
    z.object({
      field: z.enum(summedFields),
      distinct: z.number(),
      most: z.array(z.object({ value: z.union([z.string(), z.number()]).nullable(), count: z.number() })),
    }),
  ),
})
export type VideoSummary = z.infer<typeof videoSummarySchema>
