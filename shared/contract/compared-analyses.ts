import { z } from 'zod'
import { configurationSchema, hashSchema } from './configurations.ts'
import { querySchema } from './video-query.ts'
import { videoSchema } from './videos.ts'

const part = z.number().nullable()

const figuresSchema = z.object({
  /** Ranges that both have, and that only one has. */
  both: z.number(),
  only_first: z.number(),
  only_second: z.number(),
  /** Seconds that both cover, and that either covers, label by label. */
  shared_seconds: z.number(),
  covered_seconds: z.number(),
  /** Agreement, 0 to 1: twice the ranges in both by all ranges. Null if neither has any. */
  f1: part,
  /** Time that both cover by the time that either covers (IoU), 0 to 1. */
  overlap: part,
  /** Of the second, measured against the first; meant for a first that is a person's correction. */
  precision: part,
  recall: part,
})

/** The values of ranges from `from` to before `to`; null for no end. */
const binSchema = z.object({ from: z.number(), to: z.number().nullable() })

/** Analyses to compare. */
export const comparisonRequestSchema = z.object({
  /** Two or more; that of a person's correction, `{"corrects": <config_hash>}`, measures the others. */
  config_hashes: z.array(hashSchema).min(2).max(8),
  /** The videos; all that have every one of the configurations if neither is given. */
  video_ids: z.array(z.string()).max(10_000).optional(),
  query: querySchema.optional(),
  /** Largest distance of ends that count as the same; one frame of the video by default. */
  tolerance_seconds: z.number().min(0).max(60).optional(),
  /** Compares times only; by default, if the configurations are of several analysers. */
  ignore_labels: z.boolean().optional(),
  /** Lists only videos where a configuration, by its index, has ranges whose value lies in the bin. */
  bin: binSchema.extend({ configuration: z.int().min(0).max(7), value: z.string().max(200) }).optional(),
  offset: z.int().min(0).default(0),
  limit: z.int().min(1).max(1000).default(100),
  /**
   * False to answer after a fraction of a second with the videos compared so far; the same call goes on. Otherwise the
   * answer comes when all are compared.
   */
  wait: z.boolean().default(true),
})

/** A video whose analyses were compared. */
export const comparedTakeSchema = z.object({
  video: videoSchema,
  /** Number of ranges of each configuration. */
  ranges: z.array(z.number()),
  /** In the order of the `pairs` of the whole; `first_difference` is the start of the first range that differs. */
  pairs: z.array(figuresSchema.extend({ first_difference: z.number().nullable() })),
  /** The least `f1` of its pairs; null if no analysis found a range. */
  agreement: part,
  first_difference: z.number().nullable(),
  /** The number of its ranges in the bin, and the start of the first; null without a bin. */
  in_bin: z.object({ ranges: z.number(), first: z.number() }).nullable(),
})
export type ComparedVideo = z.infer<typeof comparedTakeSchema>

/** A page of compared videos, the worst agreement first, with sums over all. */
export const comparisonSchema = z.object({
  items: z.array(comparedTakeSchema),
  /** Number of listed videos. */
  total: z.number(),
  /** Number of videos compared so far, and to compare. */
  done: z.number(),
  of: z.number(),
  /** Number of videos that have only some of the configurations. */
  missing: z.number(),
  ignores_labels: z.boolean(),
  configurations: z.array(configurationSchema.extend({ is_correction: z.boolean() })),
  /** Indexes of `configurations`: each with each, or with the corrections only. */
  pairs: z.array(figuresSchema.extend({ first: z.number(), second: z.number() })),
  /** Counts of ranges by `duration`, `confidence` and other numbers, for each configuration. */
  histograms: z.array(
    z.object({
      configuration: z.number(),
      value: z.string(),
      bins: z.array(binSchema.extend({ count: z.number() })),
    }),
  ),
})
export type AnalysisComparison = z.infer<typeof comparisonSchema>
