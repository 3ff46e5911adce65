import { RushesError } from '../../shared/errors.ts'
import type { Core } from '../core.ts'
import { compareWithBackup } from '../database/backups/backup-thread.ts'
import { listBackups, requireBackup } from '../storage/backups.ts'
import { startBackup } from './backups/create-backup.ts'
import { os } from './calls/implement.ts'

async function restore({ platform, layout }: Core, name: string): Promise<Record<string, never>> {
  await requireBackup(layout, name)
  if (!platform.restoreBackup)
    throw new RushesError('NOT_SUPPORTED', `Close Rushes, then run: rushes backup restore ${name} --yes`)
  await platform.restoreBackup(name)
  return {}
}

export const backups = {
  list: os.backups.list.handler(async ({ context: { core } }) => ({
    folder: core.layout.backups,
    items: await listBackups(core.layout),
  })),
  create: os.backups.create.handler(({ context: { core } }) => startBackup(core)),
  compare: os.backups.compare.handler(async ({ input, context: { core } }) =>
    compareWithBackup(core.layout.database, await requireBackup(core.layout, input.name)),
  ),
  restore: os.backups.restore.handler(({ input, context: { core } }) => restore(core, input.name)),
}
