import { z } from 'zod'
import { jobSchema } from './jobs.ts'
import { writeProcedure } from './procedure.ts'

export const proxies = {
  /** Returns the running job of the same content if there is one, and a finished job if the proxy exists. */
  create: writeProcedure
    .route({ method: 'POST', path: '/videos/{id}/proxy', summary: 'Create a proxy that every browser plays' })
    .input(z.object({ id: z.string() }))
    .output(jobSchema),
}
