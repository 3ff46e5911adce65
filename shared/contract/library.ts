import { z } from 'zod'
import { jobSchema } from './jobs.ts'
import { adminProcedure, readProcedure } from './procedure.ts'

/** The access to the library at the moment. `gone`: its folder was moved, deleted or replaced while open. */
export const libraryAccessSchema = z.object({
  state: z.enum(['writable', 'read_only', 'gone']),
  /** A sentence that says why it cannot be changed; null if it can. */
  reason: z.string().nullable(),
  /** The folder that it was moved to, if the system can tell. */
  moved_to: z.string().nullable(),
  /** True if a change waits for another program that is writing to the library. */
  is_waiting: z.boolean(),
})

export const libraryStateSchema = z.object({
  folder: z.string(),
  access: libraryAccessSchema,
  version: z.string(),
  videos: z.number(),
  size_bytes: z.number(),
  /** The number of videos per `source_type`. */
  by_source: z.record(z.string(), z.number()),
  /** The capabilities of this caller beyond the contract; callers with a token can be at another computer. */
  can: z.object({
    /** Choose files with a dialog. */
    pick: z.boolean(),
    /** Show files in the file manager. */
    reveal: z.boolean(),
    /** Open files with other programs. */
    open: z.boolean(),
    /** Drag files into other programs. */
    drag: z.boolean(),
    /** Restart with a backup in place of the database. */
    restore: z.boolean(),
    /** Share the library with other computers. */
    share: z.boolean(),
    /** Name folders and files of the library’s computer. */
    paths: z.boolean(),
    /** Change settings, run programs and empty the trash. */
    administer: z.boolean(),
  }),
})
export type LibraryState = z.infer<typeof libraryStateSchema>

/** Totals, counted as the Media Manager does. */
export const statisticsSchema = z.object({
  total_storage_bytes: z.number(),
  videos_by_source: z.record(z.string(), z.object({ count: z.number(), size_bytes: z.number() })),
  workflows_by_status: z.record(z.string(), z.number()),
})
export type Statistics = z.infer<typeof statisticsSchema>

export const checkSchema = z.object({
  name: z.string(),
  ok: z.boolean(),
  /** The version, path and origin, or a sentence that says why the tool is unusable. */
  detail: z.string(),
  /** A possible improvement, although it works: a tool is more than a year old. */
  warning: z.string().optional(),
})
export type Check = z.infer<typeof checkSchema>

/** The size of the database file, in bytes. */
export const fileSpaceSchema = z.object({
  file_bytes: z.number(),
  /** The part of it that holds nothing; new rows use it. */
  unused_bytes: z.number(),
  /** True if the file gets smaller by itself when the trash is emptied. False in files of early versions. */
  shrinks: z.boolean(),
})
export type FileSpace = z.infer<typeof fileSpaceSchema>

/** The result for one table of an adopted database. */
export const adoptedTableSchema = z.object({
  table: z.string(),
  /** New rows. */
  taken: z.number(),
  /** Rows that the library already has, identical or newer. */
  known: z.number(),
  /** Rows that replaced an older row of the same key. */
  replaced: z.number(),
  /** Rows that were merged into a newer row of the same database that has the same key or content. */
  merged: z.number(),
  /** Rows that could not be copied, with the reason. */
  left_out: z.array(z.object({ reason: z.string(), count: z.number() })),
})
export type AdoptedTable = z.infer<typeof adoptedTableSchema>

export const library = {
  get: readProcedure
    .route({ method: 'GET', path: '/library', summary: 'Get the library’s location and totals' })
    .output(libraryStateSchema),
  statistics: readProcedure
    .route({ method: 'GET', path: '/library/statistics', summary: 'Get statistics' })
    .output(statisticsSchema),
  doctor: adminProcedure
    .route({
      method: 'GET',
      path: '/library/doctor',
      summary: 'Check the tools and the integrity of the library',
    })
    .output(z.array(checkSchema)),
  space: readProcedure
    .route({ method: 'GET', path: '/library/space', summary: 'Get the size of the database' })
    .output(fileSpaceSchema),
  /**
   * Gives the unused space of the database back to the disk, and from then on whenever the trash is emptied. Needs as
   * much free space as the database then takes; other changes wait meanwhile.
   */
  compact: adminProcedure
    .route({ method: 'POST', path: '/library/compact', summary: 'Compact the database' })
    .output(jobSchema),
  /** Generates takes and images, imports them, and adds workflows, runs and results of theirs. */
  addDemo: adminProcedure.route({ method: 'POST', path: '/library/demo', summary: 'Add the demo' }).output(jobSchema),
  /**
   * Reads the database at an absolute path and never writes to it. Adopting the same database again changes nothing.
   */
  adopt: adminProcedure
    .meta({ hasDryRun: true })
    .route({ method: 'POST', path: '/library/adopt', summary: 'Adopt the database of another program' })
    .input(z.object({ path: z.string().min(1) }))
    .output(z.object({ tables: z.array(adoptedTableSchema) })),
}
