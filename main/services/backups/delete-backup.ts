import { rm, stat } from 'node:fs/promises'
import { copyName } from '../../../shared/backup-names.ts'
import { RushesError } from '../../../shared/errors.ts'
import type { Core } from '../../core.ts'
import { endDryRun } from '../../database/journal/dry-run.ts'
import { listBackups, requireBackup } from '../../storage/backups.ts'
import { requireOwned } from '../../storage/inside-library.ts'
import { listCopies } from './copy-backups.ts'
import { requireCopies } from './copy-settings.ts'

/** Deletes a backup of the library and returns its size. @throws RushesError NOT_FOUND */
export async function deleteBackup({ layout, access }: Core, name: string): Promise<{ size_bytes: number }> {
  access.requireWritable()
  const path = await requireOwned(layout, await requireBackup(layout, name))
  const { size } = await stat(path)
  endDryRun([{ tbl: 'backups', op: 'delete', rows: 1 }])
  await rm(path)
  return { size_bytes: size }
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
  endDryRun([{ tbl: 'backups', op: 'delete', rows: 1 }])
  await target.delete(copyName(name, copy.is_encrypted))
  return { size_bytes: copy.size_bytes }
}
