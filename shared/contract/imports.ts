import { z } from 'zod'
import { jobSchema } from './jobs.ts'
import { procedure } from './procedure.ts'

/**
 * How files are placed: `reference` leaves them where they are, `copy` and `move` put them into the library's folder,
 * `link` shares their bytes with it (a reflink where the file system can, else a hard link).
 */
export const importModes = ['reference', 'copy', 'move', 'link'] as const
export type ImportMode = (typeof importModes)[number]

export const importRequestSchema = z
  .object({
    /** Absolute paths of files and folders on the computer of the library. */
    paths: z.array(z.string()).max(100_000).default([]),
    /** Names that `POST /uploads` answered with. The bytes are in the library's folder already, so `mode` does not count. */
    uploads: z.array(z.string()).max(100_000).default([]),
    mode: z.enum(importModes).default('reference'),
    /** Whether folders inside folders are searched too. */
    recursive: z.boolean().default(true),
  })
  .refine((request) => request.paths.length + request.uploads.length > 0, {
    message: 'Name at least one file or folder.',
    path: ['paths'],
  })
export type ImportRequest = z.infer<typeof importRequestSchema>

export const imports = {
  start: procedure
    .route({ method: 'POST', path: '/imports', summary: 'Bring files into the library' })
    .input(importRequestSchema)
    .output(jobSchema),
  /** For an import that was cut off, stopped, or could not take some files. What came in already is not read again. */
  restart: procedure
    .route({ method: 'POST', path: '/imports/{job_id}/restart', summary: 'Do an import again as it was asked for' })
    .input(z.object({ job_id: z.string() }))
    .output(jobSchema),
  /** Opens the system's own dialog. An empty answer means that the person closed it. */
  pick: procedure
    .route({ method: 'POST', path: '/imports/pick', summary: 'Ask for files or a folder with the native dialog' })
    .input(z.object({ kind: z.enum(['files', 'folder']) }))
    .output(z.object({ paths: z.array(z.string()) })),
}
