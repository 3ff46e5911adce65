import { z } from 'zod'
import { jobSchema } from './jobs.ts'
import { adminProcedure, readProcedure, timestamp } from './procedure.ts'

/**
 * Why a backup was created: each day, on request, before a migration, because another backup was restored in place of
 * it, or from the readable rows of a damaged database.
 */
export const backupReasons = ['daily', 'requested', 'migration', 'replaced', 'salvaged'] as const

export const backupSchema = z.object({
  /** The name of its file in the library's `backups/`. */
  name: z.string(),
  reason: z.enum(backupReasons),
  created_at: timestamp,
  size_bytes: z.number(),
})
export type Backup = z.infer<typeof backupSchema>

/** The rows of a table that were salvaged from a damaged database. */
export interface SalvagedTable {
  table: string
  rows: number
  /** False if some rows of the table could not be read. */
  is_whole: boolean
}

const contentsSchema = z.object({
  videos: z.number(),
  images: z.number(),
  workflows: z.number(),
  executions: z.number(),
  generations: z.number(),
})
export type DatabaseContents = z.infer<typeof contentsSchema>

export const comparisonSchema = z.object({
  backup: contentsSchema,
  library: contentsSchema,
  /** Videos that are in the library only: they would be missing after a restore. */
  only_in_library: z.number(),
  /** Videos that are in the backup only: a restore would bring them back. */
  only_in_backup: z.number(),
})
export type BackupComparison = z.infer<typeof comparisonSchema>

const name = z.object({ name: z.string() })

export const backups = {
  list: readProcedure
    .route({ method: 'GET', path: '/backups', summary: 'List the backups of the database, newest first' })
    .output(z.object({ folder: z.string(), items: z.array(backupSchema) })),
  create: adminProcedure
    .route({ method: 'POST', path: '/backups', summary: 'Start the job that backs the database up' })
    .output(jobSchema),
  /** Checks the backup in full first. */
  compare: readProcedure
    .route({ method: 'GET', path: '/backups/{name}/compare', summary: 'Compare a backup with the library' })
    .input(name)
    .output(comparisonSchema),
  /** The desktop app starts again with it. The database that it replaces becomes a backup itself. */
  restore: adminProcedure
    .route({ method: 'POST', path: '/backups/{name}/restore', summary: 'Restore a backup; in the desktop app only' })
    .input(name)
    .output(z.object({})),
}
