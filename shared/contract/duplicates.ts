import { z } from 'zod'
import { jobSchema } from './jobs.ts'
import { procedure } from './procedure.ts'

/**
 * What can be decided of two contents that look alike: both stay, as the same take; one went to the trash, as the other is kept;
 * they only look alike; they are takes of the same thing.
 */
export const duplicateDecisions = ['keep', 'trash', 'different', 'alternate'] as const
export type DuplicateDecision = (typeof duplicateDecisions)[number]

const hash = z.string().length(16)

export const duplicates = {
  status: procedure
    .route({ method: 'GET', path: '/duplicates/status', summary: 'How many takes have a perceptual hash' })
    .output(
      z.object({
        hashed: z.number(),
        /** Nothing could be decoded; they are not tried again. */
        failed: z.number(),
        /** Have none yet, and their file is there as far as is known. */
        due: z.number(),
      }),
    ),
  /** Null where all have one. */
  hash: procedure
    .route({ method: 'POST', path: '/duplicates/hash', summary: 'Hash how takes look, of those that have no hash yet' })
    .output(jobSchema.nullable()),
  /** Not kept: they are decoded and hashed now. */
  frames: procedure
    .route({ method: 'GET', path: '/duplicates/frames/{video_id}', summary: 'The perceptual hashes of 25 frames' })
    .input(z.object({ video_id: z.string() }))
    .output(z.array(z.object({ at_seconds: z.number(), hash }))),
}
