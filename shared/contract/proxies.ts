import { z } from 'zod'
import { jobSchema } from './jobs.ts'
import { procedure } from './procedure.ts'

export const proxies = {
  /** A running job for the same content is answered instead of a second one; a ready proxy gives a job that is done. */
  create: procedure
    .route({ method: 'POST', path: '/videos/{id}/proxy', summary: 'Make a copy that every browser plays' })
    .input(z.object({ id: z.string() }))
    .output(jobSchema),
}
