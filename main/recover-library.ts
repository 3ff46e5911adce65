import { readdir, realpath } from 'node:fs/promises'
import { basename, isAbsolute, join } from 'node:path'
import { backupName, readCopyName } from '../shared/backup-names.ts'
import type { Backup, BackupCopy, DatabaseContents, SalvagedTable } from '../shared/contract/backups.ts'
import { describeFileError, messageOf, RushesError } from '../shared/errors.ts'
import { checkDatabase, salvageRows } from './database/backups/backup-thread.ts'
import { findCopiesFolder } from './database/backups/copies-folder.ts'
import { listBackups } from './storage/backups.ts'
import { requireNoLinks } from './storage/inside-library.ts'
import { type Layout, layoutOf } from './storage/layout.ts'
import { statIfPresent } from './storage/presence.ts'
import { writeWhole } from './storage/whole-file.ts'

/** A backup without damage, and its contents. */
export interface GoodBackup {
  backup: Backup
  contents: DatabaseContents
}

/** The choices for a library whose database is damaged. */
export interface Choices {
  /** Newest first; salvaged databases and those that a restore replaced are among them. */
  backups: Backup[]
  /** The newest backup in which SQLite finds no damage. */
  good: GoodBackup | undefined
  /** False if the database is missing or empty. */
  canSalvage: boolean
  /** The folder for copies of backups that the database names. It is not opened: the library may be someone else’s. */
  copiesFolder: string | undefined
}

/** Lists what the damaged database of the library in `folder` can be replaced by. */
export async function listChoices(folder: string): Promise<Choices> {
  const layout = await layoutIn(folder)
  const backups = await listBackups(layout)
  const size = statIfPresent(layout.database)?.size ?? 0
  const copies = findCopiesFolder(layout.database)
  const copiesFolder = copies && join(copies.folder, copies.subfolder)
  return { backups, good: await findGood(layout, backups), canSalvage: size > 0, copiesFolder }
}

/** A copy of a backup in a folder. */
export interface CopyInFolder extends Pick<BackupCopy, 'name' | 'reason' | 'created_at' | 'is_encrypted'> {
  path: string
}

/**
 * Lists the copies of backups in a folder and in those inside it, newest first: the folder of the settings has one for
 * each library. @throws RushesError BAD_INPUT, FILE_MISSING
 */
export async function listCopiesIn(folder: string): Promise<CopyInFolder[]> {
  if (!isAbsolute(folder)) throw new RushesError('BAD_INPUT', `“${folder}” is not an absolute path.`)
  const entries = await readdir(folder, { withFileTypes: true }).catch((error) => {
    throw describeFileError(error, folder)
  })
  const inside = entries.filter((entry) => entry.isDirectory()).map(({ name }) => join(folder, name))
  const files = await Promise.all(
    inside.map(async (each) => (await readdir(each).catch(() => [])).map((file) => join(each, file))),
  )
  const copies = [...entries.map(({ name }) => join(folder, name)), ...files.flat()].flatMap((path) => {
    const read = readCopyName(basename(path))
    return read ? [{ ...read, path }] : []
  })
  return copies.sort((one, other) => (one.created_at < other.created_at ? 1 : -1))
}

async function layoutIn(folder: string): Promise<Layout> {
  const layout = layoutOf(await realpath(folder))
  requireNoLinks(layout)
  return layout
}

/** Databases that a restore replaced count as damaged: that may be why they were replaced. */
async function findGood(layout: Layout, backups: readonly Backup[]): Promise<GoodBackup | undefined> {
  for (const backup of backups) {
    if (backup.reason === 'replaced' || backup.reason === 'salvaged') continue
    const contents = await checkDatabase(join(layout.backups, backup.name)).catch(() => undefined)
    if (contents) return { backup, contents }
  }
  return undefined
}

export interface Salvaged {
  /** The name of the new backup. */
  name: string
  contents: DatabaseContents
  tables: SalvagedTable[]
}

/**
 * Copies the readable rows of the damaged database of the library in `folder` to a new backup, which can be restored as
 * any. The damaged file is not changed.
 * @throws RushesError LIBRARY_DAMAGED if nothing can be read.
 */
export async function salvageLibrary(folder: string, now: Date): Promise<Salvaged> {
  const layout = await layoutIn(folder)
  const name = backupName('salvaged', now, process.pid)
  const target = join(layout.backups, name)
  let tables: SalvagedTable[] = []
  await writeWhole(layout, target, async (temporary) => {
    tables = await salvageRows(layout.database, temporary)
  }).catch((error) => {
    throw new RushesError('LIBRARY_DAMAGED', `Nothing can be read of ${layout.database}: ${messageOf(error)}.`, {
      cause: error,
    })
  })
  return { name, contents: await checkDatabase(target), tables }
}

/** Returns the tables of which rows were lost. */
export function damagedTables({ tables }: Salvaged): string[] {
  return tables.filter(({ is_whole }) => !is_whole).map(({ table }) => table)
}
