import { z } from 'zod'
import { adminProcedure, readProcedure, timestamp } from './procedure.ts'

/** A folder whose new videos are imported automatically, in place. */
export const watchedFolderSchema = z.object({
  /** An absolute path. */
  path: z.string(),
  is_paused: z.boolean(),
  /** True if the folder is disconnected or empty. It is then not scanned, and nothing is marked as missing. */
  is_offline: z.boolean(),
  added_at: timestamp,
})
export type WatchedFolder = z.infer<typeof watchedFolderSchema>

const path = z.object({ path: z.string().min(1) })

export const watched = {
  list: readProcedure
    .route({ method: 'GET', path: '/watched-folders', summary: 'List the watched folders' })
    .output(z.array(watchedFolderSchema)),
  /** An absolute path on the library's computer. A folder that is already watched stays unchanged. */
  add: adminProcedure
    .route({ method: 'POST', path: '/watched-folders', summary: 'Watch a folder for new videos' })
    .input(path)
    .output(watchedFolderSchema),
  pause: adminProcedure
    .route({ method: 'PATCH', path: '/watched-folders', summary: 'Pause or resume a watched folder' })
    .input(path.extend({ is_paused: z.boolean() }))
    .output(watchedFolderSchema),
  /** Its videos stay in the library. Undo by adding it again. */
  remove: adminProcedure
    .meta({ hasDryRun: true })
    .route({ method: 'DELETE', path: '/watched-folders', summary: 'Stop watching a folder' })
    .input(path)
    .output(path),
}
