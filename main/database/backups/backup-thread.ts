import type { BackupComparison, DatabaseContents, SalvagedTable } from '../../../shared/contract/backups.ts'
import { runInThread } from '../../threads/thread-pool.ts'

/** A request to the thread, for the database at `path`. */
export type BackupRequest =
  | { kind: 'copy'; path: string; target: string }
  | { kind: 'archive'; path: string; target: string }
  | { kind: 'compare'; path: string; backup: string }
  | { kind: 'check'; path: string }
  | { kind: 'salvage'; path: string; target: string }
  | { kind: 'compact'; path: string }

/** The answer to each request. */
export interface BackupResults {
  copy: undefined
  archive: undefined
  compare: BackupComparison
  check: DatabaseContents
  salvage: SalvagedTable[]
  compact: undefined
}

const script = { script: 'backup-worker', base: import.meta.url }

function ask<K extends BackupRequest['kind']>(request: BackupRequest & { kind: K }): Promise<BackupResults[K]> {
  return runInThread<BackupRequest, BackupResults[K]>(script, request)
}

/**
 * Copies a database that is in use to a new file, through SQLite's backup: the copy holds every transaction that had
 * ended when it began.
 */
export async function copyOnline(path: string, target: string): Promise<void> {
  await ask({ kind: 'copy', path, target })
}

/** Copies a backup to a new file without the pages that it does not use. Rowids stay. */
export async function archiveBackup(path: string, target: string): Promise<void> {
  await ask({ kind: 'archive', path, target })
}

/** Compares the database at `path` with a backup of it, which is checked first. @throws Error if it is damaged. */
export async function compareWithBackup(path: string, backup: string): Promise<BackupComparison> {
  return await ask({ kind: 'compare', path, backup })
}

/** Checks the database at `path` and returns what it contains. @throws Error if it is damaged. */
export async function checkDatabase(path: string): Promise<DatabaseContents> {
  return await ask({ kind: 'check', path })
}

/** Copies the readable rows of a damaged database to a new file. @throws SQLite's error if there are none. */
export async function salvageRows(path: string, target: string): Promise<SalvagedTable[]> {
  return await ask({ kind: 'salvage', path, target })
}

/**
 * Rewrites the database at `path` without the pages that it does not use, and lets it shrink from then on
 * ([Note: a file that shrinks]). Rowids stay. Readers go on, writers wait; nothing is changed if it fails or is killed.
 * @throws SQLite's error if the disk is full
 */
export async function compactDatabase(path: string): Promise<void> {
  await ask({ kind: 'compact', path })
}
