import { z } from 'zod'
import { jobSchema } from './jobs.ts'
import { adminProcedure, writeProcedure } from './procedure.ts'

/** XMP for other programs, and a JSON of Rushes with the file’s hash and the model and prompt. */
export const sidecarFormats = ['xmp', 'json'] as const
export type SidecarFormat = (typeof sidecarFormats)[number]

const ids = z.array(z.string()).max(10_000).default([])
const chosen = { video_ids: ids, image_ids: ids }

/** Refuses a call that names neither a video nor an image. */
function requireChosen(
  { video_ids, image_ids }: { video_ids: string[]; image_ids: string[] },
  context: z.RefinementCtx,
) {
  if (video_ids.length + image_ids.length === 0)
    context.addIssue({ code: 'custom', path: ['video_ids'], message: 'Name at least one video or image.' })
}

export const sidecars = {
  /**
   * Starts the job that writes rating, label, tags and note beside files outside of the library. A sidecar of another
   * program keeps its other properties and its tags; one whose rating, label or note differs is refused (`CONFLICT`).
   */
  write: adminProcedure
    .meta({ hasDryRun: true })
    .route({ method: 'POST', path: '/sidecars/write', summary: 'Write sidecars beside the files of videos and images' })
    .input(
      z
        .object({ ...chosen, formats: z.array(z.enum(sidecarFormats)).min(1).default(['xmp']) })
        .superRefine(requireChosen),
    )
    .output(jobSchema),
  /** The values of a sidecar replace those of the video or image; tags are added. */
  read: writeProcedure
    .meta({ hasDryRun: true })
    .route({ method: 'POST', path: '/sidecars/read', summary: 'Read the sidecars of videos and images' })
    .input(z.object(chosen).superRefine(requireChosen))
    .output(
      z.object({
        read: z.number(),
        /** The number of videos and images without a sidecar. */
        without: z.number(),
        failed: z.array(
          z.object({
            video_id: z.string().optional(),
            image_id: z.string().optional(),
            code: z.string(),
            message: z.string(),
          }),
        ),
      }),
    ),
}
