import { z } from 'zod'
import { jobSchema } from './jobs.ts'
import { adminProcedure, writeProcedure } from './procedure.ts'

/** XMP for other programs, and a JSON of Rushes with the file’s hash and the model and prompt. */
export const sidecarFormats = ['xmp', 'json'] as const
export type SidecarFormat = (typeof sidecarFormats)[number]

const video_ids = z.array(z.string()).min(1).max(10_000)

export const sidecars = {
  /**
   * Starts the job that writes rating, label, tags and note beside files outside of the library. A sidecar of another
   * program keeps its other properties and its tags; one whose rating, label or note differs is refused (`CONFLICT`).
   */
  write: adminProcedure
    .meta({ hasDryRun: true })
    .route({ method: 'POST', path: '/sidecars/write', summary: 'Write sidecars beside the files of videos' })
    .input(z.object({ video_ids, formats: z.array(z.enum(sidecarFormats)).min(1).default(['xmp']) }))
    .output(jobSchema),
  /** The values of a sidecar replace those of the video; tags are added. */
  read: writeProcedure
    .meta({ hasDryRun: true })
    .route({ method: 'POST', path: '/sidecars/read', summary: 'Read the sidecars of videos' })
    .input(z.object({ video_ids }))
    .output(
      z.object({
        read: z.number(),
        /** The number of videos without a sidecar. */
        without: z.number(),
        failed: z.array(z.object({ video_id: z.string(), code: z.string(), message: z.string() })),
      }),
    ),
}
