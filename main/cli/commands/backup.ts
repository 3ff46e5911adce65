import type { Command } from 'commander'
import { backupReasonLabels } from '../../../shared/backup-names.ts'
import type { Backup, BackupComparison, DatabaseContents } from '../../../shared/contract/backups.ts'
import { RushesError } from '../../../shared/errors.ts'
import { formatBytes, formatCount } from '../../../shared/units.ts'
import { damagedTables, listChoices, type Salvaged, salvageLibrary } from '../../recover-library.ts'
import { restoreBackup } from '../../restore-backup.ts'
import { libraryFolder } from '../../storage/library-folder.ts'
import { endAs, followJob } from '../follow-job.ts'
import { print, printJson } from '../output.ts'
import { type AddCommand, withLibrary } from '../session.ts'
import { table } from '../table.ts'
import { addCopyCommands } from './backup-copies.ts'

/** `rushes backup …`: backs the database up, lists its backups and restores one. */
export const backupCommand: AddCommand = (program, setExitCode) => {
  const backup = program
    .command('backup')
    .description('backups of the database: create, list, delete, restore; copies elsewhere; salvage a damaged one')
  addCreate(backup, setExitCode)
  addList(backup)
  addDelete(backup)
  addRestore(backup)
  addSalvage(backup)
  addCopyCommands(backup, setExitCode)
}

function addCreate(backup: Command, setExitCode: (code: number) => void): void {
  backup
    .command('create')
    .description('back the database up; media files are not copied')
    .action(async (_options, command) => {
      await withLibrary(command, async ({ client, answer }) => {
        const job = await followJob(client, () => client.backups.create())
        const { folder, items } = await client.backups.list()
        const [newest] = items
        answer({ job, backup: job.state === 'done' ? newest : null }, () =>
          job.state === 'done' && newest ? `${newest.name}, ${formatBytes(newest.size_bytes)}, in ${folder}` : '',
        )
        await endAs(client, job, setExitCode)
      })
    })
}

function addList(backup: Command): void {
  backup
    .command('list')
    .description('list the backups, the newest first')
    .action(async (_options, command) => {
      await withLibrary(command, async ({ client, answer }) => {
        const { folder, items } = await client.backups.list()
        answer({ folder, items }, () => listAsText(folder, items))
      }).catch(async (error) => {
        if (!(error instanceof RushesError && error.code === 'LIBRARY_DAMAGED')) throw error
        const { library, json } = command.optsWithGlobals() as { library?: string; json?: boolean }
        const { backups } = await listChoices(libraryFolder(library))
        if (json) printJson({ items: backups })
        else print(listAsText(libraryFolder(library), backups))
      })
    })
}

function listAsText(folder: string, items: readonly Backup[]): string {
  if (items.length === 0) return 'No backups.'
  const head = ['name', 'created (UTC)', 'size', 'why']
  const rows = items.map(({ name, created_at, size_bytes, reason }) => [
    name,
    created_at,
    formatBytes(size_bytes),
    backupReasonLabels[reason],
  ])
  return `${table([head, ...rows])}\n${formatCount(items.length, 'backup')} in ${folder}`
}

function addDelete(backup: Command): void {
  backup
    .command('delete')
    .description('delete a backup for good; nothing is deleted without --yes')
    .argument('<name>', 'as “rushes backup list” or “rushes backup copies” prints it')
    .option('--copy', 'delete the copy elsewhere, of a backup that the library no longer has')
    .option('--yes', 'delete it')
    .action(async (name: string, { copy, yes }: { copy?: boolean; yes?: boolean }, command) => {
      await withLibrary(command, async ({ client, answer }) => {
        if (!yes) return answer({ deleted: null }, () => `Nothing was deleted. Add --yes to delete ${name} for good.`)
        const { size_bytes } = await client.backups.delete({ name, from: copy ? 'copies' : 'library' })
        answer({ deleted: name, size_bytes }, () => `Deleted ${name}, ${formatBytes(size_bytes)}.`)
      })
    })
}

function addRestore(backup: Command): void {
  backup
    .command('restore')
    .description(
      'put a backup in place of the database, which becomes a backup itself; close Rushes first. Only a preview without --yes',
    )
    .argument('<name>', 'as “rushes backup list” prints it')
    .option('--yes', 'restore it')
    .action(async (name: string, { yes }: { yes?: boolean }, command) => {
      if (!yes) return await preview(name, command)
      const { library, json } = command.optsWithGlobals() as { library?: string; json?: boolean }
      const replaced = await restoreBackup(libraryFolder(library), name, new Date())
      if (json) printJson({ restored: name, replaced })
      else print(`Restored ${name}. The database before it is ${replaced}.`)
    })
}

function addSalvage(backup: Command): void {
  backup
    .command('salvage')
    .description('copy the readable rows of a damaged database to a new backup, to be restored then; it is not changed')
    .action(async (_options, command) => {
      const { library, json } = command.optsWithGlobals() as { library?: string; json?: boolean }
      const salvaged = await salvageLibrary(libraryFolder(library), new Date())
      if (json) printJson(salvaged)
      else print(salvagedAsText(salvaged))
    })
}

function salvagedAsText(salvaged: Salvaged): string {
  const { videos, images, workflows, executions } = salvaged.contents
  const lost = damagedTables(salvaged)
  const counts = [
    formatCount(videos, 'video'),
    formatCount(images, 'image'),
    formatCount(workflows, 'workflow'),
    formatCount(executions, 'run'),
  ]
  return [
    `Salvaged ${counts.join(', ')} to ${salvaged.name}.`,
    lost.length > 0 ? `Rows were lost in: ${lost.join(', ')}.` : 'No table lost rows.',
    `Use it: rushes backup restore ${salvaged.name} --yes`,
  ].join('\n')
}

async function preview(name: string, command: Command): Promise<void> {
  await withLibrary(command, async ({ client, answer }) => {
    const compared = await client.backups.compare({ name })
    answer(compared, () => `${comparisonAsText(compared)}\nNothing was changed. Add --yes to restore it.`)
  })
}

function comparisonAsText(compared: BackupComparison): string {
  const { backup, library, only_in_library, only_in_backup, later_changes } = compared
  const names: (keyof DatabaseContents)[] = ['videos', 'images', 'workflows', 'executions', 'generations']
  const rows = names.map((name) => [name, formatCount(backup[name]), formatCount(library[name])])
  const lost = `${formatCount(only_in_library, 'video')} of the library would go, ${formatCount(only_in_backup)} would come back.`
  const changes = `${formatCount(later_changes, 'change')} made since would be lost: see rushes history.`
  return [table([['', 'backup', 'library'], ...rows]), lost, ...(later_changes > 0 ? [changes] : [])].join('\n')
}
