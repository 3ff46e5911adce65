import { z } from 'zod'
import { parseQuery } from '../query/parse-query.ts'
import { pageFields, sortFields } from './paging.ts'
import { tagSchema } from './tags.ts'
import { roles } from './workflows.ts'

/**
 * The sort keys. `added`, the order of the table, is also that of time; `tags` compares those of a video in
 * alphabetical order; `collection` is the order in the collection that the query names.
 */
export const videoSorts = [
  'added',
  'name',
  'duration',
  'size',
  'pixels',
  'aspect_ratio',
  'codec',
  'fps',
  'source_type',
  'rating',
  'provider',
  'model',
  'workflow',
  'prompt',
  'seed',
  'tags',
  'collection',
] as const
export type VideoSort = (typeof videoSorts)[number]

/** The sort keys that divide a list into groups: `added` by day, `duration` by ranges of seconds. */
export const videoGroupSorts = [
  'added',
  'model',
  'workflow',
  'provider',
  'source_type',
  'rating',
  'codec',
  'aspect_ratio',
  'fps',
  'duration',
] as const satisfies readonly VideoSort[]
export type VideoGroupSort = (typeof videoGroupSorts)[number]

/** The groups of a sorted list, in its order. */
export const videoGroupsSchema = z.array(
  z.object({
    /**
     * The value that the videos of the group share; null without one. A day is `2026-03-14` (UTC), a duration the
     * least seconds of its range: 0, 5, 10, 30, 60 or 300.
     */
    value: z.union([z.string(), z.number()]).nullable(),
    count: z.number(),
  }),
)
export type VideoGroup = z.infer<typeof videoGroupsSchema>[number]

const word = z.string().max(500).optional()
const day = z.iso.date().optional()

/** A text of the search language (docs/search.md). */
export const querySchema = z.string().superRefine((text, context) => {
  const { error } = parseQuery(text)
  if (error) context.addIssue({ code: 'custom', message: `${error.message} (at character ${error.start + 1})` })
})

/** A filter of videos; all conditions must hold. Conditions about workflows must hold for the same association. */
export const videoFilterSchema = z.object({
  /** A query in the search language: `model:wan rating:>=4`. The fields below narrow it further. */
  query: querySchema.optional(),
  /** Words or prefixes of words in the name, file name, prompt, workflow name or tags. All must match. */
  search: z.string().max(200).optional(),
  source_type: word,
  workflow_id: word,
  node_type: word,
  role: z.enum(roles).optional(),
  provider: word,
  model: word,
  /** `1920x1080`, as displayed. */
  resolution: word,
  aspect_ratio: word,
  codec: word,
  min_seconds: z.number().min(0).optional(),
  max_seconds: z.number().min(0).optional(),
  /** Days of `created_at`, UTC, inclusive: `2026-03-14`. */
  from_day: day,
  to_day: day,
  /** True if there are generation details. */
  has_generation: z.boolean().optional(),
  /** The minimum rating. */
  min_rating: z.int().min(1).max(5).optional(),
  has_rating: z.boolean().optional(),
  /** Videos with all of these tags, ignoring case. */
  tags: z.array(tagSchema).min(1).max(50).optional(),
  /** Videos with any of these tags. */
  any_tags: z.array(tagSchema).min(1).max(50).optional(),
  has_tags: z.boolean().optional(),
})
export type VideoFilter = z.infer<typeof videoFilterSchema>

/** A page of the videos that match a filter. */
export const videoQuerySchema = videoFilterSchema.extend({
  ...sortFields(videoSorts, 'added'),
  ...pageFields(100, 1000),
  /** True to count all matches, which may take longer than the page itself. */
  count: z.boolean().default(true),
})
export type VideoQuery = z.infer<typeof videoQuerySchema>

const facet = z.array(z.object({ value: z.string(), count: z.number() }))

/** The values that videos have, most frequent first, with their counts; at most 200 per kind. */
export const videoFacetsSchema = z.object({
  source_type: facet,
  provider: facet,
  model: facet,
  resolution: facet,
  aspect_ratio: facet,
  codec: facet,
  node_type: facet,
  /** Counts of each exact rating; null for unrated videos. */
  rating: z.array(z.object({ value: z.number().nullable(), count: z.number() })),
  /** The tags of the videos that have all tags of the filter. */
  tags: facet,
  /** `value` is the workflow's id. */
  workflow_id: z.array(z.object({ value: z.string(), name: z.string(), count: z.number() })),
})
export type VideoFacets = z.infer<typeof videoFacetsSchema>
