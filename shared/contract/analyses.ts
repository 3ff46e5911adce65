import { z } from 'zod'
import { jsonObjectSchema } from '../json-object.ts'
import { comparisonRequestSchema, comparisonSchema } from './compared-analyses.ts'
import { configSchema, configurationSchema, differenceSchema, hashSchema } from './configurations.ts'
import { jobSchema } from './jobs.ts'
import { continuesAfter, pageAfter, pageFields, sortFields } from './paging.ts'
import { adminProcedure, readProcedure, writeProcedure } from './procedure.ts'

/**
 * The state of a cached row: `fresh` (the file has the content that the row was computed from), `stale` (it has another
 * content), `gone` (the file that was there is missing), `absent` (there is no file, and Rushes never found one there)
 * or `unknown` (not checked yet, or the hash uses an algorithm that Rushes does not compute).
 */
export const cacheStates = ['fresh', 'stale', 'gone', 'absent', 'unknown'] as const
export type CacheState = (typeof cacheStates)[number]

/**
 * A range in seconds of the player's clock; 0 is the start of the file's first stream. Additional keys of other
 * programs are kept.
 */
export const rangeSchema = z.looseObject({
  start: z.number(),
  end: z.number(),
  label: z.string().optional(),
  confidence: z.number().optional(),
})
export type Range = z.infer<typeof rangeSchema>

/** A range to be cached. Stricter than `rangeSchema`, because rows of other programs may be malformed. */
export const newRangeSchema = rangeSchema
  .extend({
    start: z.number().min(0, 'A range begins at 0 or later.'),
    confidence: z.number().min(0).max(1).optional(),
  })
  .refine(({ start, end }) => end >= start, { message: 'A range ends before it begins.', path: ['end'] })

/** A row of `analysis_jobs`. */
export const analysisSchema = z.object({
  id: z.number(),
  file_path: z.string(),
  file_hash: z.string(),
  config_hash: z.string(),
  /** Null when another program wrote none or no list. Malformed members of a list are dropped. */
  ranges: z.array(rangeSchema).nullable(),
  metadata: jsonObjectSchema.nullable(),
  /** Unix time in seconds. */
  created_at: z.number(),
})
export type Analysis = z.infer<typeof analysisSchema>

/** An analysis as lists show it. */
export const listedAnalysisSchema = analysisSchema.omit({ ranges: true, metadata: true }).extend({
  name: configurationSchema.shape.name,
  state: z.enum(cacheStates),
  /** The library's video with the analysed content, else the video at the path. */
  video_id: z.string().nullable(),
  video_name: z.string().nullable(),
  range_count: z.number(),
  /** The size of ranges and metadata in the database. */
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

/** An analysis to be cached. Paths are absolute or relative to the library folder. */
export const newAnalysisSchema = z.object({
  file_path: z.string().min(1),
  file_hash: hashSchema,
  /** The hash, or the configuration to compute it from. If both are given, they must agree. */
  config_hash: hashSchema.optional(),
  config: configSchema.optional(),
  /** The name of the analyser. */
  name: z.string().max(200).optional(),
  ranges: z.array(newRangeSchema).optional(),
  metadata: jsonObjectSchema.optional(),
})
export type NewAnalysis = z.infer<typeof newAnalysisSchema>

const filter = z.object({
  state: z.enum(cacheStates).optional(),
  /** The name of the analyser. */
  name: z.string().optional(),
  config_hash: z.string().optional(),
  /** Matches a part of the path, ignoring case. */
  path: z.string().max(1000).optional(),
})

/** A change of one range in a correction: `was` alone removes it, `is` alone adds one, both replace it. */
const rangeEditSchema = z
  .object({
    /** Found by its times and its label. */
    was: rangeSchema.optional(),
    is: newRangeSchema.optional(),
  })
  .refine(({ was, is }) => was || is, { message: 'Give the range that was, the one that is, or both.' })

/** The columns that a list of analyses can be sorted by; `take` is the name of the file. */
export const analysisSorts = [
  ...(['created', 'take', 'analyser', 'state', 'ranges', 'size', 'configuration', 'path'] as const),
] as const
export type AnalysisSort = (typeof analysisSorts)[number]

const ordered = filter.extend({
  ...sortFields(analysisSorts, 'created'),
})

/** The result of a look-up; if it missed, with the reason and the differences. */
export const explanationSchema = z.object({
  reason: z.enum(['cached', 'content_changed', 'config_differs', 'never_run', 'file_gone']),
  file_path: z.string(),
  /** The file's current content; null when the file is gone. */
  file_hash: z.string().nullable(),
  config_hash: z.string(),
  /**
   * `cached` and `content_changed`: the row with this configuration. `config_differs`: the row with the nearest
   * configuration.
   */
  nearest: laneSchema.omit({ ranges: true, metadata: true }).nullable(),
  /** `content_changed`: Unix time in seconds of the file's last modification. */
  changed_at: z.number().nullable(),
  /** `config_differs`: the differences from the nearest configuration; null when either configuration is unknown. */
  differences: z.array(differenceSchema).nullable(),
})
export type Explanation = z.infer<typeof explanationSchema>

/** The analyser and the configuration to run. */
export const analysisRequestSchema = z.object({
  analyser: z.string(),
  config: jsonObjectSchema.default({}),
})
export type AnalysisRequest = z.infer<typeof analysisRequestSchema>

const ids = z.object({ ids: z.array(z.int()).min(1).max(10_000) })

export const analyses = {
  list: readProcedure
    .meta(continuesAfter(({ id }: ListedAnalysis) => id))
    .route({ method: 'GET', path: '/analyses', summary: 'List cached analyses, newest first by default' })
    .input(ordered.extend(pageFields(100, 1000)))
    .output(z.object({ items: z.array(listedAnalysisSchema), total: z.number() })),
  /** All ids that match a filter, for bulk actions. */
  ids: readProcedure
    .meta(continuesAfter((id: number) => id))
    .route({ method: 'GET', path: '/analysis-ids', summary: 'List only the ids' })
    .input(ordered.extend(pageAfter(10_000, 10_000)))
    .output(z.array(z.number())),
  get: readProcedure
    .route({ method: 'GET', path: '/analyses/{id}', summary: 'Get an analysis with its ranges' })
    .input(z.object({ id: z.int() }))
    .output(laneSchema),
  groups: readProcedure
    .route({
      method: 'GET',
      path: '/analysis-groups',
      summary: 'List the configurations with the number of analyses of each',
    })
    .output(z.array(configurationSchema.extend({ count: z.number(), newest_at: z.number() }))),
  /** Includes analyses of the video's content at any path, and analyses of its path for other contents. */
  ofVideo: readProcedure
    .route({ method: 'GET', path: '/videos/{id}/analyses', summary: 'List the analyses of a video' })
    .input(z.object({ id: z.string() }))
    .output(z.array(laneSchema)),
  /** Looks up as the reference system does: path, content and configuration must match. */
  cached: readProcedure
    .route({ method: 'GET', path: '/cached-analysis', summary: 'Look up the cached analysis of a path; null if none' })
    .input(z.object({ file_path: z.string().min(1), file_hash: hashSchema, config_hash: hashSchema }))
    .output(analysisSchema.nullable()),
  /** Returns the newest analysis of the content at any path, so that a moved file keeps its analyses. */
  cachedByContent: readProcedure
    .route({
      method: 'GET',
      path: '/cached-analysis-of-content',
      summary: 'Look up the cached analysis of a content; null if none',
    })
    .input(z.object({ file_hash: hashSchema, config_hash: hashSchema }))
    .output(analysisSchema.nullable()),
  /** Replaces the cached analysis of the same path and configuration; one of another content gets a new id. */
  save: writeProcedure
    .route({ method: 'PUT', path: '/analyses', summary: 'Cache an analysis' })
    .input(newAnalysisSchema)
    .output(analysisSchema),
  /** Saves all or none. The error names the first invalid item. */
  saveAll: writeProcedure
    .route({ method: 'PUT', path: '/analyses/all', summary: 'Cache many analyses at once' })
    .input(z.object({ analyses: z.array(newAnalysisSchema).min(1).max(10_000) }))
    .output(z.object({ saved: z.number() })),
  /** The worst agreement first. Runs in a thread; ends when the caller cancels it. */
  compare: readProcedure
    .route({ method: 'POST', path: '/analyses/compare', summary: 'Compare analyses of videos, the worst first' })
    .input(comparisonRequestSchema)
    .output(comparisonSchema),
  /**
   * Edits the ranges of an analysis by hand. The result is an analysis of its own, with the configuration
   * `{"corrects": <config_hash>}`; that of the analyser stays unchanged. The first call copies its ranges; without
   * edits, it confirms them. `id` can be that of the correction. The edits are one step of the history. CONFLICT if a
   * range is no longer there, FILE_CHANGED if the file was overwritten since the analysis.
   */
  correct: writeProcedure
    .route({ method: 'POST', path: '/analyses/{id}/edits', summary: 'Correct the ranges of an analysis by hand' })
    .input(z.object({ id: z.int(), edits: z.array(rangeEditSchema).max(10_000) }))
    .output(laneSchema),
  explain: readProcedure
    .route({ method: 'POST', path: '/analyses/explain', summary: 'Explain why an analysis is cached or not' })
    .input(
      z.object({
        /** A path or the id of a video. */
        file_path: z.string().optional(),
        video_id: z.string().optional(),
        /** A hash, a configuration, or an analyser with its configuration. */
        config_hash: hashSchema.optional(),
        config: configSchema.optional(),
        request: analysisRequestSchema.optional(),
      }),
    )
    .output(explanationSchema),
  /** Skips videos whose analysis is cached. */
  run: adminProcedure
    .route({ method: 'POST', path: '/analyses/run', summary: 'Run an analyser over videos' })
    .input(analysisRequestSchema.extend({ video_ids: z.array(z.string()).min(1).max(100_000) }))
    .output(jobSchema),
  /**
   * Re-runs the analysers of these rows, even when the result is cached, on the contents that the rows were computed
   * from. If a file was overwritten and no other location has its content, its item fails with FILE_CHANGED.
   */
  rerun: adminProcedure
    .route({ method: 'POST', path: '/analyses/rerun', summary: 'Re-run analyses' })
    .input(ids)
    .output(jobSchema),
  verify: writeProcedure
    .route({
      method: 'POST',
      path: '/analyses/verify',
      summary: 'Verify analyses against the current content of their files',
    })
    .input(ids)
    .output(jobSchema),
  /** `restore` undoes it. */
  remove: writeProcedure
    .meta({ hasDryRun: true })
    .route({ method: 'POST', path: '/analyses/remove', summary: 'Remove analyses from the cache' })
    .input(ids)
    .output(z.object({ removed: z.array(z.number()) })),
  restore: writeProcedure
    .meta({ hasDryRun: true })
    .route({ method: 'POST', path: '/analyses/restore', summary: 'Undo a removal' })
    .input(ids)
    .output(z.object({ restored: z.array(z.number()) })),
}
