import { copyFile, link, realpath, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { backupName } from '../shared/backup-names.ts'
import { messageOf, RushesError, systemCode } from '../shared/errors.ts'
import { compareWithBackup } from './database/backups/backup-thread.ts'
import { connect } from './database/connection/connection.ts'
import { isBusy } from './database/connection/sqlite-errors.ts'
import { requireBackup } from './storage/backups.ts'
import { requireNoLinks } from './storage/inside-library.ts'
import { layoutOf } from './storage/layout.ts'
import { syncFile } from './storage/sync-file.ts'

/**
 * Puts a backup in place of the database of the library in `folder`, which no program may have open. The database that
 * it replaces, even a damaged one, becomes a backup itself; its name is returned. Media files stay: those that only the
 * newer database knew are imported again when the library is next open in a window or browser, and what was removed
 * since gets its files back from the trash then.
 * @throws RushesError NOT_FOUND, CONFLICT if a program has the library open, LIBRARY_UNUSABLE if the backup is damaged;
 * nothing is changed then.
 */
export async function restoreBackup(folder: string, name: string, now: Date): Promise<string> {
  const layout = layoutOf(await realpath(folder))
  requireNoLinks(layout)
  const backup = await requireBackup(layout, name)
  await compareWithBackup(backup, backup).catch((error) => {
    throw new RushesError('LIBRARY_UNUSABLE', messageOf(error), { cause: error })
  })
  requireClosed(layout.database)
  const replaced = backupName('replaced', now, process.pid)
  const temporary = `${layout.database}.restoring`
  try {
    await copyFile(backup, temporary)
    await syncFile(temporary)
    await keepAs(layout.database, join(layout.backups, replaced))
    // In one step: at any moment, there is one database or the other.
    await rename(temporary, layout.database)
  } finally {
    await rm(temporary, { force: true })
  }
  return replaced
}

/**
 * Ends the WAL of a database, which SQLite does only if no program has it open. One that is damaged beyond opening is
 * left as it is.
 * @throws RushesError CONFLICT
 */
function requireClosed(path: string): void {
  try {
    const database = connect(path, { fileMustExist: true, busyTimeoutMs: 0 })
    try {
      database.pragma('journal_mode = DELETE')
    } finally {
      database.close()
    }
  } catch (error) {
    if (!isBusy(error)) return
    const message = 'Rushes or another program has the library open. Close it there, then restore the backup.'
    throw new RushesError('CONFLICT', message, { cause: error })
  }
}

/** Gives a file a second name, or copies it if the disk has no hard links; does nothing if there is no file. */
async function keepAs(path: string, kept: string): Promise<void> {
  try {
    await link(path, kept)
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return
    await copyFile(path, kept)
  }
}
