import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Command } from 'commander'
import { backupReasonLabels, copyName } from '../../../shared/backup-names.ts'
import type { BackupCopy, CopySettings, CopyState } from '../../../shared/contract/backups.ts'
import type { Client } from '../../../shared/contract/index.ts'
import { messageOf, RushesError } from '../../../shared/errors.ts'
import { formatBytes, formatCount } from '../../../shared/units.ts'
import { fetchCopyFile } from '../../services/backups/fetch-copy.ts'
import { libraryFolder } from '../../storage/library-folder.ts'
import { askSecret } from '../ask-secret.ts'
import { endAs, followJob } from '../follow-job.ts'
import { print, printJson } from '../output.ts'
import { withLibrary } from '../session.ts'
import { table } from '../table.ts'

interface CopiesOptions {
  folder?: string
  bucket?: boolean
  nowhere?: boolean
  encrypt?: string
  allow?: boolean
}

/** `rushes backup copies`, `copy`, `fetch`: copies of the backups in another folder or in the bucket. */
export function addCopyCommands(backup: Command, setExitCode: (code: number) => void): void {
  addCopies(backup)
  addCopy(backup, setExitCode)
  addFetch(backup, setExitCode)
}

function addCopies(backup: Command): void {
  backup
    .command('copies')
    .description('show or set where backups are copied to, and list the copies')
    .option('--folder <path>', 'copy them to this folder, as on another disk')
    .option('--bucket', 'copy them to the bucket of the library')
    .option('--nowhere', 'copy them no longer; copies stay')
    .option('--encrypt <how>', 'none, passphrase (of RUSHES_BACKUP_PASSPHRASE or the keychain), or a public key age1…')
    .option('--allow', 'allow this computer to use the settings of a library from someone else')
    .action(async (options: CopiesOptions, command) => {
      await withLibrary(command, async ({ client, answer }) => {
        const before = await client.backups.copies()
        const changed = changedSettings(before.settings, options)
        const state = changed ? await client.backups.setCopies(changed) : before
        const listed = await listedCopies(client, state)
        answer({ ...state, ...listed }, () => [...stateLines(state), ...copyLines(listed)].join('\n'))
      })
    })
}

function changedSettings(before: CopySettings, options: CopiesOptions): CopySettings | undefined {
  const { folder, bucket, nowhere, encrypt } = options
  if (Object.keys(options).length === 0) return undefined
  const to = folder !== undefined ? 'folder' : bucket ? 'bucket' : nowhere ? 'nowhere' : before.to
  const isRecipient = encrypt?.startsWith('age1')
  if (encrypt !== undefined && !isRecipient && encrypt !== 'none' && encrypt !== 'passphrase')
    throw new RushesError('BAD_INPUT', '--encrypt takes none, passphrase or a public key, which starts with age1.')
  return {
    to,
    folder: folder === undefined ? before.folder : resolve(folder),
    encryption:
      encrypt === undefined ? before.encryption : isRecipient ? 'recipient' : (encrypt as 'none' | 'passphrase'),
    recipient: isRecipient ? (encrypt ?? null) : before.recipient,
  }
}

interface Listed {
  place: string | null
  items: BackupCopy[]
  error: string | null
}

async function listedCopies(client: Client, { settings, is_allowed }: CopyState): Promise<Listed> {
  const none: Listed = { place: null, items: [], error: null }
  if (settings.to === 'nowhere' || !is_allowed) return none
  return await client.backups.listCopies().then(
    (listed) => ({ ...listed, error: null }),
    (error) => ({ ...none, error: messageOf(error) }),
  )
}

function stateLines({ settings, is_allowed, passphrase, failure }: CopyState): string[] {
  const { to, folder, encryption, recipient } = settings
  if (to === 'nowhere') return ['Backups are copied nowhere else. Set a place with --folder or --bucket.']
  const how = {
    none: 'not encrypted',
    passphrase: 'encrypted with a passphrase',
    recipient: `encrypted for ${recipient}`,
  }
  const lines = [`Backups are copied to ${to === 'folder' ? folder : 'the bucket'}, ${how[encryption]}.`]
  if (encryption === 'passphrase' && passphrase === null) lines.push('No passphrase: set RUSHES_BACKUP_PASSPHRASE.')
  if (!is_allowed) lines.push('Not allowed on this computer. Check the place, then add --allow.')
  if (failure) lines.push(`The last attempt failed, ${failure.failed_at} UTC: ${failure.reason}`)
  return lines
}

function copyLines({ place, items, error }: Listed): string[] {
  if (error !== null) return [error]
  if (place === null) return []
  const rows = items.map(({ name, created_at, size_bytes, reason, is_encrypted }) => [
    copyName(name, is_encrypted),
    created_at,
    formatBytes(size_bytes),
    backupReasonLabels[reason],
  ])
  return [
    ...(rows.length > 0 ? [table([['name', 'created (UTC)', 'size', 'why'], ...rows])] : []),
    `${formatCount(items.length, 'copy', 'copies')} in ${place}`,
  ]
}

function addCopy(backup: Command, setExitCode: (code: number) => void): void {
  backup
    .command('copy')
    .description('copy the backups to their other place now, and read each copy back')
    .action(async (_options, command) => {
      await withLibrary(command, async ({ client, answer }) => {
        const job = await followJob(client, () => client.backups.copy())
        answer({ job }, () => (job.state === 'done' ? 'All daily backups and those on request are copied.' : ''))
        await endAs(client, job, setExitCode)
      })
    })
}

function addFetch(backup: Command, setExitCode: (code: number) => void): void {
  backup
    .command('fetch')
    .description('make a copy a backup of the library again, to be compared and restored as any')
    .argument('<copy>', 'a name as “rushes backup copies” prints it, or the path of a file')
    .action(async (copy: string, _options, command: Command) => {
      const name = copy.replace(/\.age$/, '')
      const secret = () => (copy.endsWith('.age') ? askSecret(copy) : Promise.resolve(undefined))
      // A file does not need the database, which may be damaged.
      if (/[\\/]/.test(copy) || existsSync(copy)) return await fetchFile(copy, await secret(), command)
      await withLibrary(command, async ({ client, answer }) => {
        const input = await withSecret(client, name, secret)
        const job = await followJob(client, () => client.backups.fetch(input))
        answer({ job, backup: job.state === 'done' ? name : null }, () => (job.state === 'done' ? fetched(name) : ''))
        await endAs(client, job, setExitCode)
      })
    })
}

/** The saved passphrase is used if there is one. */
async function withSecret(client: Client, name: string, ask: () => Promise<string | undefined>) {
  const { passphrase } = await client.backups.copies()
  const secret = passphrase === 'keychain' ? undefined : await ask()
  return { name, ...(secret !== undefined && { secret }) }
}

async function fetchFile(path: string, secret: string | undefined, command: Command): Promise<void> {
  const { library, json } = command.optsWithGlobals() as { library?: string; json?: boolean }
  const backup = await fetchCopyFile(libraryFolder(library), resolve(path), secret)
  if (json) printJson({ backup })
  else print(fetched(backup))
}

function fetched(name: string): string {
  return `${name} is a backup of the library again. Compare it: rushes backup restore ${name}`
}
