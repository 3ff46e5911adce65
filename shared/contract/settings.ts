import { z } from 'zod'
import { adminProcedure, readProcedure } from './procedure.ts'
import { trashLimitsSchema } from './trash.ts'
import { sourceTypes } from './videos.ts'

/** Names of new takes and images: that of the file, with the folder before it, or the beginning of the prompt. */
export const importNames = ['file', 'folder', 'prompt'] as const
export type ImportNames = (typeof importNames)[number]

export const importSettingsSchema = z.object({
  names: z.enum(importNames).default('file'),
  /** The source of new takes; one with generation details that would be `uploaded` is `generated`. */
  source: z.enum(sourceTypes).default('uploaded'),
})

const mediaFolder = z.string().max(4096).nullable().default(null)

export const mediaFoldersSchema = z.object({
  /** Folder for new videos: below the library's folder, or an absolute path. Null for the library's `videos/`. */
  videos: mediaFolder,
  /** Folder for new images, likewise. Null for the library's `images/`. */
  images: mediaFolder,
})
export type MediaFolders = z.infer<typeof mediaFoldersSchema>

export const previewSettingsSchema = z.object({
  /** The size that previews and proxies may have: the least recently used make room. Null for any size. */
  max_bytes: z.int().min(100e6).nullable().default(null),
})

export const librarySettingsSchema = z.object({
  import: importSettingsSchema,
  folders: mediaFoldersSchema,
  previews: previewSettingsSchema,
  trash: trashLimitsSchema,
})
export type LibrarySettings = z.infer<typeof librarySettingsSchema>

/** Each part is replaced as a whole; those that are left out stay. */
const changeSchema = librarySettingsSchema.partial()
export type SettingsChange = z.infer<typeof changeSchema>

export const settings = {
  get: readProcedure
    .route({ method: 'GET', path: '/settings', summary: 'Get the settings of the library' })
    .output(librarySettingsSchema),
  change: adminProcedure
    .route({ method: 'PATCH', path: '/settings', summary: 'Change settings of the library' })
    .input(changeSchema)
    .output(librarySettingsSchema),
}
