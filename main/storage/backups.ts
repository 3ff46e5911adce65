import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { readBackupName } from '../../shared/backup-names.ts'
import type { Backup } from '../../shared/contract/backups.ts'
import { RushesError } from '../../shared/errors.ts'
import type { Layout } from './layout.ts'

/** Lists the backups of a library, newest first. Other files in the folder are left out. */
export async function listBackups({ backups }: Layout): Promise<Backup[]> {
  const names = await readdir(backups).catch(() => [])
  const found = await Promise.all(
    names.map(async (name) => {
      const read = readBackupName(name)
      const stats = read && (await stat(join(backups, name)).catch(() => undefined))
      return stats ? [{ name, ...read, size_bytes: stats.size }] : []
    }),
  )
  return found.flat().sort((a, b) => (a.created_at < b.created_at ? 1 : -1))
}

/** Returns the path of a backup. @throws RushesError NOT_FOUND */
export async function requireBackup(layout: Layout, name: string): Promise<string> {
  const found = (await listBackups(layout)).find((backup) => backup.name === name)
  if (!found) throw new RushesError('NOT_FOUND', `There is no backup ${name} in ${layout.backups}.`)
  return join(layout.backups, name)
}
