import { z } from 'zod'
import { readProcedure, timestamp, writeProcedure } from './procedure.ts'
import { querySchema } from './video-query.ts'

const id = z.string().min(1).max(200)
const name = z.string().trim().min(1, 'A search needs a name.').max(100)

/** A query kept under a name. Its takes are those that match now. */
export const savedSearchSchema = z.object({ id, name, query: querySchema, created_at: timestamp })
export type SavedSearch = z.infer<typeof savedSearchSchema>

export const searches = {
  /** The oldest first. */
  list: readProcedure
    .route({ method: 'GET', path: '/searches', summary: 'List the saved searches' })
    .output(z.array(savedSearchSchema)),
  /** With the id and time of a removed search, it is restored. */
  save: writeProcedure
    .meta({ hasDryRun: true })
    .route({ method: 'POST', path: '/searches', summary: 'Save a search under a name' })
    .input(z.object({ id: id.optional(), name, query: querySchema, created_at: timestamp.optional() }))
    .output(savedSearchSchema),
  /** Omitted fields keep their value. Undo by setting the former values. */
  change: writeProcedure
    .meta({ hasDryRun: true })
    .route({ method: 'PATCH', path: '/searches/{id}', summary: 'Rename a saved search, or change its query' })
    .input(z.object({ id, name: name.optional(), query: querySchema.optional() }))
    .output(savedSearchSchema),
  /** Its takes stay. Undo by saving what is returned. */
  remove: writeProcedure
    .meta({ hasDryRun: true })
    .route({ method: 'DELETE', path: '/searches/{id}', summary: 'Remove a saved search' })
    .input(z.object({ id }))
    .output(savedSearchSchema),
}
