import { z } from 'zod'
import { jobSchema } from './jobs.ts'
import { adminProcedure } from './procedure.ts'

const relinkSchema = z.object({
  /** The folder as the library has it: absolute, also in the spelling of another system (`C:\Takes`). */
  from: z.string().min(1),
  /** The absolute path of the folder that has its files now. */
  to: z.string().min(1),
})

const previewSchema = z.object({
  /** Recorded files in the former folder. */
  files: z.number(),
  /** Number of these with a file of the same size at the new path; the job compares their contents. */
  found: z.number(),
  /** Number of these with a file of another size at the new path. */
  different: z.number(),
  missing: z.number(),
  /** The first new paths where no file, or another one, was found. */
  samples: z.array(z.string()),
  watched_folders: z.number(),
})
export type RelinkPreview = z.infer<typeof previewSchema>

/** Folders outside the library whose files it refers to. */
export const folders = {
  /** A POST because paths would not fit into an address. Changes nothing. */
  previewRelink: adminProcedure
    .route({ method: 'POST', path: '/folders/preview-relink', summary: 'Preview where the files of a folder are now' })
    .input(relinkSchema)
    .output(previewSchema),
  /**
   * Files whose size, time and sample differ from those recorded are read in full; one of another content keeps its
   * former path. Files are only read. The history undoes it; its step is the id of the job.
   */
  relink: adminProcedure
    .meta({ hasDryRun: true })
    .route({ method: 'POST', path: '/folders/relink', summary: 'Start the job that says where a folder is now' })
    .input(relinkSchema)
    .output(jobSchema),
}
