import { z } from 'zod'
import { jsonObjectSchema } from '../json-object.ts'
import { jobSchema } from './jobs.ts'
import { adminProcedure, writeProcedure } from './procedure.ts'
import { sourceTypeSchema } from './videos.ts'

/**
 * Storage of imported files: `reference` leaves them in place, `copy` and `move` put them into the library folder,
 * `link` shares their bytes with it (a reflink if the file system supports it, else a hard link).
 */
export const importModes = ['reference', 'copy', 'move', 'link'] as const
export type ImportMode = (typeof importModes)[number]

export const importRequestSchema = z
  .object({
    /** Absolute paths of files and folders on the library's computer. */
    paths: z.array(z.string()).max(100_000).default([]),
    /** Names returned by `POST /uploads`. `mode` does not apply: the bytes are in the library folder already. */
    uploads: z.array(z.string()).max(100_000).default([]),
    mode: z.enum(importModes).default('reference'),
    /** True to include subfolders. */
    recursive: z.boolean().default(true),
    /** The source of the new videos; by default `generated` if their files say how they were made, else `uploaded`. */
    source_type: sourceTypeSchema.optional(),
    /** The metadata of the new videos. */
    metadata: jsonObjectSchema.optional(),
  })
  .refine((request) => request.paths.length + request.uploads.length > 0, {
    message: 'Name at least one file or folder.',
    path: ['paths'],
  })
export type ImportRequest = z.infer<typeof importRequestSchema>

export const imports = {
  start: writeProcedure
    .meta({ hasDryRun: true })
    .route({ method: 'POST', path: '/imports', summary: 'Import files into the library' })
    .input(importRequestSchema)
    .output(jobSchema),
  /** Repeats an import that was interrupted, cancelled or partly failed. Imported files are not read again. */
  restart: adminProcedure
    .route({
      method: 'POST',
      path: '/imports/{job_id}/restart',
      summary: 'Restart an import with its original request',
    })
    .input(z.object({ job_id: z.string() }))
    .output(jobSchema),
  /** Opens the system's file dialog. Returns an empty list if it is cancelled. */
  pick: adminProcedure
    .route({ method: 'POST', path: '/imports/pick', summary: 'Choose files or a folder with the system’s dialog' })
    .input(z.object({ kind: z.enum(['files', 'folder']) }))
    .output(z.object({ paths: z.array(z.string()) })),
}
