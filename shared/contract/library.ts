import { z } from 'zod'
import { procedure } from './procedure.ts'

export const libraryStateSchema = z.object({
  folder: z.string(),
  version: z.string(),
  videos: z.number(),
  size_bytes: z.number(),
  /** Number of videos for each `source_type`. */
  by_source: z.record(z.string(), z.number()),
  /** What this door can do beyond the contract. */
  can: z.object({ pick: z.boolean(), reveal: z.boolean() }),
})
export type LibraryState = z.infer<typeof libraryStateSchema>

/** How much there is, as the Media Manager counts it. */
export const statisticsSchema = z.object({
  total_storage_bytes: z.number(),
  videos_by_source: z.record(z.string(), z.object({ count: z.number(), size_bytes: z.number() })),
  workflows_by_status: z.record(z.string(), z.number()),
})
export type Statistics = z.infer<typeof statisticsSchema>

export const checkSchema = z.object({
  name: z.string(),
  ok: z.boolean(),
  /** Version, path and where it came from, or why it is not usable: one sentence. */
  detail: z.string(),
})
export type Check = z.infer<typeof checkSchema>

/** What became of the rows of one table of a database that was taken over. */
export const adoptedTableSchema = z.object({
  table: z.string(),
  /** New here. */
  taken: z.number(),
  /** Already here, just so or newer. */
  known: z.number(),
  /** Took the place of an older row of the same key. */
  replaced: z.number(),
  /** Could not be taken, and why. */
  left_out: z.array(z.object({ reason: z.string(), count: z.number() })),
})
export type AdoptedTable = z.infer<typeof adoptedTableSchema>

export const library = {
  get: procedure
    .route({ method: 'GET', path: '/library', summary: 'Where the library is and what it holds' })
    .output(libraryStateSchema),
  statistics: procedure
    .route({ method: 'GET', path: '/library/statistics', summary: 'How much there is of what' })
    .output(statisticsSchema),
  doctor: procedure
    .route({
      method: 'GET',
      path: '/library/doctor',
      summary: 'The tools that were found, and whether the library is well',
    })
    .output(z.array(checkSchema)),
  /** Reads the file at an absolute path and never writes to it. The same file again changes nothing. */
  adopt: procedure
    .route({ method: 'POST', path: '/library/adopt', summary: 'Take over the database of another program' })
    .input(z.object({ path: z.string().min(1) }))
    .output(z.object({ tables: z.array(adoptedTableSchema) })),
}
