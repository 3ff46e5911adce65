import { backups as calls } from '../../shared/contract/backups.ts'
import { RushesError } from '../../shared/errors.ts'
import { compareWithBackup } from '../database/backups/backup-thread.ts'
import { countedDryRun, isDryRun } from '../database/journal/dry-run.ts'
import { listBackups, requireBackup } from '../storage/backups.ts'
import { listCopies, startCopying } from './backups/copy-backups.ts'
import { copyStateOf, requireCopies, savePassphrase, setCopies } from './backups/copy-settings.ts'
import { startBackup } from './backups/create-backup.ts'
import { deleteBackup, deleteCopy } from './backups/delete-backup.ts'
import { startFetch } from './backups/fetch-copy.ts'
import { type CallContext, implementCalls } from './calls/implement.ts'
import { platformFor } from './calls/platform-for.ts'

const os = implementCalls({ backups: calls })

async function restore(context: CallContext, name: string): Promise<Record<string, never>> {
  const platform = platformFor(context)
  const backup = await requireBackup(context.core.layout, name)
  if (isDryRun()) {
    const { only_in_library, only_in_backup } = await compareWithBackup(context.core.layout.database, backup)
    throw countedDryRun([
      { tbl: 'videos', op: 'delete', rows: only_in_library },
      { tbl: 'videos', op: 'insert', rows: only_in_backup },
    ])
  }
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
  copies: os.backups.copies.handler(({ context: { core } }) => copyStateOf(core)),
  setCopies: os.backups.setCopies.handler(({ input, context: { core } }) => setCopies(core, input)),
  savePassphrase: os.backups.savePassphrase.handler(({ input, context: { core } }) =>
    savePassphrase(core, input.passphrase),
  ),
  listCopies: os.backups.listCopies.handler(async ({ context: { core } }) => {
    const { target } = await requireCopies(core, 'quick')
    return { place: target.name, items: await listCopies(target) }
  }),
  copy: os.backups.copy.handler(({ context: { core } }) => startCopying(core)),
  fetch: os.backups.fetch.handler(({ input, context: { core } }) => startFetch(core, input.name, input.secret)),
  compare: os.backups.compare.handler(async ({ input, context: { core } }) =>
    compareWithBackup(core.layout.database, await requireBackup(core.layout, input.name)),
  ),
  delete: os.backups.delete.handler(({ input, context: { core } }) =>
    input.from === 'library' ? deleteBackup(core, input.name) : deleteCopy(core, input.name),
  ),
  restore: os.backups.restore.handler(({ input, context }) => restore(context, input.name)),
}
