import { z } from 'zod'
import { jobSchema } from './jobs.ts'
import { adminProcedure, readProcedure } from './procedure.ts'

/** The layout of a storyboard's sheet, row by row. `/media/storyboards/{id}` returns the picture. */
export const storyboardSchema = z.object({
  /**
   * The number of frames, at most 25. Frame `i` is from the middle of the `i`-th of `count` equal parts of the video.
   */
  count: z.number(),
  columns: z.number(),
  rows: z.number(),
  /** The size of one frame in pixels. */
  tile_width: z.number(),
  tile_height: z.number(),
})
export type Storyboard = z.infer<typeof storyboardSchema>

export const previews = {
  /** Reads the size of each file: seconds in a library of a million takes. */
  size: readProcedure
    .route({ method: 'GET', path: '/previews/size', summary: 'Measure the previews and proxies in the cache' })
    .output(z.object({ size_bytes: z.number() })),
  /** Those of takes whose files are away stay. The others are made again when they are needed. */
  clear: adminProcedure
    .meta({ hasDryRun: true })
    .route({ method: 'POST', path: '/previews/clear', summary: 'Start the job that deletes previews and proxies' })
    .output(jobSchema),
  /** Aborting the call stops the work, unless another caller waits for the same storyboard. */
  storyboard: readProcedure
    .route({ method: 'POST', path: '/videos/{id}/storyboard', summary: 'Create the storyboard of a video' })
    .input(
      z.object({
        id: z.string(),
        /** Marks a prefetch, which yields to requested previews. */
        ahead: z.boolean().default(false),
      }),
    )
    .output(storyboardSchema),
  /** Reads the packets of the video once; the list is cached by content. */
  keyframes: readProcedure
    .route({ method: 'POST', path: '/videos/{id}/keyframes', summary: 'List the keyframes of a video' })
    .input(z.object({ id: z.string() }))
    .output(
      z.object({
        /** Their times, in order. A cut without re-encoding begins at one of them. */
        seconds: z.array(z.number()),
      }),
    ),
  waveform: readProcedure
    .route({ method: 'POST', path: '/videos/{id}/waveform', summary: 'Get the waveform of a video' })
    .input(z.object({ id: z.string() }))
    .output(
      z.object({
        /** The peak of each of that many equal parts of the video, 0 (silence) to 255; empty without sound. */
        peaks: z.array(z.number()),
      }),
    ),
}
