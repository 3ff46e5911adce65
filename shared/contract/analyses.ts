import { z } from 'zod'
import { configSchema, configurationSchema, differenceSchema, hashSchema } from './configurations.ts'
import { jobSchema } from './jobs.ts'
import { procedure } from './procedure.ts'

/**
 * What is known of a cached row and the file at its path: `fresh` and `stale`, the content is, or is not, the one that the
 * row was made of (verified: true, false); `gone`, no file is there; `unknown`, nobody has looked, or the hash is of an
 * algorithm that Rushes does not compute.
 */
export const cacheStates = ['fresh', 'stale', 'gone', 'unknown'] as const
export type CacheState = (typeof cacheStates)[number]

/**
 * A stretch of time, in seconds of the player's clock: 0 is where the first stream of the file begins. Other keys of other
 * programs are kept.
 */
export const rangeSchema = z.looseObject({
  start: z.number(),
  end: z.number(),
  label: z.string().optional(),
  confidence: z.number().optional(),
})
export type Range = z.infer<typeof rangeSchema>

/** A range that is to be cached: what other programs wrote may be odd, what comes through here may not. */
export const newRangeSchema = rangeSchema
  .extend({
    start: z.number().min(0, 'A range begins at 0 or later.'),
    confidence: z.number().min(0).max(1).optional(),
  })
  .refine(({ start, end }) => end >= start, { message: 'A range ends before it begins.', path: ['end'] })

const metadataSchema = z.record(z.string(), z.json())

/** A row of `analysis_jobs`. */
export const analysisSchema = z.object({
  id: z.number(),
  file_path: z.string(),
  file_hash: z.string(),
  config_hash: z.string(),
  /** Null where another program wrote none, or what is no list; what in a list is no range is left out. */
  ranges: z.array(rangeSchema).nullable(),
  metadata: metadataSchema.nullable(),
  /** Unix time in seconds. */
  created_at: z.number(),
})
export type Analysis = z.infer<typeof analysisSchema>

/** What lists show of an analysis. */
export const listedAnalysisSchema = analysisSchema.omit({ ranges: true, metadata: true }).extend({
  name: configurationSchema.shape.name,
  state: z.enum(cacheStates),
  /** The video in the library with the content that was analysed, else the one at the path. */
  video_id: z.string().nullable(),
  video_name: z.string().nullable(),
  range_count: z.number(),
  /** Bytes that ranges and metadata take in the database. */
  size_bytes: z.number(),
})
export type ListedAnalysis = z.infer<typeof listedAnalysisSchema>

/** An analysis as a lane under the player. */
export const laneSchema = analysisSchema.extend({
  name: configurationSchema.shape.name,
  config: configurationSchema.shape.config,
  state: z.enum(cacheStates),
})
export type Lane = z.infer<typeof laneSchema>

/** What is to be cached. Paths are absolute, or count from the folder of the library. */
export const newAnalysisSchema = z.object({
  file_path: z.string().min(1),
  file_hash: hashSchema,
  /** The hash, or the configuration itself, from which it is computed; given both, they must agree. */
  config_hash: hashSchema.optional(),
  config: configSchema.optional(),
  /** Of the analyser. */
  name: z.string().max(200).optional(),
  ranges: z.array(newRangeSchema).optional(),
  metadata: metadataSchema.optional(),
})
export type NewAnalysis = z.infer<typeof newAnalysisSchema>

const filter = z.object({
  state: z.enum(cacheStates).optional(),
  /** Of the analyser. */
  name: z.string().optional(),
  config_hash: z.string().optional(),
  /** Part of the path, any case. */
  path: z.string().max(1000).optional(),
})

/** Why a look-up misses, with what exactly differs. */
export const explanationSchema = z.object({
  reason: z.enum(['cached', 'content_changed', 'config_differs', 'never_run', 'file_gone']),
  file_path: z.string(),
  /** The content of the file as it is now; null when it is gone. */
  file_hash: z.string().nullable(),
  config_hash: z.string(),
  /** `cached` and `content_changed`: the row with this configuration. `config_differs`: the nearest other one. */
  nearest: laneSchema.omit({ ranges: true, metadata: true }).nullable(),
  /** `content_changed`: Unix time in seconds of the file's last modification. */
  changed_at: z.number().nullable(),
  /** `config_differs`: key by key against the nearest; null where the configuration of one is not known. */
  differences: z.array(differenceSchema).nullable(),
})
export type Explanation = z.infer<typeof explanationSchema>

/** What an analysis is run with. */
export const analysisRequestSchema = z.object({
  analyser: z.string(),
  config: z.record(z.string(), z.json()).default({}),
})
export type AnalysisRequest = z.infer<typeof analysisRequestSchema>

const ids = z.object({ ids: z.array(z.int()).min(1).max(10_000) })

export const analyses = {
  list: procedure
    .route({ method: 'GET', path: '/analyses', summary: 'Cached analyses, newest first' })
    .input(filter.extend({ offset: z.int().min(0).default(0), limit: z.int().min(1).max(1000).default(100) }))
    .output(z.object({ items: z.array(listedAnalysisSchema), total: z.number() })),
  /** The ids of all that match, for what is done to all of them. */
  ids: procedure
    .route({ method: 'GET', path: '/analysis-ids', summary: 'Only the ids of the list' })
    .input(filter.extend({ limit: z.int().min(1).max(10_000).default(10_000) }))
    .output(z.array(z.number())),
  get: procedure
    .route({ method: 'GET', path: '/analyses/{id}', summary: 'One analysis with its ranges' })
    .input(z.object({ id: z.int() }))
    .output(laneSchema),
  groups: procedure
    .route({ method: 'GET', path: '/analysis-groups', summary: 'The configurations, and how many analyses each has' })
    .output(z.array(configurationSchema.extend({ count: z.number(), newest_at: z.number() }))),
  /** All analyses of the content of a video, under whatever path, and those of its path for another content. */
  ofVideo: procedure
    .route({ method: 'GET', path: '/videos/{id}/analyses', summary: 'The analyses of one video' })
    .input(z.object({ id: z.string() }))
    .output(z.array(laneSchema)),
  /** The standard's own look-up: path, content and configuration must match. */
  cached: procedure
    .route({ method: 'GET', path: '/cached-analysis', summary: 'The cached analysis of a path, or null' })
    .input(z.object({ file_path: z.string().min(1), file_hash: hashSchema, config_hash: hashSchema }))
    .output(analysisSchema.nullable()),
  /** A file that moved keeps its analyses: the newest one of this content, under whatever path. */
  cachedByContent: procedure
    .route({ method: 'GET', path: '/cached-analysis-of-content', summary: 'The cached analysis of a content, or null' })
    .input(z.object({ file_hash: hashSchema, config_hash: hashSchema }))
    .output(analysisSchema.nullable()),
  /** Replaces what was cached for the same path and configuration. */
  save: procedure
    .route({ method: 'PUT', path: '/analyses', summary: 'Cache the result of an analysis' })
    .input(newAnalysisSchema)
    .output(analysisSchema),
  /** All or none: the error names the place of the first wrong one. */
  saveAll: procedure
    .route({ method: 'PUT', path: '/analyses/all', summary: 'Cache the results of many analyses at once' })
    .input(z.object({ analyses: z.array(newAnalysisSchema).min(1).max(10_000) }))
    .output(z.object({ saved: z.number() })),
  explain: procedure
    .route({ method: 'POST', path: '/analyses/explain', summary: 'Why an analysis is cached, or not' })
    .input(
      z.object({
        /** A path, or the id of a video. */
        file_path: z.string().optional(),
        video_id: z.string().optional(),
        /** A hash, a configuration, or an analyser with its configuration. */
        config_hash: hashSchema.optional(),
        config: configSchema.optional(),
        request: analysisRequestSchema.optional(),
      }),
    )
    .output(explanationSchema),
  /** Only what is not cached is run. */
  run: procedure
    .route({ method: 'POST', path: '/analyses/run', summary: 'Run an analyser over videos' })
    .input(analysisRequestSchema.extend({ video_ids: z.array(z.string()).min(1).max(100_000) }))
    .output(jobSchema),
  /** Runs the analysers of these rows anew, cached or not. */
  rerun: procedure
    .route({ method: 'POST', path: '/analyses/rerun', summary: 'Run analyses again' })
    .input(ids)
    .output(jobSchema),
  verify: procedure
    .route({ method: 'POST', path: '/analyses/verify', summary: 'Hash the files of these analyses as they are now' })
    .input(ids)
    .output(jobSchema),
  /** `restore` undoes it. */
  remove: procedure
    .route({ method: 'POST', path: '/analyses/remove', summary: 'Take analyses out of the cache' })
    .input(ids)
    .output(z.object({ removed: z.array(z.number()) })),
  restore: procedure
    .route({ method: 'POST', path: '/analyses/restore', summary: 'Undo that' })
    .input(ids)
    .output(z.object({ restored: z.array(z.number()) })),
}
