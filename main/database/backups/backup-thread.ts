import type { BackupComparison } from '../../../shared/contract/backups.ts'
import { runInThread } from '../../threads/thread-pool.ts'

/** A request to the thread, for the database at `path`. */
export type BackupRequest =
  | { kind: 'copy'; path: string; target: string }
  | { kind: 'compare'; path: string; backup: string }

export type BackupResult = BackupComparison | undefined

const script = { script: 'backup-worker', base: import.meta.url }

/**
 * Copies a database that is in use to a new file, through SQLite's backup: the copy holds every transaction that had
 * ended when it began.
 */
export async function copyOnline(path: string, target: string): Promise<void> {
  await runInThread<BackupRequest, BackupResult>(script, { kind: 'copy', path, target })
}

/** Compares the database at `path` with a backup of it, which is checked first. @throws Error if it is damaged. */
export async function compareWithBackup(path: string, backup: string): Promise<BackupComparison> {
  const result = await runInThread<BackupRequest, BackupResult>(script, { kind: 'compare', path, backup })
  if (!result) throw new Error('A thread returned nothing.')
  return result
}
