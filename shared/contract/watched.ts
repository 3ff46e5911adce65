import { z } from 'zod'
import { procedure, timestamp } from './procedure.ts'

/** A folder whose new videos come into the library by themselves, left in place. */
export const watchedFolderSchema = z.object({
  /** Absolute. */
  path: z.string(),
  is_paused: z.boolean(),
  /** It is away now, or empty: nothing in it is looked at, and nothing is said to be missing. */
  is_offline: z.boolean(),
  added_at: timestamp,
})
export type WatchedFolder = z.infer<typeof watchedFolderSchema>

const path = z.object({ path: z.string().min(1) })

export const watched = {
  list: procedure
    .route({ method: 'GET', path: '/watched-folders', summary: 'The folders that are watched' })
    .output(z.array(watchedFolderSchema)),
  /** A folder of this computer, by its absolute path. One that is watched already stays as it is. */
  add: procedure
    .route({ method: 'POST', path: '/watched-folders', summary: 'Watch a folder for new videos' })
    .input(path)
    .output(watchedFolderSchema),
  pause: procedure
    .route({ method: 'PATCH', path: '/watched-folders', summary: 'Stop looking at a watched folder for now, or go on' })
    .input(path.extend({ is_paused: z.boolean() }))
    .output(watchedFolderSchema),
  /** What came from it stays in the library. To add it again is the undo. */
  remove: procedure
    .route({ method: 'DELETE', path: '/watched-folders', summary: 'Watch a folder no longer' })
    .input(path)
    .output(path),
}
