import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { copyName } from '../../../shared/backup-names.ts'
import { RushesError } from '../../../shared/errors.ts'
import type { Core } from '../../core.ts'
import { listBackups, requireBackup } from '../../storage/backups.ts'
import { requireOwned } from '../../storage/inside-library.ts'
import { listCopies } from './copy-backups.ts'
import { requireCopies } from './copy-settings.ts'

/** Deletes a backup of the library and returns its size. @throws RushesError NOT_FOUND */
export async function deleteBackup({ layout, access }: Core, name: string): Promise<{ size_bytes: number }> {
  access.requireWritable()
  await requireBackup(layout, name)
  const backup = (await listBackups(layout)).find((one) => one.name === name)
  await rm(await requireOwned(layout, join(layout.backups, name)), { force: true })
  return { size_bytes: backup?.size_bytes ?? 0 }
}

/**
 * Deletes the copy of a backup and returns its size.
 * @throws RushesError NOT_FOUND, CONFLICT if the library has the backup, which would be copied again.
 */
export async function deleteCopy(core: Core, name: string): Promise<{ size_bytes: number }> {
  core.access.requireWritable()
  const { target } = await requireCopies(core, 'quick')
  const copy = (await listCopies(target)).find((one) => one.name === name)
  if (!copy) throw new RushesError('NOT_FOUND', `There is no copy of ${name} in ${target.name}.`)
  if ((await listBackups(core.layout)).some((backup) => backup.name === name))
    throw new RushesError(
      'CONFLICT',
      `The library has the backup ${name} and would copy it again. Delete it there first.`,
    )
  await target.delete(copyName(name, copy.is_encrypted))
  return { size_bytes: copy.size_bytes }
}
