import { z } from 'zod'

/**
 * A file outside the library that was to go to the system's trash with its video or image; `error` says why it stays.
 * Undoing the removal does not bring it back: restore it from the system's trash, and the library finds it there.
 */
export const outsideFileSchema = z.object({ path: z.string(), error: z.string().nullable() })
export type OutsideFile = z.infer<typeof outsideFileSchema>

/** The input and output of a removal of videos or images. */
export const removalInput = z.object({
  ids: z.array(z.string()).min(1).max(10_000),
  /** Moves files that the library does not own to the system’s trash; needs the scope `admin`. */
  delete_file: z.boolean().default(false),
})
export const removalOutput = z.object({
  removed: z.array(z.string()),
  /** Only with `delete_file`. */
  files: z.array(outsideFileSchema).optional(),
})
