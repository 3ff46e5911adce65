import { z } from 'zod'
import { procedure } from './procedure.ts'

/** How the frames of a storyboard lie on its sheet: row by row, `/media/storyboards/{id}` answers with the picture. */
export const storyboardSchema = z.object({
  /** Up to 25; the frame `i` is from the middle of the `i`-th of `count` equal stretches of the video. */
  count: z.number(),
  columns: z.number(),
  rows: z.number(),
  /** Pixels of one frame. */
  tile_width: z.number(),
  tile_height: z.number(),
})
export type Storyboard = z.infer<typeof storyboardSchema>

export const previews = {
  /** A call that is aborted stops the work, unless somebody else waits for the same storyboard. */
  storyboard: procedure
    .route({ method: 'POST', path: '/videos/{id}/storyboard', summary: 'Make the storyboard of a video ready' })
    .input(
      z.object({
        id: z.string(),
        /** It is in view and may be wanted: what somebody waits for goes first. */
        ahead: z.boolean().default(false),
      }),
    )
    .output(storyboardSchema),
  waveform: procedure
    .route({ method: 'POST', path: '/videos/{id}/waveform', summary: 'How loud a video is over its duration' })
    .input(z.object({ id: z.string() }))
    .output(
      z.object({
        /** The loudest sample of each of as many equal stretches of the video, 0 (silence) to 255; empty without sound. */
        peaks: z.array(z.number()),
      }),
    ),
}
