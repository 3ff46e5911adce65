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
  /** Changes of the history that are in the library only, such as ratings and tags: a restore would lose them. */
  later_changes: z.number(),
})
export type BackupComparison = z.infer<typeof comparisonSchema>

/** The second location of the backups: a folder, or the bucket of the library. */
export const copySettingsSchema = z.object({
  to: z.enum(['nowhere', 'folder', 'bucket']).default('nowhere'),
  /** An absolute path; for `folder`. It is never created, because its disk may be disconnected. */
  folder: z.string().min(1).max(4000).nullable().default(null),
  encryption: z.enum(['none', 'passphrase', 'recipient']).default('none'),
  /** The public key (`age1…`) that copies are encrypted for; for `recipient`. */
  recipient: z
    .string()
    .regex(/^age1[a-z0-9]{10,4000}$/, 'Expected a public key of age, which starts with age1.')
    .nullable()
    .default(null),
})
export type CopySettings = z.infer<typeof copySettingsSchema>

/** A copy of a backup elsewhere. */
export const backupCopySchema = backupSchema.extend({
  /** The name of the backup, without the extension of an encrypted copy. */
  name: z.string(),
  is_encrypted: z.boolean(),
})
export type BackupCopy = z.infer<typeof backupCopySchema>

export const copyStateSchema = z.object({
  settings: copySettingsSchema,
  /** True if this computer may copy to it: a library may come from someone else, with settings of theirs. */
  is_allowed: z.boolean(),
  /** True if a passphrase can be saved in the keychain of this computer: in the desktop window only. */
  can_save_passphrase: z.boolean(),
  /** The source of the passphrase; null if there is none. */
  passphrase: z.enum(['keychain', 'environment']).nullable(),
  /** The failure of the last attempt; null if it succeeded. It is repeated each hour. */
  failure: z.object({ failed_at: timestamp, reason: z.string() }).nullable(),
})
export type CopyState = z.infer<typeof copyStateSchema>

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
  copies: readProcedure
    .route({ method: 'GET', path: '/backups/copies', summary: 'Get the settings of copies of backups elsewhere' })
    .output(copyStateSchema),
  /** Also allows this computer to copy there. */
  setCopies: adminProcedure
    .route({ method: 'PUT', path: '/backups/copies', summary: 'Set the folder or bucket for copies of backups' })
    .input(copySettingsSchema)
    .output(copyStateSchema),
  /** Null removes it. It is encrypted by the system’s keychain, on this computer only. */
  savePassphrase: adminProcedure
    .route({
      method: 'PUT',
      path: '/backups/copies/passphrase',
      summary: 'Save the passphrase of copies of backups; in the desktop app only',
    })
    .input(z.object({ passphrase: z.string().min(1).max(1000).nullable() }))
    .output(copyStateSchema),
  listCopies: adminProcedure
    .route({ method: 'GET', path: '/backups/copies/list', summary: 'List the copies of backups, newest first' })
    .output(z.object({ place: z.string(), items: z.array(backupCopySchema) })),
  /** Copies each backup that is not there yet, and removes copies that are no longer kept. */
  copy: adminProcedure
    .route({ method: 'POST', path: '/backups/copies', summary: 'Start the job that copies the backups' })
    .output(jobSchema),
  /** It becomes a backup of the library again, to be compared and restored as any. */
  fetch: adminProcedure
    .route({ method: 'POST', path: '/backups/copies/{name}/fetch', summary: 'Start the job that fetches a copy back' })
    .input(
      name.extend({
        /** The passphrase or the private key (`AGE-SECRET-KEY-1…`) of an encrypted copy; else the saved passphrase. */
        secret: z.string().min(1).max(4000).optional(),
      }),
    )
    .output(jobSchema),
  /**
   * For good: a backup of the library, or a copy of one that the library no longer has.
   * @throws CONFLICT for a copy that would be made again, because its backup is here.
   */
  delete: adminProcedure
    .meta({ hasDryRun: true })
    .route({ method: 'POST', path: '/backups/{name}/delete', summary: 'Delete a backup, or a copy of one' })
    .input(name.extend({ from: z.enum(['library', 'copies']).default('library') }))
    .output(z.object({ size_bytes: z.number() })),
  /** The desktop app starts again with it. The database that it replaces becomes a backup itself. */
  restore: adminProcedure
    .meta({ hasDryRun: true })
    .route({ method: 'POST', path: '/backups/{name}/restore', summary: 'Restore a backup; in the desktop app only' })
    .input(name)
    .output(z.object({})),
}
