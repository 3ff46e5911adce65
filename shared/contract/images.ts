import { z } from 'zod'
import { colours } from '../colours.ts'
import { aiFilters } from '../generation/ai-evidence.ts'
import { parseImageQuery } from '../query/image-query.ts'
import { linkEvidence } from './lineage.ts'
import { continuesAfter, pageFields, sortFields } from './paging.ts'
import { readProcedure, timestamp, writeProcedure } from './procedure.ts'
import { removalInput, removalOutput } from './removal.ts'
import { locationSchema } from './videos.ts'

/** An image of the library: a reference, or the first or last frame that a video was made from. A row of `media`. */
export const imageSchema = z.object({
  /** Usually the sampled XxHash64 of the content. `file_hash` is the identity. */
  id: z.string(),
  name: z.string(),
  path: z.string(),
  /** SHA-256 of the content, lower-case hex. */
  file_hash: z.string(),
  /** Null if another program recorded the image and it has not been read yet. */
  size_bytes: z.number().nullable(),
  /** Pixels; null when the size cannot be determined. */
  width: z.number().nullable(),
  height: z.number().nullable(),
  /** `png`, `jpeg`, `webp`, `gif`, `tiff`, `avif` or `heic`. */
  codec: z.string().nullable(),
  created_at: timestamp.nullable(),
  /** Its `MediaStatus`: 1, which each image has at first, 2, 3 or 6, or another program’s. */
  media_status: z.number().nullable(),
  missing_since: timestamp.nullable(),
  /** The strongest evidence that a model made it, a sentence; null if there is none. `embedded` lists all. */
  ai_evidence: z.string().nullable(),
  /** Of the generation details; null if they do not say. */
  provider: z.string().nullable(),
  model: z.string().nullable(),
  seed: z.string().nullable(),
  prompt: z.string().nullable(),
  /** The name of a workflow that made or read it. */
  workflow: z.string().nullable(),
  /** 1 to 5. */
  rating: z.number().nullable(),
  colour: z.enum(colours).nullable(),
  note: z.string().nullable(),
  tags: z.array(z.string()),
})
export type Image = z.infer<typeof imageSchema>

export const imageDetailsSchema = imageSchema.extend({
  locations: z.array(locationSchema),
  /** The position among all images, counted from the oldest. */
  rank: z.number(),
  /** The videos made from the image, as is proven or was told, newest first. */
  made_into: z.array(
    z.object({ id: z.string(), name: z.string(), file_hash: z.string(), evidence: z.enum(linkEvidence) }),
  ),
})
export type ImageDetails = z.infer<typeof imageDetailsSchema>

/** A text of the search language, with the fields that images have (docs/search.md). */
const querySchema = z.string().superRefine((text, context) => {
  const { error } = parseImageQuery(text)
  if (error) context.addIssue({ code: 'custom', message: `${error.message} (at character ${error.start + 1})` })
})

/** The columns that a list of images can be sorted by. */
export const imageSorts = [
  'added',
  'name',
  'pixels',
  'codec',
  'size',
  'rating',
  'tags',
  'model',
  'provider',
  'prompt',
  'seed',
  'workflow',
  'colour',
  'status',
  'path',
] as const
export type ImageSort = (typeof imageSorts)[number]

const filter = z.object({
  /** A query in the search language: `model:flux rating:>=4`. The fields below narrow it further. */
  query: querySchema.optional(),
  /** Words that all are in the name, the prompt or the model. */
  search: z.string().max(1000).optional(),
  /** The model that made the image, as in its generation details. */
  model: z.string().max(1000).optional(),
  /** Evidence that a model made it: any (`yes`), none (`no`), or a kind. */
  ai: z.enum(aiFilters).optional(),
})
export type ImageFilter = z.infer<typeof filter>

const page = filter.extend({
  ...sortFields(imageSorts, 'added'),
})
const ids = z.array(z.string()).min(1).max(10_000)
const ratingsSchema = z.object({
  ratings: z.array(z.object({ ids, rating: z.int().min(1).max(5).nullable() })),
})
const coloursSchema = z.object({ colours: z.array(z.object({ ids, colour: z.enum(colours).nullable() })) })

/** The number of given images that exist, and of those that changed; `undo` is the input that reverts the call. */
const marked = <Undo extends z.ZodType>(undo: Undo) => z.object({ found: z.number(), changed: z.number(), undo })

export const images = {
  list: readProcedure
    .meta(continuesAfter(({ id }: Image) => id))
    .route({ method: 'GET', path: '/images', summary: 'List images, newest first by default' })
    .input(page.extend(pageFields(100, 500)))
    .output(z.object({ items: z.array(imageSchema), total: z.number() })),
  /** The ids of a page of the same list, for selections larger than the screen. */
  ids: readProcedure
    .meta(continuesAfter((id: string) => id))
    .route({ method: 'GET', path: '/image-ids', summary: 'List only the ids of a page' })
    .input(page.extend(pageFields(10_000, 10_000)))
    .output(z.array(z.string())),
  models: readProcedure
    .route({ method: 'GET', path: '/image-models', summary: 'List the models that made images, by name' })
    .output(z.array(z.object({ model: z.string(), count: z.number() }))),
  get: readProcedure
    .meta({ isKept: true })
    .route({
      method: 'GET',
      path: '/images/{id}',
      summary: 'Get an image with its locations and the videos made from it',
    })
    .input(z.object({ id: z.string() }))
    .output(imageDetailsSchema),
  /** Applied in order; unknown ids are skipped. Tags are changed by `tags.change`. */
  rate: writeProcedure
    .meta({ hasDryRun: true })
    .route({ method: 'POST', path: '/images/rate', summary: 'Rate images, or clear ratings' })
    .input(ratingsSchema)
    .output(marked(ratingsSchema)),
  /** Applied in order; unknown ids are skipped. */
  colour: writeProcedure
    .meta({ hasDryRun: true })
    .route({ method: 'POST', path: '/images/colour', summary: 'Label images with a colour, or clear it' })
    .input(coloursSchema)
    .output(marked(coloursSchema)),
  /** An empty note clears it. Undo by setting the former one. */
  note: writeProcedure
    .meta({ hasDryRun: true })
    .route({ method: 'PUT', path: '/images/{id}/note', summary: 'Write a note on an image, or clear it' })
    .input(z.object({ id: z.string(), note: z.string().trim().max(10_000) }))
    .output(imageDetailsSchema),
  /** Moves files in the library folder to its trash; referenced files stay. `restore` undoes it. */
  remove: writeProcedure
    .meta({ hasDryRun: true })
    .route({ method: 'POST', path: '/images/remove', summary: 'Remove images from the library' })
    .input(removalInput)
    .output(removalOutput),
  restore: writeProcedure
    .meta({ hasDryRun: true })
    .route({ method: 'POST', path: '/images/restore', summary: 'Undo a removal' })
    .input(z.object({ ids }))
    .output(z.object({ restored: z.array(z.string()) })),
}
