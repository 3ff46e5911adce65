import { z } from 'zod'
import { tagSchema } from './tags.ts'
import { roles } from './workflows.ts'

/** What the list can be sorted by; `added`, the order of the table, is time as well. */
export const videoSorts = [
  'added',
  'name',
  'duration',
  'size',
  'pixels',
  'aspect_ratio',
  'codec',
  'source_type',
  'rating',
  'provider',
  'model',
  'workflow',
] as const
export type VideoSort = (typeof videoSorts)[number]

const word = z.string().max(500).optional()
const day = z.iso.date().optional()

/** What narrows a list of videos; conditions add up. Those about a workflow hold for one and the same association. */
export const videoFilterSchema = z.object({
  /** Words, or beginnings of them, in the name, the file's name, the prompt, the name of a workflow or a tag; all must be there. */
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
  /** Days of `created_at`, UTC, both included: `2026-03-14`. */
  from_day: day,
  to_day: day,
  /** Whether it is known how it was generated. */
  has_generation: z.boolean().optional(),
  /** At least so many stars. */
  min_rating: z.int().min(1).max(5).optional(),
  has_rating: z.boolean().optional(),
  /** All of these, in any case. */
  tags: z.array(tagSchema).min(1).max(50).optional(),
  /** One of these or several. */
  any_tags: z.array(tagSchema).min(1).max(50).optional(),
  has_tags: z.boolean().optional(),
})
export type VideoFilter = z.infer<typeof videoFilterSchema>

/** A stretch of the videos that pass a filter. */
export const videoQuerySchema = videoFilterSchema.extend({
  sort: z.enum(videoSorts).default('added'),
  order: z.enum(['asc', 'desc']).default('desc'),
  offset: z.int().min(0).default(0),
  /**
   * The id of the last video of the page before: the page goes on behind it, whatever came or went meanwhile, and costs the same
   * at any depth. In place of an offset.
   */
  after: z.string().max(200).optional(),
  limit: z.int().min(1).max(1000).default(100),
})
export type VideoQuery = z.infer<typeof videoQuerySchema>

const facet = z.array(z.object({ value: z.string(), count: z.number() }))

/** The values that videos have, with how many have each, most first; at most 200 of each kind. */
export const videoFacetsSchema = z.object({
  source_type: facet,
  provider: facet,
  model: facet,
  resolution: facet,
  aspect_ratio: facet,
  codec: facet,
  node_type: facet,
  /** Of each rating itself, not of more; null for those without. */
  rating: z.array(z.object({ value: z.number().nullable(), count: z.number() })),
  /** Those of the takes that have all the tags of the filter. */
  tags: facet,
  /** `value` is the id. */
  workflow_id: z.array(z.object({ value: z.string(), name: z.string(), count: z.number() })),
})
export type VideoFacets = z.infer<typeof videoFacetsSchema>
