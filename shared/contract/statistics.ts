import { z } from 'zod'
import { continuesAfter, pageFields } from './paging.ts'
import { readProcedure, timestamp } from './procedure.ts'

/** Takes that share a value. */
const shareSchema = z.object({
  /** Null for the takes without one. */
  value: z.string().nullable(),
  count: z.number(),
  size_bytes: z.number(),
  /** The query that lists these takes; null if none does. */
  query: z.string().nullable(),
})
export type Share = z.infer<typeof shareSchema>

const modelShareSchema = shareSchema.extend({
  /** The number of takes whose generation has a start and an end, and the seconds between these. */
  timed: z.number(),
  seconds: z.number(),
  /** The number of takes with a number `cost` in `generation_params`, and the sum of these. */
  priced: z.number(),
  cost: z.number(),
})
export type ModelShare = z.infer<typeof modelShareSchema>

/** Cached results, and how often jobs found one instead of making it. */
const cacheUseSchema = z.object({
  /** The number of cached results. */
  results: z.number(),
  /** The number of results that jobs made. */
  made: z.number(),
  /** The number of results that jobs found in the cache. */
  cached: z.number(),
})
export type CacheUse = z.infer<typeof cacheUseSchema>

export const statisticsSchema = z.object({
  /** By the size of the takes, the largest first; at most 200 values of each. */
  by_source: z.array(shareSchema),
  by_codec: z.array(shareSchema),
  by_model: z.array(modelShareSchema),
  /** By the month in which they were added, `2026-03`, the newest first. */
  by_month: z.array(shareSchema),
  /** The last 90 days (UTC) up to today, also those without takes. */
  takes_per_day: z.array(z.object({ day: z.string(), count: z.number(), query: z.string() })),
  executions_by_status: z.array(z.object({ status: z.string(), count: z.number() })),
  /** The files that imports found to be in the library, and the bytes that copies of them would take. */
  duplicates: z.object({ count: z.number(), size_bytes: z.number() }),
  cache: z.object({ analyses: cacheUseSchema, processing: cacheUseSchema }),
})
export type Statistics = z.infer<typeof statisticsSchema>

/** A file that an import found to be in the library. */
const duplicateFileSchema = z.object({
  job_id: z.string(),
  seq: z.number(),
  path: z.string(),
  /** The take or image with the same bytes; its name and size are null once it was removed. */
  video_id: z.string().nullable(),
  name: z.string().nullable(),
  size_bytes: z.number().nullable(),
  imported_at: timestamp,
})
export type DuplicateFile = z.infer<typeof duplicateFileSchema>

export const statistics = {
  get: readProcedure
    .route({ method: 'GET', path: '/statistics', summary: 'Get the statistics of takes, runs and caches' })
    .output(statisticsSchema),
  duplicates: readProcedure
    .meta(continuesAfter(({ job_id, seq }: DuplicateFile) => `${job_id} ${seq}`))
    .route({
      method: 'GET',
      path: '/statistics/duplicates',
      summary: 'List the files that imports found to be in the library, newest import first',
    })
    .input(z.object(pageFields(100, 1000)))
    .output(z.object({ items: z.array(duplicateFileSchema), total: z.number() })),
}
