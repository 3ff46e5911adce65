import { z } from 'zod'
import { procedure, timestamp } from './procedure.ts'
import { locationSchema } from './videos.ts'

/** A picture of the library: a reference, the first or last frame that a take was made from. A row of `media`. */
export const imageSchema = z.object({
  /** The sampled XxHash64 of its content, as a rule; `file_hash` is the identity. */
  id: z.string(),
  name: z.string(),
  path: z.string(),
  /** SHA-256 of the content, lower-case hex. */
  file_hash: z.string(),
  size_bytes: z.number(),
  /** Pixels; null where only a viewer can tell. */
  width: z.number().nullable(),
  height: z.number().nullable(),
  /** `png`, `jpeg`, `webp`, `gif`, `tiff` or `avif`. */
  codec: z.string().nullable(),
  created_at: timestamp.nullable(),
  missing_since: timestamp.nullable(),
})
export type Image = z.infer<typeof imageSchema>

export const imageDetailsSchema = imageSchema.extend({
  locations: z.array(locationSchema),
  /** Its place among all images, counted from the oldest. */
  rank: z.number(),
  /** Takes that were made from it, the newest first. */
  made_into: z.array(z.object({ id: z.string(), name: z.string(), file_hash: z.string() })),
})
export type ImageDetails = z.infer<typeof imageDetailsSchema>

const stretch = z.object({
  order: z.enum(['asc', 'desc']).default('desc'),
  offset: z.coerce.number().int().min(0).default(0),
})
const ids = z.array(z.string()).min(1).max(10_000)

export const media = {
  list: procedure
    .route({ method: 'GET', path: '/media', summary: 'Images, newest first unless asked otherwise' })
    .input(stretch.extend({ limit: z.coerce.number().int().min(1).max(500).default(100) }))
    .output(z.object({ items: z.array(imageSchema), total: z.number() })),
  /** The ids of a stretch of the same list, for a selection that is wider than what is on screen. */
  ids: procedure
    .route({ method: 'GET', path: '/media-ids', summary: 'Only the ids of a stretch of the list' })
    .input(stretch.extend({ limit: z.coerce.number().int().min(1).max(10_000).default(10_000) }))
    .output(z.array(z.string())),
  get: procedure
    .route({ method: 'GET', path: '/media/{id}', summary: 'One image, its locations and the takes made from it' })
    .input(z.object({ id: z.string() }))
    .output(imageDetailsSchema),
  /** Files that the library owns go to its trash; referenced files stay where they are. `restore` undoes it. */
  remove: procedure
    .route({ method: 'POST', path: '/media/remove', summary: 'Take images out of the library' })
    .input(z.object({ ids }))
    .output(z.object({ removed: z.array(z.string()) })),
  restore: procedure
    .route({ method: 'POST', path: '/media/restore', summary: 'Undo a removal' })
    .input(z.object({ ids }))
    .output(z.object({ restored: z.array(z.string()) })),
}
